//! Which property seems to play which part, by its name and by its values.
//!
//! A guess is shown with samples and can be corrected, so it leans towards finding something,
//! but a date role needs dates and a category needs few values.

use std::collections::HashSet;
use std::sync::Arc;

use super::date_shape::{looks_like_date, number_may_be_date};
use super::names::NAMES;
use crate::model::{Cell, Column, Dataset, Role, RowId, Schema, Values};

/// Rows that are looked at; a guess gets no better by more.
const SAMPLE: usize = 5_000;

/// Guesses the role of each property. A property plays one role only.
#[must_use]
pub fn guess_roles(dataset: &Dataset) -> Schema {
    let columns: Vec<Summary> = dataset
        .columns()
        .iter()
        .map(|column| Summary::of(column, dataset.n_rows()))
        .collect();
    let mut guess = Guess {
        columns: &columns,
        schema: Schema::default(),
        used: HashSet::new(),
    };
    for (role, names) in NAMES {
        guess.by_name(role, names);
    }
    guess.by_value(
        Role::Start,
        |c| c.dates * 5 >= c.present * 4 && c.covers(1, 2),
        |_| 0,
    );
    guess.by_value(
        Role::Category,
        |c| c.few(12) && c.repeats() && c.covers(3, 5),
        |c| c.present,
    );
    guess.by_value(
        Role::Category,
        |c| c.few(30) && c.repeats() && c.covers(3, 5),
        |c| c.present,
    );
    guess.by_value(
        Role::Label,
        |c| c.distinct * 2 >= c.present && c.names_rows(),
        |c| c.distinct,
    );
    guess.schema
}

struct Guess<'a> {
    columns: &'a [Summary<'a>],
    schema: Schema,
    used: HashSet<&'a str>,
}

impl Guess<'_> {
    /// Takes the column whose name fits best: the whole name before one of its words, and then
    /// the earlier entry of the list.
    fn by_name(&mut self, role: Role, names: &str) {
        let names: Vec<&str> = names.split_whitespace().collect();
        let rank = |column: &Summary| {
            let whole = names.iter().position(|name| column.name == *name);
            let word = |name: &&str| {
                role != Role::Count && name.len() > 2 && contains_words(&column.name, name)
            };
            whole
                .map(|at| (0, at))
                .or_else(|| names.iter().position(word).map(|at| (1, at)))
        };
        let free = self
            .columns
            .iter()
            .filter(|c| !self.used.contains(&**c.property));
        let best = free
            .filter(|c| c.fits(role))
            .filter_map(|c| rank(c).map(|rank| (rank, c)))
            .min_by_key(|(rank, _)| *rank);
        if let Some((_, column)) = best {
            self.take(role, column.property);
        }
    }

    /// If no name fitted: the first column that passes `test` and has the most of `most`.
    fn by_value(
        &mut self,
        role: Role,
        test: impl Fn(&Summary) -> bool,
        most: impl Fn(&Summary) -> usize,
    ) {
        if self.schema.property(role).is_some() {
            return;
        }
        let free = self
            .columns
            .iter()
            .filter(|c| !self.used.contains(&**c.property));
        let best = free
            .filter(|c| test(c))
            .reduce(|best, c| if most(c) > most(best) { c } else { best });
        if let Some(column) = best {
            self.take(role, column.property);
        }
    }
}

impl<'a> Guess<'a> {
    fn take(&mut self, role: Role, property: &'a Arc<str>) {
        self.used.insert(property);
        self.schema.roles.insert(role, property.clone());
    }
}

/// Whether `name` contains `words` at word borders.
fn contains_words(name: &str, words: &str) -> bool {
    format!("_{name}_").contains(&format!("_{words}_"))
}

