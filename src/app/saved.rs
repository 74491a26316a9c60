//! A saved atlas to a document and its rows. The saved form keeps dates, colours and names as
//! text; here they get their meaning, and what has none is told in one notice.

use std::borrow::Cow;
use std::sync::Arc;

use crate::io::atlas::{self as saved, Atlas};
use crate::io::geojson;
use crate::model::time::notation::{self, Date, Edge, Reading};
use crate::model::time::tick::Step;
use crate::model::{Instant, Span};
use crate::query::{Clock, Mode};
use crate::scene::mercator::World;
use crate::scene::style::{CategoryStyle, ColorPair, Lane, Marks, OTHER, Rgb, Shape};
use crate::session::command::OpenedAtlas;
use crate::session::document::About;
use crate::session::{Document, Facet, Layer, LayerId, Notice};

use super::open::findings_notice;

/// Makes a document of a saved atlas. `file` answers with the bytes at a path that the atlas names,
/// or with a sentence. A layer that cannot be read is left out and told.
pub fn open<'a>(
    atlas: &Atlas,
    mut file: impl FnMut(&str) -> Result<Cow<'a, [u8]>, String>,
) -> (OpenedAtlas, Vec<Notice>) {
    let mut unclear = Unclear::default();
    let mut opened = OpenedAtlas {
        document: document(atlas, &mut unclear),
        data: Vec::new(),
        camera: camera(atlas),
    };
    let mut notices = Vec::new();
    for layer in &atlas.layers {
        match rows(layer, &mut file) {
            Ok(read) => {
                notices.extend(findings_notice(title(layer), &read));
                let schema = layer.roles.as_ref().map(saved::Roles::schema);
                let schema = schema.unwrap_or_else(|| geojson::guess_roles(&read.dataset));
                opened.push(self::layer(layer, schema), read.dataset, read.findings);
            }
            Err(why) => notices.push(Notice {
                title: format!("The layer “{}” is missing", title(layer)),
                text: why,
                is_error: true,
            }),
        }
    }
    notices.extend(unclear.notice());
    (opened, notices)
}

/// Parts of an atlas that have no meaning here.
#[derive(Default)]
struct Unclear(Vec<String>);

impl Unclear {
    /// The value, or a word about why there is none.
    fn check<T>(&mut self, value: Option<T>, what: &str, text: &str) -> Option<T> {
        if value.is_none() {
            self.0.push(format!("{what} “{text}”"));
        }
        value
    }

