//! A saved atlas to a document and its rows. The saved form keeps dates, colours and names as
//! text; here they get their meaning, and what has none is told in one notice.

use std::borrow::Cow;
use std::sync::Arc;

use crate::io::atlas::{self as saved, Atlas};
use crate::io::geojson;
use crate::model::time::notation::{self, Date, Edge, Reading};
use crate::model::time::tick::Step;
use crate::model::{Dataset, Schema, Span};
use crate::query::{Clock, Mode, Undated, Within};
use crate::scene::mercator::World;
use crate::scene::style::{CategoryStyle, ColorPair, Lane, Marks, OTHER, Rgb, Shape};
use crate::session::command::OpenedAtlas;
use crate::session::document::About;
use crate::session::{Document, Facet, Layer, LayerId, Notice};

use super::open::told;

/// Makes a document of a saved atlas. `file` answers with the bytes at a path that the atlas names,
/// or with a sentence. A layer that cannot be read is left out and told.
pub fn open<'a>(
    atlas: &Atlas,
    mut file: impl FnMut(&str) -> Result<Cow<'a, [u8]>, String>,
) -> (OpenedAtlas, Vec<Notice>) {
    let mut unclear = Unclear::default();
    let time = atlas.view.as_ref().and_then(|view| view.time.as_ref());
    let clock = time.and_then(|time| clock(time, &mut unclear));
    let document = document(atlas, time, clock, &mut unclear);
    let mut opened = OpenedAtlas::new(document, [], camera(atlas));
    let mut notices = Vec::new();
    for layer in &atlas.layers {
        match rows(layer, &mut file) {
            Ok(read) => {
                let schema = match &layer.roles {
                    Some(roles) => roles.schema(),
                    None => geojson::guess_roles(&read.dataset),
                };
                unclear.check_roles(title(layer), &schema, &read.dataset);
                let shown = self::layer(layer, schema, &mut unclear);
                opened.push(shown, read.dataset, read.findings);
                let findings = opened.data.last().map(|data| data.findings.as_slice());
                let findings = findings.unwrap_or_default();
                notices.extend(told::notice(title(layer), read.tally, findings));
            }
            Err(why) => notices.push(Notice {
                title: format!("The layer “{}” is missing", title(layer)),
                text: why,
                is_error: true,
            }),
        }
    }
    if clock.is_none() {
        opened.stand_at_last(time.and_then(|time| step(time, &mut unclear)));
    }
    notices.extend(unclear.notice());
    (opened, notices)
}

/// Parts of an atlas that have no meaning here, a sentence each.
#[derive(Default)]
struct Unclear(Vec<String>);

impl Unclear {
    /// The value, or a word about why there is none.
    fn check<T>(&mut self, value: Option<T>, what: &str, text: &str) -> Option<T> {
        if value.is_none() {
            self.tell(format!("{what} “{text}” is not understood and left out."));
        }
        value
    }

    /// Says that a name of `what` is not known and what stands in its place.
    fn unknown(&mut self, what: &str, name: &str, instead: &str) {
        self.tell(format!("{what} “{name}” is not known here: {instead}."));
    }

    /// Says which roles are given to properties that no row has.
    fn check_roles(&mut self, title: &str, schema: &Schema, dataset: &Dataset) {
        let missing = |property: &str| dataset.column(property).is_none();
        for (role, property) in &schema.roles {
            if missing(property) && dataset.n_rows() > 0 {
                let role = role.key();
                self.tell(format!(
                    "“{title}”: the role “{role}” is given to “{property}”, a property that no row has."
                ));
            }
        }
    }

    fn tell(&mut self, sentence: String) {
        if !self.0.contains(&sentence) {
            self.0.push(sentence);
        }
    }

    fn notice(mut self) -> Option<Notice> {
        const MOST_LINES: usize = 12;
        let more = self.0.len().saturating_sub(MOST_LINES);
        if more > 0 {
            self.0.truncate(MOST_LINES);
            self.0.push(format!("And {more} more."));
        }
        (!self.0.is_empty()).then(|| Notice {
            title: "Some of the atlas was not understood".to_owned(),
            text: self.0.join("\n"),
            is_error: false,
        })
    }
}

fn title(layer: &saved::Layer) -> &str {
    if layer.title.is_empty() {
        &layer.id
    } else {
        &layer.title
    }
}

