//! Each panel alone, by what a person sees: roles and labels in, commands out.

mod cards;
mod details_panel;
mod filters_panel;
mod keys_and_bar;
mod places;

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use geo_types::{Geometry, Point};

use station_atlas::model::{
    Dataset, DatasetBuilder, Place, Role as DataRole, RowId, Schema, Value,
};
use station_atlas::query::Mode;
use station_atlas::scene::style::{CategoryStyle, Lane, Marks, Shape, TOL};
use station_atlas::session::command::{
    FileCommand, FilterCommand, NavigateCommand, OpenedAtlas, SelectCommand, ShowCommand,
    TimeCommand,
};
use station_atlas::session::document::About;
use station_atlas::session::{
    Command, Document, Facet, Layer, LayerId, Notice, RecordRef, Session, Settings,
};
use station_atlas::view::actions::{self, ACTIONS};
use station_atlas::view::panels::{about, details, filters, fold, keys, notices, path, top_bar};
use station_atlas::view::{CommandQueue, Theme, ViewCtx};

/// Everything that a panel may need, and what the panels asked for.
struct Desk {
    session: Session,
    theme: Theme,
    queue: CommandQueue,
    log: Vec<String>,
    top_bar: top_bar::TopBarState,
    filters: filters::FiltersState,
    details: details::DetailsState,
    path: path::PathState,
}

type Draw = fn(&mut egui::Ui, &ViewCtx<'_>, &mut States<'_>);

/// The panels' own memories, apart from the session that they may only read.
struct States<'a> {
    top_bar: &'a mut top_bar::TopBarState,
    filters: &'a mut filters::FiltersState,
    details: &'a mut details::DetailsState,
    path: &'a mut path::PathState,
}

fn desk(session: Session) -> Desk {
    Desk {
        session,
        theme: Theme::light(),
        queue: CommandQueue::default(),
        log: Vec::new(),
        top_bar: top_bar::TopBarState::default(),
        filters: filters::FiltersState::default(),
        details: details::DetailsState::default(),
        path: path::PathState::default(),
    }
}

/// A window with one panel: its commands are logged and carried out, as the program does it.
fn open(session: Session, size: (f32, f32), draw: Draw) -> Harness<'static, Desk> {
    let frame = move |ui: &mut egui::Ui, desk: &mut Desk| {
        let Desk {
            session,
            theme,
            queue,
            top_bar,
            filters,
            details,
            path,
            ..
        } = desk;
        let ctx = ViewCtx {
            session,
            theme,
            commands: queue,
        };
        draw(
            ui,
            &ctx,
            &mut States {
                top_bar,
                filters,
                details,
                path,
            },
        );
        for command in desk.queue.take() {
            desk.log.push(format!("{command:?}"));
            desk.session.apply(command);
        }
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(size.0, size.1))
        .with_context_setup(|ctx| {
            ctx.set_fonts(fonts());
            Theme::light().install(ctx);
        })
        .build_ui_state(frame, desk(session));
    harness.run();
    harness
}

/// egui's own fonts under the names that the theme asks for.
fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let default = fonts
        .families
        .get(&egui::FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for name in ["medium", "semibold", "bold", "italic"] {
        fonts
            .families
            .insert(egui::FontFamily::Name(name.into()), default.clone());
    }
    fonts
}

/// Expects exactly these commands since the last look.
#[track_caller]
fn expect(harness: &mut Harness<'_, Desk>, commands: &[Command]) {
    let wanted: Vec<String> = commands.iter().map(|c| format!("{c:?}")).collect();
    assert_eq!(std::mem::take(&mut harness.state_mut().log), wanted);
}

#[track_caller]
fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn press(harness: &mut Harness<'_, Desk>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

const SOURCES: &str = r#"[{"publisher":"The Paper","title":"A station opens","date":"2018-06","url":"https://example.org/a"},
    {"publisher":"Archive","title":"Minutes","date":null,"url":null}]"#;

fn text(value: &str) -> Option<Value> {
    (!value.is_empty()).then(|| Value::Text(value.to_owned()))
}

/// Three records on one spot, two in a country without a city, one without a date, then one in
/// each of so many further countries.
fn stations(n_more: usize) -> Dataset {
    let mut builder = DatasetBuilder::default();
    let mut push = |name: &str, kind: &str, country: &str, opened: &str, at: (f64, f64)| {
        let precision = if name == country { "country" } else { "city" };
        let cells = [
            ("name", text(name)),
            ("kind", text(kind)),
            ("country", text(country)),
            ("opened", text(opened)),
            ("precision", text(precision)),
            ("note", text("A note about it.")),
            ("sources", Some(Value::Json(SOURCES.to_owned()))),
        ];
        let cells = cells.map(|(name, value)| (name.to_owned(), value));
        builder.push(
            Place::default(),
            None,
            Some(Geometry::Point(Point::new(at.0, at.1))),
            cells,
        );
    };
    push("Milan", "red", "Italy", "2016-05", (9.19, 45.46));
    push("Milan", "blue", "Italy", "2018", (9.19, 45.46));
    push("Milan", "red", "Italy", "2020-03-04", (9.19, 45.46));
    push("Spain", "red", "Spain", "2017", (-3.7, 40.2));
    push("Spain", "blue", "Spain", "2017-02", (-3.7, 40.2));
    push("Lisbon", "blue", "Portugal", "", (-9.1, 38.7));
    for i in 0..n_more {
        let name = format!("City {i}");
        push(
            &name,
            "blue",
            &format!("Country {i}"),
            "2017",
            (i as f64, 10.0),
        );
    }
    builder.finish()
}

