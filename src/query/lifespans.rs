//! When each row was there: the date columns of a layer, read once, with a finding for every value
//! that could not be used.
//!
//! A column's notation is decided from all of its values; distinct texts are read once. An interval
//! in the start column is a range for the beginning where the layer tells ends apart (it has an
//! end, known-by or closure role), otherwise a whole life; a note says which.

mod column;
mod notes;
mod numbers;
mod words;

#[cfg(test)]
mod tests;

use crate::model::time::notation::{Date, Edge, Reading};
use crate::model::time::{DAY_MS, Instant, Lifespan, Precision, Span, Start, words as time_words};
use crate::model::{Dataset, Diagnostic, Place, Role, RowId, Schema, Severity};

use column::{DateColumn, Format, Value};
pub use words::{closure_words, end_words, start_words};

/// Findings of one kind beyond this many are counted in one more finding instead.
const MOST_FINDINGS: usize = 1000;

/// The lifespans of all rows of a layer.
#[derive(Clone, Debug, Default)]
pub struct Dated {
    /// One a row, in file order.
    pub lifespans: Vec<Lifespan>,
    /// What was assumed and what could not be read.
    pub findings: Vec<Diagnostic>,
    /// How each column is to be read.
    pub formats: Formats,
}

/// How the date columns of a table are to be read, decided once from all of their values.
#[derive(Clone, Debug, Default)]
pub struct Formats(Vec<(Role, Format)>);

impl Formats {
    fn of(&self, role: Role) -> Format {
        let found = self.0.iter().find(|(of, _)| *of == role);
        found.map(|(_, format)| *format).unwrap_or_default()
    }
}

/// A table with all that its dates are read by.
#[derive(Clone, Copy, Debug)]
pub struct Dates<'a> {
    /// The table.
    pub data: &'a Dataset,
    /// Which property plays which role.
    pub schema: &'a Schema,
    /// How the columns are to be read.
    pub formats: &'a Formats,
}

/// Reads the dates of every row.
#[must_use]
pub fn lifespans(data: &Dataset, schema: &Schema) -> Dated {
    let column = |role| DateColumn::read(data, schema.property(role)?);
    let columns = Columns {
        start: column(Role::Start),
        end: column(Role::End),
        known_by: column(Role::KnownBy),
        closure: column(Role::Closure),
        intervals: Intervals::of(schema),
    };
    let mut findings = Findings::default();
    let lifespans = data
        .rows()
        .map(|row| columns.lifespan(row, data.place(row), &mut findings))
        .collect();
    columns.note(schema, &mut findings);
    Dated {
        formats: columns.formats(),
        lifespans,
        findings: findings.finish(),
    }
}

/// What an interval in the start column means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Intervals {
    /// A range for the beginning.
    Start,
    /// Beginning and end.
    Life,
}

impl Intervals {
    fn of(schema: &Schema) -> Self {
        let tells_ends = [Role::End, Role::KnownBy, Role::Closure]
            .into_iter()
            .any(|role| schema.property(role).is_some());
        if tells_ends { Self::Start } else { Self::Life }
    }
}

/// The columns that play a part in time.
struct Columns<'a> {
    start: Option<DateColumn<'a>>,
    end: Option<DateColumn<'a>>,
    known_by: Option<DateColumn<'a>>,
    closure: Option<DateColumn<'a>>,
    intervals: Intervals,
}

impl Columns<'_> {
    fn formats(&self) -> Formats {
        let columns = [
            (Role::Start, &self.start),
            (Role::End, &self.end),
            (Role::KnownBy, &self.known_by),
            (Role::Closure, &self.closure),
        ];
        let format =
            |(role, column): (Role, &Option<DateColumn>)| Some((role, column.as_ref()?.format()));
        Formats(columns.into_iter().filter_map(format).collect())
    }

    fn lifespan(&self, row: RowId, place: Place, findings: &mut Findings) -> Lifespan {
        let mut reported = |column: Option<&DateColumn>, otherwise: &str| {
            let column = column?;
            let value = column.value(row);
            if let Value::Unreadable(problem) = &value {
                let message = || format!("{}: {problem}{otherwise}", column.name());
                findings.warn(UNREADABLE, place, message);
            }
            Some(value)
        };
        let first = reported(self.start.as_ref(), "");
        let known_by = reading(reported(self.known_by.as_ref(), ""));
        let last = reading(reported(
            self.end.as_ref(),
            " Nothing is taken as known of its end.",
        ));
        let closure = reading(reported(self.closure.as_ref(), ""));

        let start_unreadable = matches!(first, Some(Value::Unreadable(_)));
        let mut life = match (reading(first), known_by.and_then(latest)) {
            (Some(reading), _) => self.begun(reading),
            (None, Some(span)) => Lifespan {
                start: Start::KnownBy(span),
                ..Lifespan::default()
            },
            (None, None) if start_unreadable => return Lifespan::default(),
            (None, None) => Lifespan::default(),
        };
        if let Some(reading) = last {
            ended(&mut life, reading);
        }
        if let Some(span) = closure.and_then(latest) {
            life.closure = Some(span);
        }
        if let (Start::Within(first), Some(last)) = (life.start, life.end)
            && last.end <= first.start
        {
            let message = || {
                format!(
                    "The end ({}) is before the beginning ({}), so this row is taken as undated.",
                    time_words::end(last),
                    time_words::span(first)
                )
            };
            findings.warn(REVERSED, place, message);
            return Lifespan::default();
        }
        life
    }

    /// What the start column says.
    fn begun(&self, reading: Reading) -> Lifespan {
        match reading {
            Reading::Date(date) => Lifespan {
                start: Start::Within(date.span),
                ..Lifespan::default()
            },
            Reading::OneOf { first, last } => Lifespan {
                start: Start::Within(first.span.union(last.span)),
                ..Lifespan::default()
            },
            Reading::Interval {
                start: Edge::Date(first),
                end,
            } => match (end, self.intervals) {
                (Edge::Date(last), Intervals::Start) => Lifespan {
                    start: Start::Within(first.span.union(last.span)),
                    ..Lifespan::default()
                },
                // Without a last date there is no range: it began then, and goes on.
                (end, _) => Lifespan {
                    start: Start::Within(first.span),
                    end: end.date().map(end_span),
                    closure: None,
                },
            },
            // The beginning itself is not known, but it was there by its last date.
            Reading::OrEarlier(last)
            | Reading::Interval {
                end: Edge::Date(last),
                ..
            } => Lifespan {
                start: Start::KnownBy(last.span),
                end: (self.intervals == Intervals::Life
                    && matches!(reading, Reading::Interval { .. }))
                .then(|| end_span(last)),
                closure: None,
            },
            Reading::Interval { .. } => Lifespan::default(),
        }
    }

    /// Tells what was assumed of the columns, after what is told of single rows.
    fn note(&self, schema: &Schema, findings: &mut Findings) {
        let columns = [&self.start, &self.end, &self.known_by, &self.closure];
        for column in columns.into_iter().flatten() {
            findings.all.extend(column.notes());
        }
        let (Some(start), Some(name)) = (&self.start, schema.property(Role::Start)) else {
            return;
        };
        let Some(example) = start.first_interval() else {
            return;
        };
        let (code, taken) = match self.intervals {
            Intervals::Start => ("date-interval-as-start", "a range for the beginning"),
            Intervals::Life => ("date-interval-as-life", "beginning and end"),
        };
        findings.all.push(Diagnostic {
            severity: Severity::Note,
            code,
            place: Place::default(),
            message: format!("Intervals in {name}, such as “{example}”, were taken as {taken}."),
        });
    }
}