    fn notice(self) -> Option<Notice> {
        (!self.0.is_empty()).then(|| Notice {
            title: "Some of the atlas was not understood".to_owned(),
            text: format!("Left out: {}.", self.0.join(", ")),
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

fn layer(layer: &saved::Layer, schema: crate::model::Schema) -> Layer {
    Layer {
        // The session gives each layer its own when it takes the atlas.
        id: LayerId(0),
        key: layer.id.as_str().into(),
        title: title(layer).into(),
        schema,
        marks: match layer.style.marks {
            saved::Marks::Stations => Marks::Stations,
            saved::Marks::Operations => Marks::Operations,
            saved::Marks::Responses => Marks::Responses,
            saved::Marks::None => Marks::None,
            saved::Marks::Records | saved::Marks::Other(_) => Marks::Records,
        },
        lane: match layer.style.lane {
            saved::Lane::Ticks => Lane::Ticks,
            saved::Lane::Milestones => Lane::Milestones,
            saved::Lane::None => Lane::None,
            saved::Lane::Histogram | saved::Lane::Other(_) => Lane::Histogram,
        },
        visible: layer.visible,
    }
}

fn document(atlas: &Atlas, unclear: &mut Unclear) -> Document {
    let about = atlas.about.clone().unwrap_or_default();
    let time = atlas.view.as_ref().and_then(|view| view.time.as_ref());
    let axis = time.and_then(|time| time.axis.as_deref());
    Document {
        title: atlas.title.clone(),
        subtitle: atlas.subtitle.clone(),
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
        clock: clock(time, unclear),
        axis_home: axis.and_then(|text| unclear.check(span(text), "the axis", text)),
        ..Document::default()
    }
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
        unclear.check(Rgb::from_hex(text), "the colour", text)
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
        shape: match category.shape {
            Some(saved::Shape::Square) => Shape::Square,
            Some(saved::Shape::Triangle) => Shape::Triangle,
            Some(saved::Shape::Diamond) => Shape::Diamond,
            Some(saved::Shape::Pentagon) => Shape::Pentagon,
            Some(saved::Shape::Hexagon) => Shape::Hexagon,
            Some(saved::Shape::Circle | saved::Shape::Other(_)) | None => Shape::Circle,
        },
    }
}

/// Without a date the clock has nothing to stand on, and everything is shown.
fn clock(time: Option<&saved::TimeView>, unclear: &mut Unclear) -> Clock {
    let everything = Clock {
        mode: Mode::AllTime,
        ..Document::default().clock
    };
    let Some(time) = time else {
        return everything;
    };
    let step = match time.step {
        saved::Step::Day => Step::Day,
        saved::Step::Quarter => Step::Quarter,
        saved::Step::Year => Step::Year,
        saved::Step::Month | saved::Step::Other(_) => Step::Month,
    };
    let mut date = |text: &Option<String>, what| {
        let text = text.as_deref()?;
        unclear.check(date(text), what, text)
    };
    let Some(at) = date(&time.at, "the opening date") else {
        return Clock { step, ..everything };
    };
    let tick = step.tick_containing(Instant(at.span.end.0.saturating_sub(1)));
    let from = date(&time.from, "the start of the window");
    Clock {
        mode: match time.mode {
            saved::Mode::At => Mode::At,
            saved::Mode::During => Mode::During,
            saved::Mode::All => Mode::AllTime,
            saved::Mode::UpTo | saved::Mode::Other(_) => Mode::UpTo,
        },
        step,
        tick,
        window_start: from.map_or(tick.start, |from| {
            step.tick_containing(from.span.start).start
        }),
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
mod tests {
    use super::*;

    fn opened(text: &str) -> (OpenedAtlas, Vec<Notice>) {
        let text = format!(r#"{{"format":"station-atlas","version":1,{text}}}"#);
        let atlas = saved::read(text.as_bytes()).unwrap();
        open(&atlas, |_| Err("There is no such file.".to_owned()))
    }

    #[test]
    fn embedded_rows_need_no_file_and_missing_roles_are_guessed() {
        let rows = r#"{"type":"Feature","properties":{"name":"A","date":"2016"},
                       "geometry":{"type":"Point","coordinates":[1,2]}}"#;
        let (atlas, notices) = opened(&format!(
            r#""layers":[{{"id":"x","source":{{"embedded":{rows}}}}},{{"id":"y","title":"Why"}}]"#
        ));
        assert_eq!(atlas.document.layers.len(), 1);
        assert_eq!(&*atlas.document.layers[0].title, "x");
        assert_eq!(
            atlas.document.layers[0]
                .schema
                .property(crate::model::Role::Start),
            Some("date")
        );
        assert!(notices[0].title.contains("Why") && notices[0].text.contains("names no file"));
    }

    #[test]
    fn the_view_gives_clock_axis_and_camera() {
        let (atlas, notices) = opened(
            r#""view":{"camera":{"lon":180,"lat":0,"zoom":3},
               "time":{"mode":"during","at":"2019","from":"2016-05","step":"quarter","axis":"2014/2020-06"}}"#,
        );
        assert_eq!(notices, []);
        let clock = atlas.document.clock;
        assert_eq!((clock.mode, clock.step), (Mode::During, Step::Quarter));
        assert_eq!(
            Step::Quarter.notation(clock.tick),
            Step::Quarter.notation(date("2019-12").unwrap().span)
        );
        assert_eq!(clock.window_start, date("2016-04").unwrap().span.start);
        let axis = atlas.document.axis_home.unwrap();
        assert_eq!(
            (axis.start, axis.end),
            (
                date("2014").unwrap().span.start,
                date("2020-06").unwrap().span.end
            )
        );
        let (world, zoom) = atlas.camera.unwrap();
        assert!((world.y - 0.5).abs() < 1e-9 && (zoom - 3.0).abs() < 1e-9);
    }

    #[test]
    fn what_makes_no_sense_is_told_in_one_notice_and_left_out() {
        let (atlas, notices) = opened(
            r##""view":{"time":{"at":"soon","axis":"ever"}},
               "categories":[{"property":"p","value":"v","light":"red","dark":"#102030"}]"##,
        );
        assert_eq!(notices.len(), 1);
        for part in ["“soon”", "“ever”", "“red”"] {
            assert!(notices[0].text.contains(part), "{}", notices[0].text);
        }
        assert_eq!(atlas.document.clock.mode, Mode::AllTime);
        assert_eq!(
            atlas.document.categories[0].color.light,
            Rgb([0x10, 0x20, 0x30])
        );
    }
}