fn rows<'a>(
    layer: &saved::Layer,
    file: &mut impl FnMut(&str) -> Result<Cow<'a, [u8]>, String>,
) -> Result<geojson::Read, String> {
    let source = &layer.source;
    let bytes = match (&source.embedded, &source.path) {
        (Some(embedded), _) => Cow::Owned(embedded.text().as_bytes().to_vec()),
        (None, Some(path)) => file(path)?,
        (None, None) => return Err("The atlas names no file for it.".to_owned()),
    };
    geojson::read(&bytes).map_err(|error| match &source.path {
        Some(path) => format!("{path}: {error}"),
        None => error.to_string(),
    })
}

fn layer(layer: &saved::Layer, schema: Schema, unclear: &mut Unclear) -> Layer {
    Layer {
        // The session gives each layer its own when it takes the atlas.
        id: LayerId(0),
        key: layer.id.as_str().into(),
        title: title(layer).into(),
        schema,
        marks: marks(layer, unclear),
        lane: lane(layer, unclear),
        visible: layer.visible,
    }
}

fn marks(layer: &saved::Layer, unclear: &mut Unclear) -> Marks {
    match &layer.style.marks {
        saved::Marks::Stations => Marks::Stations,
        saved::Marks::Operations => Marks::Operations,
        saved::Marks::Responses => Marks::Responses,
        saved::Marks::None => Marks::None,
        saved::Marks::Records => Marks::Records,
        saved::Marks::Other(name) => {
            let what = format!("“{}”: the kind of marks", title(layer));
            unclear.unknown(&what, name, "plain records are drawn");
            Marks::Records
        }
    }
}

fn lane(layer: &saved::Layer, unclear: &mut Unclear) -> Lane {
    match &layer.style.lane {
        saved::Lane::Ticks => Lane::Ticks,
        saved::Lane::Milestones => Lane::Milestones,
        saved::Lane::None => Lane::None,
        saved::Lane::Histogram => Lane::Histogram,
        saved::Lane::Other(name) => {
            let what = format!("“{}”: the lane", title(layer));
            unclear.unknown(&what, name, "bars are drawn");
            Lane::Histogram
        }
    }
}

fn document(
    atlas: &Atlas,
    time: Option<&saved::TimeView>,
    clock: Option<Clock>,
    unclear: &mut Unclear,
) -> Document {
    let about = atlas.about.clone().unwrap_or_default();
    let unset = Document::default();
    let axis = time.and_then(|time| time.axis.as_deref());
    Document {
        title: atlas.title.clone(),
        subtitle: atlas.subtitle.clone(),
        verb: verb(atlas),
        about: About {
            statement: about.statement,
            text: about.text,
            data_version: about.data_version.unwrap_or_default(),
        },
        credits: atlas.credits.clone(),
        layers: Vec::new(),
        facets: atlas.facets.iter().map(facet).collect(),
        categories: atlas
            .categories
            .iter()
            .map(|c| category(c, unclear))
            .collect(),
        clock: clock.unwrap_or_else(|| unplaced_clock(time, unset.clock, unclear)),
        undated: time.map_or(unset.undated, |time| undated(time, unclear)),
        axis_home: axis.and_then(|text| unclear.check(span(text), "The axis", text)),
        ..unset
    }
}

/// The atlas' own word for what its records are; blank is none.
fn verb(atlas: &Atlas) -> Option<String> {
    let verb = atlas.verb.as_deref()?.trim();
    (!verb.is_empty()).then(|| verb.to_owned())
}

fn facet(facet: &saved::Facet) -> Facet {
    let shared = |text: &String| Arc::from(text.as_str());
    Facet {
        property: shared(&facet.property),
        title: shared(facet.title.as_ref().unwrap_or(&facet.property)),
        labels: facet
            .labels
            .iter()
            .map(|(value, label)| (shared(value), shared(label)))
            .collect(),
        order: facet.order.iter().map(shared).collect(),
    }
}

fn category(category: &saved::Category, unclear: &mut Unclear) -> CategoryStyle {
    let mut color = |text: &Option<String>| {
        let text = text.as_deref()?;
        unclear.check(Rgb::from_hex(text), "The colour", text)
    };
    let (light, dark) = (color(&category.light), color(&category.dark));
    CategoryStyle {
        property: category.property.as_str().into(),
        value: category.value.as_str().into(),
        label: category
            .label
            .as_ref()
            .unwrap_or(&category.value)
            .as_str()
            .into(),
        color: ColorPair {
            light: light.or(dark).unwrap_or(OTHER.light),
            dark: dark.or(light).unwrap_or(OTHER.dark),
        },
        shape: category
            .shape
            .as_ref()
            .map_or(Shape::Circle, |s| shape(s, unclear)),
    }
}