fn layer(key: &str, title: &str, marks: Marks) -> Layer {
    let roles = [
        (DataRole::Label, "name"),
        (DataRole::Category, "kind"),
        (DataRole::Country, "country"),
        (DataRole::Start, "opened"),
        (DataRole::PlacePrecision, "precision"),
        (DataRole::Note, "note"),
        (DataRole::Source, "sources"),
    ];
    let roles = roles.map(|(role, name)| (role, Arc::from(name)));
    Layer {
        id: LayerId(0),
        key: key.into(),
        title: title.into(),
        schema: Schema {
            roles: roles.into(),
            ..Schema::default()
        },
        marks,
        lane: Lane::Histogram,
        visible: true,
    }
}

fn atlas() -> Session {
    let mut session = Session::new(Settings::default());
    session.apply(atlas_of(12));
    session
}

/// What opens [`stations`] and an empty layer.
fn atlas_of(n_more: usize) -> Command {
    let facet = |property: &str, title: &str| Facet {
        property: property.into(),
        title: title.into(),
        labels: [("red".into(), "Red".into()), ("blue".into(), "Blue".into())].into(),
        order: vec!["red".into(), "blue".into()],
    };
    let categories = ["red", "blue"]
        .into_iter()
        .zip(TOL)
        .map(|(value, color)| CategoryStyle {
            property: "kind".into(),
            value: value.into(),
            label: if value == "red" {
                "Red".into()
            } else {
                "Blue".into()
            },
            color,
            shape: Shape::Square,
        });
    let mut document = Document {
        title: "A test".to_owned(),
        subtitle: "Of panels".to_owned(),
        about: About {
            statement: "Reported, not verified.".to_owned(),
            text: "First paragraph.\n\nSecond paragraph.".to_owned(),
            data_version: "2026-11".to_owned(),
        },
        credits: vec!["Made by hand".to_owned()],
        layers: vec![
            layer("stations", "Stations", Marks::Stations),
            layer("more", "Operations", Marks::Operations),
        ],
        facets: vec![facet("kind", "Kind"), facet("country", "Country")],
        categories: categories.collect(),
        ..Document::default()
    };
    document.clock.mode = Mode::AllTime;
    let tables = [stations(n_more), DatasetBuilder::default().finish()].map(|t| (t, Vec::new()));
    let atlas = OpenedAtlas::new(document, tables, None);
    Command::File(FileCommand::AtlasRead(Box::new(atlas)))
}

fn record(session: &Session, row: u32) -> RecordRef {
    RecordRef {
        layer: session.document.layers[0].id,
        row: RowId(row),
    }
}

fn with_selection(row: u32) -> Session {
    let mut session = atlas();
    let record = record(&session, row);
    session.apply(Command::Select(SelectCommand::Record(Some(record))));
    session
}

const FILTERS: Draw = |ui, ctx, states| filters::show(ui, ctx, states.filters);
const DETAILS: Draw = |ui, ctx, states| details::show(ui, ctx, states.details);
const TOP_BAR: Draw = |ui, ctx, states| {
    actions::handle_keys(ui.ctx(), ctx);
    top_bar::show(ui, ctx, states.top_bar);
};
const ALL: Draw = |ui, ctx, states| {
    actions::handle_keys(ui.ctx(), ctx);
    top_bar::show(ui, ctx, states.top_bar);
    filters::chips(ui, ctx);
    filters::nothing_left(ui, ctx);
    notices::show(ui, ctx, ui.max_rect());
    fold::handles(ui, ctx, ui.max_rect());
    ui.horizontal_top(|ui| {
        let half = egui::vec2(ui.available_width() / 2.0, ui.available_height());
        ui.allocate_ui(half, |ui| filters::show(ui, ctx, states.filters));
        details::show(ui, ctx, states.details);
    });
    about::show(ui, ctx);
    keys::show(ui, ctx);
    path::show(ui, ctx, states.path);
};

fn keep(property: &str, value: &str, kept: bool) -> Command {
    Command::Filter(FilterCommand::Keep {
        property: property.into(),
        value: Some(value.into()),
        kept,
    })
}
