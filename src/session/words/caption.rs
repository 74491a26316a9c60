//! What appeared at the record that one stepped to, and what playing passes, in a line or two.

use crate::model::time::tick::Step;
use crate::model::{Role, Span};
use crate::scene::style::Marks;
use crate::session::caption::{Arrivals, Said};
use crate::session::command::Direction;
use crate::session::{Layer, LayerData, LayerId, RecordRef, Session};

use super::{number, record_title};

/// So many are called by their names, if those are short.
const NAMED: usize = 3;
/// Beyond so many letters no further name is given.
const LETTERS: usize = 48;

/// What is to be said beside the date now, if anything.
#[must_use]
pub fn caption_words(session: &Session) -> Option<String> {
    if let Some(gap) = session.passing() {
        let length = how_long(gap, session.document.clock.step());
        return Some(format!("Passing {length} without a change"));
    }
    Some(match &session.caption()?.said {
        Said::Arrived(arrivals) => arrived(session, arrivals),
        Said::NothingMore(Direction::Forward) => "Nothing more begins".to_owned(),
        Said::NothingMore(Direction::Back) => "Nothing begins earlier".to_owned(),
        Said::NothingDated => "Nothing here has a date".to_owned(),
        Said::OneTick => {
            let step = session.document.clock.step();
            format!("Nothing to play: all of it is in one {}", step.name())
        }
        Said::PlaysUpTo => format!(
            "Playing up to each {}",
            session.document.clock.step().name()
        ),
    })
}

/// So many ticks in words, as a person would count them: "3 years", "14 months".
#[must_use]
pub fn how_long(span: Span, step: Step) -> String {
    let first = step.tick_containing(span.start);
    let ticks = step.between(first, step.tick_containing(span.end));
    let (n, step) = match step {
        Step::Second if ticks >= 120 => ((ticks + 30) / 60, Step::Minute),
        Step::Minute if ticks >= 120 => ((ticks + 30) / 60, Step::Hour),
        Step::Hour if ticks >= 48 => ((ticks + 12) / 24, Step::Day),
        Step::Day if ticks >= 730 => ((ticks + 182) / 365, Step::Year),
        Step::Month if ticks >= 24 => ((ticks + 6) / 12, Step::Year),
        Step::Quarter if ticks >= 8 => ((ticks + 2) / 4, Step::Year),
        Step::Decade => (ticks * 10, Step::Year),
        Step::Century => (ticks * 100, Step::Year),
        step => (ticks, step),
    };
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {}{plural}", number(n.unsigned_abs()), step.name())
}

/// "+3: Madrid, Porto, Prague · +1 response: Investigation, Spain · 2 more possibly".
fn arrived(session: &Session, arrivals: &Arrivals) -> String {
    let headline = session.document.headline_layer();
    let mut layers: Vec<(&Layer, &LayerData)> = session
        .layers()
        .map(|(layer, data)| (layer, &**data))
        .collect();
    layers.sort_by_key(|(layer, _)| Some(layer.id) != headline);
    let mut parts: Vec<String> = Vec::new();
    for (layer, data) in layers {
        let rows: Vec<RecordRef> = of_layer(&arrivals.begun, layer.id);
        if rows.is_empty() {
            continue;
        }
        let part = if layer.marks == Marks::None {
            names(session, layer, data, &rows)
        } else {
            let is_headline = Some(layer.id) == headline;
            counted(
                session,
                (layer, data),
                &rows,
                is_headline,
                arrivals.direction,
            )
        };
        parts.push(part);
    }
    parts.extend(also(session, arrivals));
    let all = parts.join(" · ");
    match arrivals.direction {
        Direction::Forward => all,
        Direction::Back => format!("This {}: {all}", session.document.clock.step().name()),
    }
}

fn of_layer(records: &[RecordRef], layer: LayerId) -> Vec<RecordRef> {
    records
        .iter()
        .copied()
        .filter(|r| r.layer == layer)
        .collect()
}

/// "+3: Madrid, Porto, Prague" for what the headline counts, "+1 response: …" for anything else; the
/// number and its unit stay on one line.
fn counted(
    session: &Session,
    (layer, data): (&Layer, &LayerData),
    rows: &[RecordRef],
    is_headline: bool,
    direction: Direction,
) -> String {
    let n: u64 = rows.iter().map(|r| u64::from(data.weight(r.row))).sum();
    let sign = match direction {
        Direction::Forward => "+",
        Direction::Back => "",
    };
    let unit = if is_headline && direction == Direction::Forward {
        String::new()
    } else {
        format!("\u{a0}{}", layer.schema.unit.of(n))
    };
    let names = names(session, layer, data, rows);
    format!("{sign}{}{unit}: {names}", number(n))
}

/// The first few by name, and how many more.
fn names(session: &Session, layer: &Layer, data: &LayerData, rows: &[RecordRef]) -> String {
    let name = |record: &RecordRef| {
        let label = data.role_text(&layer.schema, Role::Label, record.row);
        let name = label.unwrap_or_else(|| record_title(session, *record));
        match data.weight(record.row) {
            1 => name,
            n => format!("{name} ({n})"),
        }
    };
    let weight = |record: &RecordRef| u64::from(data.weight(record.row));
    let mut named: Vec<String> = Vec::new();
    let mut letters = 0;
    for record in rows.iter().take(NAMED) {
        let name = name(record);
        letters += name.chars().count();
        if !named.is_empty() && letters > LETTERS {
            break;
        }
        named.push(name);
    }
    let more: u64 = rows.iter().skip(named.len()).map(weight).sum();
    let named = named.join(", ");
    match more {
        0 => named,
        more => format!("{named} and {} more", number(more)),
    }
}

/// What appears without having begun for certain, and what the question leaves out again.
fn also(session: &Session, arrivals: &Arrivals) -> Vec<String> {
    let weight = |record: &RecordRef| {
        let data = session.data.get(&record.layer);
        data.map_or(1, |data| u64::from(data.weight(record.row)))
    };
    let is_left_out = |record: &&RecordRef| {
        let shown = session.derived.layer(record.layer);
        shown.is_some_and(|shown| !shown.drawn.contains(record.row))
    };
    // As the headline counts them, and of nothing else.
    let headline = session.document.headline_layer();
    let is_counted = |record: &&RecordRef| Some(record.layer) == headline;
    let possible: u64 = arrivals
        .possible
        .iter()
        .filter(is_counted)
        .map(weight)
        .sum();
    let over: u64 = arrivals.begun.iter().filter(is_left_out).map(weight).sum();
    let mut parts = Vec::new();
    if possible > 0 {
        parts.push(format!("{} more possibly", number(possible)));
    }
    if over > 0 {
        parts.push(format!("{} already over", number(over)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Instant;

    #[test]
    fn lengths_are_counted_as_people_do() {
        let words = |step: Step, n: i64| {
            let first = step.tick_containing(Instant(0));
            let last = step.shift(first, n - 1);
            let span = Span {
                start: first.start,
                end: last.end,
            };
            how_long(span, step)
        };
        for (step, n, expected) in [
            (Step::Second, 90, "90 seconds"),
            (Step::Second, 300, "5 minutes"),
            (Step::Minute, 1, "1 minute"),
            (Step::Day, 800, "2 years"),
            (Step::Month, 14, "14 months"),
            (Step::Month, 40, "3 years"),
            (Step::Quarter, 9, "2 years"),
            (Step::Year, 1200, "1,200 years"),
            (Step::Decade, 7, "70 years"),
        ] {
            assert_eq!(words(step, n), expected);
        }
    }
}
