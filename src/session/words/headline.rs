//! What the clock asks, when, and how many answer: the words over the map. They never claim more
//! than the data: an atlas says by its own verb who claims it ("Reported up to March 2019"), and
//! without one nothing is said of that ("Up to March 2019").

use crate::model::time::tick::Step;
use crate::model::{Span, State};
use crate::query::{Clock, Mode, Undated, Within};
use crate::session::document::Layer;
use crate::session::{LayerData, Session};

use super::number;

/// The words on the map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headline {
    /// What the clock asks: "Reported up to".
    pub question: String,
    /// When: "March 2019".
    pub date: String,
    /// How many: numbers and words by turns, the numbers to be set in bold.
    pub counts: Vec<(String, String)>,
}

/// The headline of the session.
#[must_use]
pub fn headline(session: &Session) -> Headline {
    let document = &session.document;
    if !document.layers.is_empty() && session.time_extent().is_none() {
        return Headline {
            question: "Nothing here has a date".to_owned(),
            date: "Undated".to_owned(),
            counts: counts(session),
        };
    }
    Headline {
        question: question(document.verb.as_deref(), &document.clock),
        date: date_asked(&document.clock),
        counts: counts(session),
    }
}

/// "Reported as existing at the end of", to be followed by a date.
fn question(verb: Option<&str>, clock: &Clock) -> String {
    let (asked, claimed) = match (clock.mode, clock.within) {
        (Mode::UpTo, _) => ("up to", "up to"),
        (Mode::At, _) => ("existing at the end of", "as existing at the end of"),
        (Mode::During, Within::Existing) => ("existing within", "as existing within"),
        (Mode::During, Within::Starting) => ("starting within", "as starting within"),
        (Mode::AllTime, _) => ("at any time", "at any time"),
    };
    match verb {
        Some(verb) => format!("{verb} {claimed}"),
        None => capitalised(asked),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The time that a clock asks for: "March 2019", "April 2018 – March 2019", "All time".
#[must_use]
pub fn date_asked(clock: &Clock) -> String {
    let step = clock.step();
    match clock.mode {
        Mode::UpTo | Mode::At => step.label(clock.tick()),
        Mode::During => window_words(clock.window(), step),
        Mode::AllTime => "All time".to_owned(),
    }
}

fn window_words(window: Span, step: Step) -> String {
    let last = step.tick_containing(window.last());
    let first = step.tick_containing(window.start);
    let (from, to) = (step.label(first), step.label(last));
    if first == last {
        return to;
    }
    // Times of one day share its name: "21 May 2016, 14:00 – 14:11 UTC".
    let is_time = step < Step::Day;
    match (from.split_once(", "), to.split_once(", ")) {
        (Some((day, from)), Some((other, to))) if is_time && day == other => {
            let (begins, _) = from.split_once('–').unwrap_or((from, ""));
            let begins = begins.trim_end_matches(" UTC");
            let ends = to.split_once('–').map_or(to, |(_, ends)| ends);
            format!("{day}, {begins} – {ends}")
        }
        _ => format!("{from} – {to}"),
    }
}

fn counts(session: &Session) -> Vec<(String, String)> {
    let counts = session.derived.headline;
    let Some((layer, data)) = session
        .document
        .headline_layer()
        .and_then(|id| session.layer(id))
    else {
        return Vec::new();
    };
    if !layer.visible {
        return vec![(String::new(), format!("{} are hidden", layer.title))];
    }
    let clock = &session.document.clock;
    let there = counts.there(clock);
    let mut parts = vec![(number(there), layer.schema.unit.of(there).to_string())];
    if counts.countries > 0 {
        let word = if counts.countries == 1 {
            "country"
        } else {
            "countries"
        };
        if let Some(last) = parts.last_mut() {
            last.1.push_str(" in");
        }
        parts.push((counts.countries.to_string(), word.to_owned()));
    }
    for state in SAID {
        let n = counts.of(state);
        if n > 0 {
            let words = state_words(state, n, clock, session.document.undated);
            parts.push((format!("·\u{a0}{}", number(n)), words.to_owned()));
        }
    }
    parts.extend(without_dates(session, layer, data));
    parts
}

/// A layer that has no date is not part of time; that must be said where other layers are.
fn without_dates(session: &Session, layer: &Layer, data: &LayerData) -> Option<(String, String)> {
    let is_told = !data.is_dated() && session.time_extent().is_some();
    let words = format!("{} without dates, always shown", layer.schema.unit.many);
    is_told.then(|| ("·".to_owned(), words))
}

/// The states that are counted apart, in this order.
const SAID: [State; 8] = [
    State::Possibly,
    State::ReportedClosed,
    State::PossiblyOver,
    State::Over,
    State::Earlier,
    State::DocumentedLater,
    State::Before,
    State::Undated,
];

/// What is said of so many in a state. *Up to* and *All time* count what is over since, possibly or
/// not, among what had started ("since"); *At* and *During* count it apart.
fn state_words(state: State, n: u64, clock: &Clock, undated: Undated) -> &'static str {
    let past = match clock.mode {
        Mode::UpTo | Mode::AllTime => Past::Since,
        Mode::At => Past::Then,
        Mode::During => Past::BeforeWindow,
    };
    match (state, past) {
        (State::Possibly, _) => "more possibly",
        (State::ReportedClosed, Past::Since) => "since reported closed",
        (State::ReportedClosed, Past::Then) => "reported closed by then",
        (State::ReportedClosed, Past::BeforeWindow) => "reported closed before",
        (State::PossiblyOver, Past::Since) => "since possibly over",
        (State::PossiblyOver, Past::Then) => "possibly over by then",
        (State::PossiblyOver, Past::BeforeWindow) => "possibly over before",
        (State::Over, Past::Since) => "since over",
        (State::Over, Past::Then) => "over by then",
        (State::Over, Past::BeforeWindow) => "over before",
        (State::Earlier, _) => "started earlier",
        (State::DocumentedLater, _) => "first documented later",
        (State::Before, _) if n == 1 => "starts later",
        (State::Before, _) => "start later",
        (State::Undated, _) => match undated {
            Undated::Hide => "undated, not shown",
            Undated::Ghost if n == 1 => "undated, shown as a ghost",
            Undated::Ghost => "undated, shown as ghosts",
            Undated::Show => "undated, shown",
        },
        (State::There, _) => "there",
    }
}

/// When something was over, as the question has it.
#[derive(Clone, Copy)]
enum Past {
    Since,
    Then,
    BeforeWindow,
}

/// The headline as one sentence, for tests, stills and screen readers.
#[must_use]
pub fn headline_sentence(session: &Session) -> String {
    let headline = headline(session);
    let counts: Vec<String> = headline
        .counts
        .iter()
        .map(|(n, words)| format!("{n} {words}"))
        .collect();
    let counts = counts.join(" ");
    let names_no_time =
        session.document.clock.mode == Mode::AllTime || session.time_extent().is_none();
    if names_no_time {
        return format!("{}: {counts}", headline.question);
    }
    format!("{} {}: {counts}", headline.question, headline.date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Instant;

    fn clock(mode: Mode, within: Within) -> Clock {
        Clock::new(mode, Step::Month, Instant(0)).asking(within)
    }

    #[test]
    fn every_question_is_put_with_and_without_a_verb() {
        use Within::{Existing, Starting};
        for (mode, within, with, without) in [
            (Mode::UpTo, Existing, "Reported up to", "Up to"),
            (
                Mode::At,
                Existing,
                "Reported as existing at the end of",
                "Existing at the end of",
            ),
            (
                Mode::During,
                Existing,
                "Reported as existing within",
                "Existing within",
            ),
            (
                Mode::During,
                Starting,
                "Reported as starting within",
                "Starting within",
            ),
            (
                Mode::AllTime,
                Existing,
                "Reported at any time",
                "At any time",
            ),
        ] {
            let clock = clock(mode, within);
            assert_eq!(question(Some("Reported"), &clock), with);
            assert_eq!(question(None, &clock), without);
        }
    }

    #[test]
    fn windows_name_what_they_share_once() {
        let words = |step: Step, from: i64, to: i64| {
            let first = step.tick_containing(Instant(from));
            let last = step.tick_containing(Instant(to));
            let window = Span {
                start: first.start,
                end: last.end,
            };
            window_words(window, step)
        };
        let (hour, day) = (3_600_000, 86_400_000);
        assert_eq!(
            words(Step::Minute, 60_000, hour),
            "1 January 1970, 00:01 – 01:00 UTC"
        );
        assert_eq!(
            words(Step::Hour, hour, 3 * hour),
            "1 January 1970, 01:00 – 03:59 UTC"
        );
        assert_eq!(
            words(Step::Second, 1000, day),
            "1 January 1970, 00:00:01 UTC – 2 January 1970, 00:00:00 UTC"
        );
        assert_eq!(words(Step::Month, 0, 0), "January 1970");
        assert_eq!(words(Step::Year, 0, 366 * day), "1970 – 1971");
    }
}
