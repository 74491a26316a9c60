//! How long a tick is for data that do not say so: no finer than their dates, and so long that the
//! ticks of the whole can be walked through.

use crate::model::time::tick::Step;
use crate::model::{Lifespan, Span};

/// More ticks than this are too many to step and too short to see.
const MOST_TICKS: i64 = 2_500;

/// The steps that are chosen among.
const STEPS: [Step; 8] = [
    Step::Second,
    Step::Minute,
    Step::Hour,
    Step::Day,
    Step::Month,
    Step::Year,
    Step::Decade,
    Step::Century,
];

/// The step for records that lie in `extent`.
pub(super) fn step_for<'a>(extent: Span, lives: impl Iterator<Item = &'a Lifespan>) -> Step {
    let finest = grain(lives);
    let few_enough = |step: &Step| extent.duration_ms() / step.mean_ms() <= MOST_TICKS;
    let mut steps = STEPS.into_iter().filter(|step| *step >= finest);
    steps.find(few_enough).unwrap_or(Step::Century)
}

/// How fine the finer quarter of the dates is: a few rough dates among many do not make a step
/// coarse, nor a few exact ones make it fine.
fn grain<'a>(lives: impl Iterator<Item = &'a Lifespan>) -> Step {
    let mut counts = [0_usize; STEPS.len()];
    for span in lives.filter_map(Lifespan::dated) {
        if let Some(count) = counts.get_mut(precision(span)) {
            *count += 1;
        }
    }
    let quarter = counts.iter().sum::<usize>().div_ceil(4);
    let mut seen = 0;
    let reaches = |count: &usize| {
        seen += count;
        seen >= quarter
    };
    let index = counts.iter().position(reaches);
    index
        .and_then(|i| STEPS.get(i))
        .copied()
        .unwrap_or(Step::Day)
}

/// The place in [`STEPS`] of the longest step that is not longer than a date.
fn precision(span: Span) -> usize {
    // February is a month, too.
    let fits = |step: &Step| step.mean_ms() / 10 * 9 <= span.duration_ms();
    STEPS.iter().rposition(fits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Start;
    use crate::model::time::notation::{Reading, read};

    fn check(dates: &[&str], expected: Step) {
        let lives: Vec<Lifespan> = dates
            .iter()
            .map(|text| match read(text) {
                Ok(Reading::Date(date)) => Lifespan {
                    start: Start::Within(date.span),
                    ..Lifespan::default()
                },
                other => panic!("{text}: {other:?}"),
            })
            .collect();
        let extents = lives.iter().filter_map(Lifespan::extent);
        let extent = extents.reduce(Span::union).unwrap();
        assert_eq!(step_for(extent, lives.iter()), expected, "{dates:?}");
    }

    #[test]
    fn the_step_follows_the_precision_and_the_length() {
        check(
            &["2026-05-01T10:00:00Z", "2026-05-01T10:40:00Z"],
            Step::Second,
        );
        check(
            &["2026-05-01T10:00:00Z", "2026-05-01T18:00:00Z"],
            Step::Minute,
        );
        check(
            &["2026-05-01T10:00:00Z", "2026-06-01T10:00:00Z"],
            Step::Hour,
        );
        check(&["2026-05-01T10:00:00Z", "2030-06-01T10:00:00Z"], Step::Day);
        check(&["2026-05-01", "2026-05-20"], Step::Day);
        check(&["1970-05-01", "2026-05-20"], Step::Month);
        check(&["2019-02", "2026-05"], Step::Month);
        check(&["1950", "1955"], Step::Year);
        check(&["1066", "1945"], Step::Year);
        check(&["-0500", "1500"], Step::Year);
        check(&["-9000", "2000"], Step::Decade);
        check(&["188X", "19XX", "190X"], Step::Decade);
        check(&["17XX", "19XX"], Step::Century);
        // A few exact dates among years, and a few rough ones among days.
        check(
            &["1890", "1900-05-01", "1910", "1920", "1930", "1940"],
            Step::Year,
        );
        check(
            &["2020-01-05", "2020-02-07", "2020-03-09", "2020"],
            Step::Day,
        );
    }
}
