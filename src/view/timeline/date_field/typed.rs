//! The clock's date as text, and text as a wish for the clock.

use crate::model::Span;
use crate::model::time::DAY_MS;
use crate::model::time::notation::{Edge, NotationError, Reading, read};
use crate::model::time::tick::Step;
use crate::query::{Clock, Mode};
use crate::scene::timeline::chip_label;
use crate::session::Session;

/// What a person typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Typed {
    /// A date to go to.
    Date(Span),
    /// A window to ask for.
    Window(Span),
}

/// What a text says, for the clock of a session.
pub(super) fn typed(text: &str, session: &Session) -> Result<Typed, NotationError> {
    let clock = &session.document.clock;
    let reading = reading(text, clock)?;
    let all = session.play_span().unwrap_or_else(|| clock.tick());
    Ok(match reading {
        Reading::Date(date) | Reading::OrEarlier(date) => Typed::Date(date.span),
        Reading::OneOf { first, last } => Typed::Window(first.span.union(last.span)),
        Reading::Interval { start, end } => {
            let from = start.date().map_or(all.start, |date| date.span.start);
            let to = end.date().map_or(all.end, |date| date.span.end);
            // An open side ends with the data, but not on the wrong side of the other one.
            let beside = start.date().or(end.date()).map_or(all, |date| date.span);
            let span = Span {
                start: from.min(beside.start),
                end: to.max(beside.end),
            };
            // "2000 to 2099" is what a century is called.
            if span == clock.step().tick_containing(span.start) {
                Typed::Date(span)
            } else {
                Typed::Window(span)
            }
        }
    })
}

/// What notation reads, and what only the clock can tell: a time of its day, years of three digits
/// and before Christ, two dates with a dash or a word between.
fn reading(text: &str, clock: &Clock) -> Result<Reading, NotationError> {
    let text = text.trim();
    for parting in [" - ", " – ", " — ", " to "] {
        if let Some((from, to)) = text.split_once(parting) {
            return between(text, from, to, clock);
        }
    }
    // A hyphen may be part of a date; the dash of "400–499" is not.
    let tight = ['-', '–'].into_iter().find_map(|dash| {
        let fewest = if dash == '-' { 4 } else { 1 };
        let is_year = |side: &str| {
            (fewest..=4).contains(&side.len()) && side.bytes().all(|b| b.is_ascii_digit())
        };
        text.split_once(dash)
            .filter(|(from, to)| is_year(from) && is_year(to))
    });
    if let Some((from, to)) = tight {
        return between(text, from, to, clock);
    }
    read(&spelled_out(text, clock)).map_err(|problem| match problem {
        NotationError::Unreadable(_) => NotationError::Unreadable(text.chars().take(40).collect()),
        problem => problem,
    })
}

fn between(text: &str, from: &str, to: &str, clock: &Clock) -> Result<Reading, NotationError> {
    let side = |side: &str| match read(&spelled_out(side.trim(), clock))? {
        Reading::Date(date) => Ok(date),
        _ => Err(NotationError::Unreadable(text.chars().take(40).collect())),
    };
    let whole = |year: &str| {
        let is_year = !year.is_empty() && year.bytes().all(|b| b.is_ascii_digit());
        if is_year {
            format!("{year:0>4}")
        } else {
            year.to_owned()
        }
    };
    let (from, to) = (side(&whole(from))?, side(&whole(to))?);
    if to.span.end <= from.span.start {
        return Err(NotationError::Reversed(text.chars().take(40).collect()));
    }
    Ok(Reading::Interval {
        start: Edge::Date(from),
        end: Edge::Date(to),
    })
}

/// A text as notation has it: "14:05" with the clock's day, "476" and "44 BC" as years.
fn spelled_out(text: &str, clock: &Clock) -> String {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let is_time = text.contains(':') && text.starts_with(|c: char| c.is_ascii_digit());
    if is_time
        && text
            .split(':')
            .next()
            .is_some_and(|hour| is_number(hour) && hour.len() < 3)
    {
        let day = Step::Day.notation(Step::Day.tick_containing(clock.tick().start));
        return format!("{day} {text}");
    }
    let lower = text.to_lowercase();
    let before_christ = [" bc", " bce"]
        .iter()
        .find_map(|end| lower.strip_suffix(end));
    if let Some(Ok(year @ 1..=9999)) = before_christ.map(|year| year.trim().parse::<i32>()) {
        return if year == 1 {
            "0000".to_owned()
        } else {
            format!("-{:04}", year - 1)
        };
    }
    if let Some(run) = run_of_years(&lower, clock.step()) {
        return run;
    }
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    for at in 0..words.len() {
        let is_after_month = at > 0
            && words
                .get(at - 1)
                .is_some_and(|before| before.starts_with(char::is_alphabetic));
        let is_alone = words.len() == 1;
        if let Some(word) = words.get_mut(at)
            && word.trim_end_matches(',').len() == 3
            && is_number(word.trim_end_matches(','))
            && (is_after_month || is_alone)
        {
            word.insert(0, '0');
        }
    }
    words.join(" ")
}

/// "the 2010s" and "470s" in notation. What "1900s" means, the step of the clock tells or nothing.
fn run_of_years(lower: &str, step: Step) -> Option<String> {
    let year = lower.strip_prefix("the ").unwrap_or(lower).trim();
    let year = year.strip_suffix('s')?;
    let is_number = (2..=4).contains(&year.len()) && year.bytes().all(|b| b.is_ascii_digit());
    if !is_number {
        return None;
    }
    let padded = format!("{year:0>4}");
    let decade = padded.strip_suffix('0')?;
    match (decade.strip_suffix('0'), step) {
        (Some(century), Step::Century) => Some(format!("{century}XX")),
        (None, _) | (Some(_), Step::Decade) => Some(format!("{decade}X")),
        (Some(_), _) => None,
    }
}