/// What the end column says, for a beginning that is already known.
fn ended(life: &mut Lifespan, reading: Reading) {
    match reading {
        Reading::Date(date) => life.end = Some(end_span(date)),
        Reading::OneOf { first, last }
        | Reading::Interval {
            start: Edge::Date(first),
            end: Edge::Date(last),
        } => {
            life.end = Some(Span {
                start: end_span(first).start,
                end: last.span.end,
            });
        }
        // It ended then or later, perhaps never: just what a reported closure says.
        Reading::Interval {
            start: Edge::Date(first),
            ..
        } => life.closure = Some(first.span),
        Reading::OrEarlier(last)
        | Reading::Interval {
            end: Edge::Date(last),
            ..
        } => {
            // On the day of its beginning it was there.
            let earliest = match life.start {
                Start::Within(first) if first.duration_ms() < DAY_MS => first.start,
                Start::Within(first) => Instant(first.start.0.saturating_add(DAY_MS)),
                Start::KnownBy(first) => first.end,
                Start::Undated => end_span(last).start,
            };
            let earliest = earliest.min(last.span.end);
            life.end = Some(Span {
                start: earliest,
                end: last.span.end,
            });
        }
        Reading::Interval { .. } => {}
    }
    // What ended had begun, whatever else is known of its beginning.
    if let (Some(end), Some(date)) = (life.end, latest(reading)) {
        match life.start {
            Start::Within(_) => {}
            Start::KnownBy(known) if known.end <= end.end => {}
            Start::KnownBy(_) | Start::Undated => life.start = Start::KnownBy(date),
        }
    }
}

fn reading(value: Option<Value>) -> Option<Reading> {
    match value? {
        Value::Reading(reading) => Some(reading),
        Value::Missing | Value::Unreadable(_) => None,
    }
}

/// The range of an end: a date-only end includes its day, so it is over a day in at the earliest;
/// an end with a time of day is at that time, wherever in its minute or second.
fn end_span(date: Date) -> Span {
    let span = date.span;
    if date.precision == Precision::Time {
        return span;
    }
    Span {
        start: Instant(span.start.0.saturating_add(DAY_MS)).min(span.end),
        end: span.end,
    }
}

/// The last date of a reading, as a span.
fn latest(reading: Reading) -> Option<Span> {
    match reading {
        Reading::Date(date) | Reading::OrEarlier(date) => Some(date.span),
        Reading::OneOf { first, last } => Some(first.span.union(last.span)),
        Reading::Interval { start, end } => match (start.date(), end.date()) {
            (Some(first), Some(last)) => Some(first.span.union(last.span)),
            (first, last) => last.or(first).map(|date| date.span),
        },
    }
}

/// The stable name of a value that is no date.
pub const UNREADABLE: &str = "date-unreadable";

/// The stable name of a row whose end is before its beginning.
pub const REVERSED: &str = "date-reversed";

/// Findings as they are made; a file of a million bad dates makes no million sentences.
#[derive(Default)]
struct Findings {
    all: Vec<Diagnostic>,
    left_out: usize,
}

impl Findings {
    fn warn(&mut self, code: &'static str, place: Place, message: impl FnOnce() -> String) {
        if self.all.len() >= MOST_FINDINGS {
            self.left_out += 1;
            return;
        }
        self.all.push(Diagnostic {
            severity: Severity::Warning,
            code,
            place,
            message: message(),
        });
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        if self.left_out > 0 {
            self.all.push(Diagnostic {
                severity: Severity::Warning,
                code: "dates-more",
                place: Place::default(),
                message: format!(
                    "{} more dates could not be used; only the first {MOST_FINDINGS} are listed.",
                    self.left_out
                ),
            });
        }
        self.all
    }
}
