//! Bins that a person would choose: days, months, quarters, years, then round numbers of years.

use crate::model::Span;
use crate::model::time::tick::Step;
use crate::model::time::{DAY_MS, calendar};
use crate::scene::scale::TimeScale;

/// A bin is at least this wide, in points, unless the calendar ends.
const LEAST_WIDTH: f32 = 11.0;

const STEPS: [(Step, i64); 4] = [
    (Step::Day, 1),
    (Step::Month, 28),
    (Step::Quarter, 90),
    (Step::Year, 365),
];

const YEARS: [i16; 10] = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

/// Whole bins over the axis, ascending and without gaps; the first and the last may reach beyond.
pub(super) fn bins(scale: &TimeScale) -> Vec<Span> {
    let least_ms = f64::from(LEAST_WIDTH) * scale.ms_per_point();
    let fits = |days: i64| (days * DAY_MS) as f64 >= least_ms;
    if let Some((step, _)) = STEPS.into_iter().find(|(_, days)| fits(*days)) {
        return ticks(step, scale.span);
    }
    let years = YEARS
        .into_iter()
        .find(|years| fits(i64::from(*years) * 365));
    year_bins(years.unwrap_or(5000), scale.span)
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
    use crate::model::Instant;
    use proptest::prelude::*;

    #[test]
    fn twelve_years_on_a_laptop_are_quarters_and_one_year_is_months() {
        let years = |a, b| calendar::years(a, b).unwrap();
        let found = bins(&TimeScale::new(years(2014, 2025), 0.0, 1100.0));
        assert_eq!(found.len(), 48);
        let found = bins(&TimeScale::new(years(2014, 2014), 0.0, 1100.0));
        assert_eq!(found.len(), 12);
        let found = bins(&TimeScale::new(years(1900, 2025), 0.0, 500.0));
        assert_eq!(found.first(), Some(&years(1900, 1904)));
    }

    proptest! {
        #[test]
        fn bins_tile_the_axis(start in -4_371_587..2_932_800_i64, days in 1..3_000_000_i64, width in 100.0..4000.0_f32) {
            let start = Instant(start * DAY_MS);
            let end = calendar::clamp(Instant(start.0 + days * DAY_MS));
            let scale = TimeScale::new(Span { start, end }, 0.0, width);
            let found = bins(&scale);
            prop_assert!(found[0].start <= scale.span.start);
            prop_assert!(found[found.len() - 1].end >= scale.span.end);
            for pair in found.windows(2) {
                prop_assert_eq!(pair[0].end, pair[1].start);
            }
            prop_assert!(found.len() as f32 <= width / LEAST_WIDTH + 3.0);
        }
    }
}