/// The tick in few letters that the field reads back; times of day are in UTC.
pub(super) fn tick_text(clock: &Clock) -> String {
    text_of(clock.step(), clock.tick())
}

/// What there is to change: the window where the clock asks for one.
pub(super) fn window_text(clock: &Clock) -> String {
    let last = tick_text(clock);
    if clock.mode != Mode::During {
        return last;
    }
    let first = clock.step().tick_containing(clock.window().start);
    if first == clock.tick() {
        return last;
    }
    format!("{} - {last}", text_of(clock.step(), first))
}

fn text_of(step: Step, tick: Span) -> String {
    // So early only the words of a year before Christ are read back: notation has four digits.
    let is_early = tick.start.0 < YEAR_100_MS;
    let is_before_christ = tick.start.0 < YEAR_1_MS;
    match step {
        Step::Second | Step::Minute | Step::Hour => {
            let day = text_of(Step::Day, Step::Day.tick_containing(tick.start));
            let of_day = tick.start.0.rem_euclid(DAY_MS) / 1000;
            let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
            if step == Step::Second {
                format!("{day} {hour:02}:{minute:02}:{second:02}")
            } else {
                format!("{day} {hour:02}:{minute:02}")
            }
        }
        Step::Year if is_before_christ => chip_label(step, tick),
        _ if is_early => step.notation(tick),
        _ => chip_label(step, tick),
    }
}

/// The beginning of the year 1.
const YEAR_1_MS: i64 = -62_135_596_800_000;
/// The beginning of the year 100.
const YEAR_100_MS: i64 = -59_011_459_200_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Instant;
    use crate::model::time::testing::span;
    use crate::session::Settings;

    fn session(step: Step, at: &str) -> Session {
        let mut session = Session::new(Settings::default());
        session.document.clock = Clock::new(Mode::UpTo, step, span(at).start);
        session.document.axis_home = Some(span("2014").union(span("2025")));
        session
    }

    #[test]
    fn dates_and_windows_are_read_as_people_write_them() {
        let session = session(Step::Month, "2019-03");
        let date = |text| Typed::Date(span(text));
        let window = |from, to| Typed::Window(span(from).union(span(to)));
        for (text, expected) in [
            ("2019", date("2019")),
            (" Mar 2019 ", date("2019-03")),
            ("March 2019", date("2019-03")),
            ("2019-Q1", date("2019-Q1")),
            ("Q1 2019", date("2019-Q1")),
            ("2019-03-20", date("2019-03-20")),
            ("20 March 2019", date("2019-03-20")),
            ("2019-03-20T14:05", date("2019-03-20T14:05Z")),
            ("20 March 2019 14:05", date("2019-03-20T14:05Z")),
            ("14:05", date("2019-03-01T14:05Z")),
            ("476", date("0476")),
            ("Sep 476", date("0476-09")),
            ("4 Sep 476, 14:05", date("0476-09-04T14:05Z")),
            ("44 BC", date("-0043")),
            ("1 bce", date("0000")),
            ("the 2010s", date("201X")),
            ("470s", date("047X")),
            ("2018-03/2019-03", window("2018-03", "2019-03")),
            ("Mar 2018 - Mar 2019", window("2018-03", "2019-03")),
            ("Mar 2018 – 20 Mar 2019", window("2018-03", "2019-03-20")),
            ("2018-2019", window("2018", "2019")),
            ("2018 to 2019", window("2018", "2019")),
            ("2018/..", window("2018", "2025")),
            ("../2018", window("2014", "2018")),
            ("2030/..", window("2030", "2030")),
        ] {
            assert_eq!(typed(text, &session), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let session = session(Step::Month, "2019-03");
        let problem = |text| typed(text, &session).unwrap_err().to_string();
        assert!(problem("soon").starts_with("“soon” is not a date"));
        assert!(
            problem("05/04/2019").contains("may mean"),
            "{}",
            problem("05/04/2019")
        );
        assert!(problem("05/04/2019 - 06/04/2019").contains("may mean"));
        assert!(problem("2020 - 2018").contains("ends before it begins"));
        assert!(problem("2019-02-30").contains("does not exist"));
        assert!(
            problem("25:71").contains("does not exist"),
            "{}",
            problem("25:71")
        );
        assert!(problem("").contains("empty"));
    }

    #[test]
    fn what_the_field_shows_it_reads_back() {
        for at in [
            "2019-03-20T14:05:09Z",
            "0476-09-04",
            "-0043-03-15",
            "1066-10-14",
            "0044-03-15",
            "2003-05-01",
        ] {
            let at = span(at).start;
            for step in Step::ALL {
                let clock = Clock::new(Mode::UpTo, step, at);
                let mut session = session(step, "2019");
                session.document.clock = clock;
                let text = window_text(&clock);
                let Ok(Typed::Date(read)) = typed(&text, &session) else {
                    panic!("{text} for {step:?}: {:?}", typed(&text, &session));
                };
                let last = Instant(read.end.0 - 1);
                assert_eq!(
                    step.tick_containing(last),
                    clock.tick(),
                    "{text} for {step:?}"
                );
            }
        }
    }

    #[test]
    fn a_window_is_shown_whole_and_read_back() {
        let mut session = session(Step::Month, "2019-03");
        session.document.clock.mode = Mode::During;
        session.document.clock.open_window(span("2018-05").start);
        let text = window_text(&session.document.clock);
        assert_eq!(text, "May 2018 - Mar 2019");
        let window = span("2018-05").union(span("2019-03"));
        assert_eq!(typed(&text, &session), Ok(Typed::Window(window)));
    }
}