/// What a guess needs to know of a column.
struct Summary<'a> {
    property: &'a Arc<str>,
    /// The name in lower case, words parted by `_`.
    name: String,
    kind: Kind,
    /// Rows looked at.
    rows: usize,
    /// Rows with a value.
    present: usize,
    /// Different values, as far as they were counted.
    distinct: usize,
    /// Values that look like dates.
    dates: usize,
    /// Values that are whole numbers from 0 on.
    counts: usize,
    /// Characters of all texts together.
    length: usize,
}

#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Text,
    Number,
    Flag,
    Json,
}

impl<'a> Summary<'a> {
    fn of(column: &'a Column, n_rows: usize) -> Self {
        let mut summary = Self {
            property: &column.name,
            name: normal(&column.name),
            kind: match column.values {
                Values::Text(_) => Kind::Text,
                Values::Number { .. } => Kind::Number,
                Values::Flag(_) => Kind::Flag,
                Values::Json(_) => Kind::Json,
            },
            rows: 0,
            present: 0,
            distinct: 0,
            dates: 0,
            counts: 0,
            length: 0,
        };
        // Evenly spread rows, so that a sorted file shows all of its values.
        let step = n_rows.div_ceil(SAMPLE).max(1);
        let mut seen = HashSet::new();
        for index in (0..n_rows).step_by(step) {
            summary.rows += 1;
            let cell = column.cell(RowId::from_index(index));
            summary.counts += usize::from(cell.whole_number().is_some());
            match cell {
                Cell::Missing => continue,
                Cell::Text(text) | Cell::Json(text) => {
                    summary.dates += usize::from(looks_like_date(text));
                    summary.length += text.chars().count();
                    seen.insert(text.to_owned());
                }
                Cell::Number(value, _) => {
                    summary.dates += usize::from(number_may_be_date(value));
                }
                Cell::Flag(flag) => {
                    seen.insert(flag.to_string());
                }
            }
            summary.present += 1;
        }
        summary.distinct = seen.len();
        summary
    }

    /// Whether the values can play the role that the name suggests.
    fn fits(&self, role: Role) -> bool {
        let some = self.present > 0;
        match role {
            Role::Start | Role::End | Role::KnownBy | Role::Closure => {
                some && self.dates * 2 >= self.present
            }
            // A few that are none are told one by one, and count as one.
            Role::Count => some && self.counts * 5 >= self.present * 4,
            Role::Category | Role::Status => self.few(60),
            Role::Source => some && matches!(self.kind, Kind::Text | Kind::Json),
            Role::Label => some && self.kind == Kind::Text && self.dates * 2 < self.present,
            _ => some && self.kind == Kind::Text,
        }
    }

    /// Whether it is a text or flag column of at most `limit` different values, none long.
    fn few(&self, limit: usize) -> bool {
        matches!(self.kind, Kind::Text | Kind::Flag)
            && (1..=limit).contains(&self.distinct)
            && self.dates * 2 < self.present.max(1)
            && self.length <= self.present * 60
    }

    /// Whether a value stands for two rows on average, so that it groups them.
    fn repeats(&self) -> bool {
        self.distinct > 1 && self.distinct * 2 <= self.present
    }

    /// Whether at least `part` of `whole` rows have a value.
    fn covers(&self, part: usize, whole: usize) -> bool {
        self.present > 0 && self.present * whole >= self.rows * part
    }

    /// Whether the texts could be what the rows are called.
    fn names_rows(&self) -> bool {
        self.kind == Kind::Text
            && self.covers(3, 5)
            && self.dates * 2 < self.present
            && (2..=80).contains(&(self.length / self.present.max(1)))
            && !contains_words(&self.name, "id")
            && !contains_words(&self.name, "url")
    }
}

