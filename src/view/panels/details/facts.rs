//! Dates, evidence, status, place and count, as pairs of a name and words.

use egui::{RichText, Ui, vec2};

use super::Subject;
use crate::model::{Role, RowId};
use crate::query::lifespans::{closure_words, end_words, start_words};
use crate::session::Session;
use crate::session::layer::PlacePrecision;
use crate::session::words::{coordinates, title_from_name};
use crate::view::ViewCtx;
use crate::view::theme::{self, UNIT};

/// The width of the names in points.
const NAMES: f32 = 96.0;

/// Shows the pairs.
pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, subject: Subject<'_>) {
    let mut pairs = dates(subject);
    pairs.extend(values(ctx.session, subject));
    pairs.push(("Location".to_owned(), location(subject)));
    if let Some(count) = subject.text(Role::Count) {
        pairs.push(("Count".to_owned(), count));
    }
    for (name, words) in pairs {
        pair(ui, ctx, &name, &words);
    }
}

fn pair(ui: &mut Ui, ctx: &ViewCtx<'_>, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        let name = RichText::new(name)
            .font(theme::regular(12.0))
            .color(ctx.theme.ink_faint);
        ui.allocate_ui(vec2(NAMES, 18.0), |ui| {
            ui.set_width(NAMES);
            ui.add(egui::Label::new(name).wrap());
        });
        super::super::paragraph(ui, ctx.theme, words);
    });
    ui.add_space(UNIT / 2.0);
}

/// The category as a person calls it.
pub(super) fn category(session: &Session, subject: Subject<'_>) -> Option<String> {
    let property = subject.layer.schema.property(Role::Category)?;
    let value = subject.text(Role::Category)?;
    let style = session.document.category(property, &value);
    Some(match style {
        Some(style) => style.label.to_string(),
        None if session.document.facet(property).is_some() => {
            session.document.value_label(property, &value)
        }
        None => title_from_name(&value),
    })
}

fn dates(subject: Subject<'_>) -> Vec<(String, String)> {
    let Subject {
        record,
        layer,
        data,
    } = subject;
    let (schema, row) = (&layer.schema, record.row);
    let dates = data.dates(schema);
    let mut pairs = Vec::new();
    let name = |role, fallback: &str| {
        schema
            .property(role)
            .map_or_else(|| fallback.to_owned(), title_from_name)
    };
    let is_known_by = data.lifespan(row).is_known_by();
    let start_name = if is_known_by {
        "Documented".to_owned()
    } else {
        name(Role::Start, "Date")
    };
    let start = start_words(dates, row).or_else(|| as_written(subject, Role::Start));
    match start.or_else(|| as_written(subject, Role::KnownBy)) {
        Some(words) => pairs.push((start_name, words)),
        None if data.is_dated() => pairs.push(("Date".to_owned(), "not known".to_owned())),
        None => {}
    }
    let end = end_words(dates, row).or_else(|| as_written(subject, Role::End));
    match (end, pairs.last_mut()) {
        // What began and ended in one has one date.
        (Some(words), Some(start)) if start.1 == words => "Date".clone_into(&mut start.0),
        (Some(words), _) => pairs.push((name(Role::End, "End"), words)),
        (None, _) => {}
    }
    let closure = closure_words(dates, row).or_else(|| as_written(subject, Role::Closure));
    if let Some(words) = closure {
        pairs.push((name(Role::Closure, "Closure"), words));
    }
    pairs
}

/// A date that could not be read, as it stands in the file.
fn as_written(subject: Subject<'_>, role: Role) -> Option<String> {
    Some(format!("“{}” (not read as a date)", subject.text(role)?))
}

/// The other properties that one filters by, the status, and a figure where there is one.
fn values(session: &Session, subject: Subject<'_>) -> Vec<(String, String)> {
    let Subject {
        record,
        layer,
        data,
    } = subject;
    let schema = &layer.schema;
    let shown_elsewhere = [Role::Category, Role::Country].map(|role| schema.property(role));
    let mut pairs = Vec::new();
    for facet in &session.document.facets {
        let value = data
            .facets
            .get(&facet.property)
            .and_then(|column| column.get(record.row));
        if let Some(value) = value
            && !shown_elsewhere.contains(&Some(&*facet.property))
        {
            let words = session.document.value_label(&facet.property, value);
            pairs.push((facet.title.to_string(), words));
        }
    }
    let has_facet = |role| {
        let property = schema.property(role);
        property.is_some_and(|property| session.document.facet(property).is_some())
    };
    for (role, name) in [(Role::Status, "Status"), (Role::Origin, "Origin")] {
        if let Some(words) = subject.text(role)
            && !has_facet(role)
            && schema.property(role) != schema.property(Role::Category)
        {
            pairs.push((name.to_owned(), words));
        }
    }
    if let Some(value) = subject.text(Role::Value) {
        let unit = subject
            .text(Role::Unit)
            .map(|unit| format!(" {unit}"))
            .unwrap_or_default();
        pairs.push(("Figure".to_owned(), format!("{value}{unit}")));
    }
    pairs
}

/// Where it is, no more exactly than is known.
fn location(subject: Subject<'_>) -> String {
    let row = subject.record.row;
    let at = || subject.data.world(row).map(coordinates);
    match (
        subject.data.precision(row),
        subject.text(Role::PlacePrecision).as_deref(),
    ) {
        (PlacePrecision::Country, _) => country_only(subject, row),
        (PlacePrecision::JurisdictionSeat, _) => {
            "seat of the authority behind it; not a host place, so not on the map".to_owned()
        }
        _ if at().is_none() => "none: it is not on the map".to_owned(),
        (_, Some("city")) => "city (not a street address)".to_owned(),
        (_, Some("region")) => "region; no city is given".to_owned(),
        (_, Some(words)) => words.to_owned(),
        (_, None) => at().unwrap_or_default(),
    }
}

fn country_only(subject: Subject<'_>, row: RowId) -> String {
    let country = subject.data.country_of(row).unwrap_or("the country");
    format!("somewhere in {country}; no city is given")
}