fn shape(shape: &saved::Shape, unclear: &mut Unclear) -> Shape {
    match shape {
        saved::Shape::Square => Shape::Square,
        saved::Shape::Triangle => Shape::Triangle,
        saved::Shape::Diamond => Shape::Diamond,
        saved::Shape::Pentagon => Shape::Pentagon,
        saved::Shape::Hexagon => Shape::Hexagon,
        saved::Shape::Circle => Shape::Circle,
        saved::Shape::Other(name) => {
            unclear.unknown("The shape", name, "a circle is drawn");
            Shape::Circle
        }
    }
}

/// A clock without a saved date: what it asks is kept, where it stands is not known yet.
fn unplaced_clock(time: Option<&saved::TimeView>, unset: Clock, unclear: &mut Unclear) -> Clock {
    let Some(time) = time else {
        return unset;
    };
    let mut clock = unset.asking(within(time, unclear));
    clock.mode = mode(time, unclear);
    clock
}

/// The saved clock, where the date at which it stands was saved.
fn clock(time: &saved::TimeView, unclear: &mut Unclear) -> Option<Clock> {
    let mut date = |text: &Option<String>, what| {
        let text = text.as_deref()?;
        unclear.check(date(text), what, text)
    };
    let at = date(&time.at, "The opening date")?;
    let from = date(&time.from, "The start of the window");
    let step = step(time, unclear).unwrap_or(Step::Month);
    let last = at.span.last();
    let mode = mode(time, unclear);
    let mut clock = Clock::new(mode, step, last).asking(within(time, unclear));
    if let Some(from) = from {
        clock.open_window(from.span.start);
    }
    Some(clock)
}

fn step(time: &saved::TimeView, unclear: &mut Unclear) -> Option<Step> {
    Some(match &time.step {
        saved::Step::Second => Step::Second,
        saved::Step::Minute => Step::Minute,
        saved::Step::Hour => Step::Hour,
        saved::Step::Day => Step::Day,
        saved::Step::Month => Step::Month,
        saved::Step::Quarter => Step::Quarter,
        saved::Step::Year => Step::Year,
        saved::Step::Decade => Step::Decade,
        saved::Step::Century => Step::Century,
        saved::Step::Other(name) => {
            unclear.unknown("The step", name, "another one is taken");
            return None;
        }
    })
}

fn mode(time: &saved::TimeView, unclear: &mut Unclear) -> Mode {
    match &time.mode {
        saved::Mode::UpTo => Mode::UpTo,
        saved::Mode::At => Mode::At,
        saved::Mode::During => Mode::During,
        saved::Mode::All => Mode::AllTime,
        saved::Mode::Other(name) => {
            let instead = "everything up to the date is shown";
            unclear.unknown("The question of the clock", name, instead);
            Mode::UpTo
        }
    }
}

fn within(time: &saved::TimeView, unclear: &mut Unclear) -> Within {
    match &time.within {
        saved::Within::Existing => Within::Existing,
        saved::Within::Starting => Within::Starting,
        saved::Within::Other(name) => {
            unclear.unknown("What is asked of the window", name, "existing in it is");
            Within::Existing
        }
    }
}

fn undated(time: &saved::TimeView, unclear: &mut Unclear) -> Undated {
    match &time.undated {
        saved::Undated::Hide => Undated::Hide,
        saved::Undated::Ghost => Undated::Ghost,
        saved::Undated::Show => Undated::Show,
        saved::Undated::Other(name) => {
            unclear.unknown("What becomes of undated records", name, "they are hidden");
            Undated::Hide
        }
    }
}

fn date(text: &str) -> Option<Date> {
    match notation::read(text) {
        Ok(Reading::Date(date)) => Some(date),
        _ => None,
    }
}

/// A span from the first instant of one date to the last of another (`2014/2026-05`).
fn span(text: &str) -> Option<Span> {
    match notation::read(text) {
        Ok(Reading::Interval {
            start: Edge::Date(start),
            end: Edge::Date(end),
        }) => Some(Span {
            start: start.span.start,
            end: end.span.end,
        }),
        Ok(Reading::Date(date)) => Some(date.span),
        _ => None,
    }
}

fn camera(atlas: &Atlas) -> Option<(World, f64)> {
    let camera = atlas.view.as_ref()?.camera.as_ref()?;
    Some((World::from_lon_lat(camera.lon, camera.lat), camera.zoom))
}

#[cfg(test)]
mod tests;