/// A property's name in lower case, words parted by single `_`: `startDate`, `Start date` and
/// `start-date` are all `start_date`.
fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut after_lower = false;
    for c in name.chars() {
        let new_word = !c.is_alphanumeric() || (c.is_uppercase() && after_lower);
        if new_word && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    out.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(json: &str) -> Vec<(&'static str, String)> {
        let read = crate::io::geojson::read(json.as_bytes()).unwrap();
        let schema = guess_roles(&read.dataset);
        schema
            .roles
            .iter()
            .map(|(r, p)| (r.key(), p.to_string()))
            .collect()
    }

    fn collection(rows: &[&str]) -> String {
        let features: Vec<String> = rows
            .iter()
            .map(|p| format!(r#"{{"type":"Feature","geometry":null,"properties":{p}}}"#))
            .collect();
        format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            features.join(",")
        )
    }

    #[track_caller]
    fn check(rows: &[&str], expected: &[(&str, &str)]) {
        let found = roles(&collection(rows));
        let found: Vec<(&str, &str)> = found.iter().map(|(r, p)| (*r, p.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_say_what_a_property_is() {
        check(
            &[
                r#"{"Event Date":"2016-05-21","eventType":"riot","Name":"A","Country":"Chad","source":"BBC","fatalities":3}"#,
                r#"{"Event Date":"2017-05-21","eventType":"raid","Name":"B","Country":"Mali","source":"BBC","fatalities":0}"#,
            ],
            &[
                ("start", "Event Date"),
                ("label", "Name"),
                ("category", "eventType"),
                ("country", "Country"),
                ("source", "source"),
            ],
        );
        check(
            &[
                r#"{"fecha_inicio":"21/05/2016","fecha_fin":"2017","nombre":"Uno","tipo":"a"}"#,
                r#"{"fecha_inicio":"22/05/2016","fecha_fin":null,"nombre":"Dos","tipo":"b"}"#,
            ],
            &[
                ("start", "fecha_inicio"),
                ("end", "fecha_fin"),
                ("label", "nombre"),
                ("category", "tipo"),
            ],
        );
    }

    #[test]
    fn a_name_alone_makes_no_date_and_no_count() {
        check(
            &[
                r#"{"start":"Berlin","count":1.5,"time":"noon"}"#,
                r#"{"start":"Rome","count":2,"time":"dawn"}"#,
            ],
            &[("label", "start")],
        );
    }

    #[test]
    fn only_a_name_that_says_so_makes_a_count() {
        check(
            &[
                r#"{"num":1,"quantity":2,"account_count":3,"Count":4}"#,
                r#"{"num":1,"quantity":2,"account_count":3,"Count":"5"}"#,
                r#"{"num":1,"quantity":2,"account_count":3,"Count":6}"#,
                r#"{"num":1,"quantity":2,"account_count":3,"Count":7}"#,
                r#"{"num":1,"quantity":2,"account_count":3,"Count":"many"}"#,
            ],
            &[("count", "Count")],
        );
        check(&[r#"{"num":1,"quantity":2,"account_count":3}"#], &[]);
    }

    #[test]
    fn values_help_where_names_do_not() {
        check(
            &[
                r#"{"f1":"alpha","f2":"2016-05","f3":"x","population":2016}"#,
                r#"{"f1":"beta","f2":"2017","f3":"y","population":2100}"#,
                r#"{"f1":"gamma","f2":null,"f3":"x","population":1800}"#,
                r#"{"f1":"delta","f2":"2018-01-01","f3":"x","population":1900}"#,
            ],
            &[("start", "f2"), ("label", "f1"), ("category", "f3")],
        );
    }

    #[test]
    fn years_and_epochs_are_dates_by_name() {
        check(
            &[r#"{"year":2016,"n":"a"}"#, r#"{"year":2017,"n":"b"}"#],
            &[("start", "year")],
        );
        check(
            &[r#"{"timestamp":1463788800000}"#],
            &[("start", "timestamp")],
        );
    }

    #[test]
    fn words_are_parted_alike_however_they_are_written() {
        for name in [
            "startDate",
            "Start date",
            "start-date",
            "START_DATE",
            " start__date ",
        ] {
            assert_eq!(normal(name), "start_date");
        }
    }
}
