//! Bins that a person would choose: parts of a minute, an hour and a day, days, months, quarters,
//! years, then round numbers of years.

use crate::model::time::tick::Step;
use crate::model::time::{DAY_MS, calendar};
use crate::model::{Instant, Span};
use crate::scene::scale::TimeScale;

/// A bin is at least this wide, in points, unless the calendar ends.
pub(super) const LEAST_WIDTH: f32 = 11.0;

const SECOND_MS: i64 = 1000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Bins that all have the same length, in milliseconds; each divides a day.
const PARTS_OF_DAY: [i64; 13] = [
    SECOND_MS,
    5 * SECOND_MS,
    15 * SECOND_MS,
    30 * SECOND_MS,
    MINUTE_MS,
    5 * MINUTE_MS,
    15 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    3 * HOUR_MS,
    6 * HOUR_MS,
    12 * HOUR_MS,
    DAY_MS,
];

const STEPS: [(Step, i64); 3] = [(Step::Month, 28), (Step::Quarter, 90), (Step::Year, 365)];

const YEARS: [i16; 10] = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

/// Whole bins over the axis, ascending and without gaps, each at least `least_width` points wide;
/// the first and the last may reach beyond.
pub(super) fn bins(scale: &TimeScale, least_width: f32) -> Vec<Span> {
    let least_ms = f64::from(least_width) * scale.ms_per_point();
    let fits = |ms: &i64| *ms as f64 >= least_ms;
    if let Some(ms) = PARTS_OF_DAY.into_iter().find(fits) {
        return equal(ms, scale.span);
    }
    if let Some((step, _)) = STEPS.into_iter().find(|(_, days)| fits(&(days * DAY_MS))) {
        return ticks(step, scale.span);
    }
    let years = YEARS
        .into_iter()
        .find(|years| fits(&(i64::from(*years) * 365 * DAY_MS)));
    year_bins(years.unwrap_or(5000), scale.span)
}

fn equal(ms: i64, axis: Span) -> Vec<Span> {
    let first = axis.start.0.div_euclid(ms);
    let after = axis.end.0.saturating_sub(1).div_euclid(ms) + 1;
    let bins = (first..after).map(|i| Span {
        start: Instant(i * ms),
        end: Instant((i + 1) * ms),
    });
    bins.collect()
}

fn ticks(step: Step, axis: Span) -> Vec<Span> {
    let first = step.tick_containing(axis.start);
    std::iter::successors(Some(first), |tick| {
        let next = step.next(*tick);
        (next.start > tick.start && next.start < axis.end).then_some(next)
    })
    .collect()
}

fn year_bins(years: i16, axis: Span) -> Vec<Span> {
    let first = calendar::date_at(axis.start).year().div_euclid(years);
    let last = calendar::date_at(axis.end).year().div_euclid(years);
    (first..=last)
        .filter_map(|i| {
            let start = i32::from(i) * i32::from(years);
            let end = start + i32::from(years) - 1;
            let year = |y: i32| y.clamp(calendar::MIN_YEAR.into(), calendar::MAX_YEAR.into());
            calendar::years(year(start).try_into().ok()?, year(end).try_into().ok()?)
        })
        .filter(|bin| bin.start < axis.end)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn twelve_years_on_a_laptop_are_quarters_and_one_year_is_months() {
        let years = |a, b| calendar::years(a, b).unwrap();
        let found = bins(&TimeScale::new(years(2014, 2025), 0.0, 1100.0), LEAST_WIDTH);
        assert_eq!(found.len(), 48);
        let found = bins(&TimeScale::new(years(2014, 2014), 0.0, 1100.0), LEAST_WIDTH);
        assert_eq!(found.len(), 12);
        let found = bins(&TimeScale::new(years(1900, 2025), 0.0, 500.0), LEAST_WIDTH);
        assert_eq!(found.first(), Some(&years(1900, 1904)));
    }

    #[test]
    fn a_day_is_parts_of_hours_and_a_minute_is_seconds() {
        let axis = |ms| {
            TimeScale::new(
                Span {
                    start: Instant(0),
                    end: Instant(ms),
                },
                0.0,
                1100.0,
            )
        };
        for (shown, bin) in [
            (DAY_MS, 15 * MINUTE_MS),
            (HOUR_MS, MINUTE_MS),
            (MINUTE_MS, SECOND_MS),
            (30 * DAY_MS, 12 * HOUR_MS),
        ] {
            let found = bins(&axis(shown), LEAST_WIDTH);
            assert!(
                found.iter().all(|span| span.duration_ms() == bin),
                "{shown}"
            );
            assert_eq!(Ok(found.len()), usize::try_from(shown / bin));
        }
    }

    proptest! {
        #[test]
        fn bins_tile_the_axis(start in -4_371_587..2_932_800_i64, (days, ms) in (0..3_000_000_i64, 1..DAY_MS), width in 100.0..4000.0_f32) {
            let start = Instant(start * DAY_MS);
            let end = calendar::clamp(Instant(start.0 + days * DAY_MS + ms));
            let scale = TimeScale::new(Span { start, end }, 0.0, width);
            let found = bins(&scale, LEAST_WIDTH);
            prop_assert!(found[0].start <= scale.span.start);
            prop_assert!(found[found.len() - 1].end >= scale.span.end);
            for pair in found.windows(2) {
                prop_assert_eq!(pair[0].end, pair[1].start);
            }
            prop_assert!(found.len() as f32 <= width / LEAST_WIDTH + 3.0);
        }
    }
}
