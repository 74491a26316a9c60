//! A small session, the panel around it, and a hand with a mouse.

use std::collections::BTreeMap;

use egui::{Event, FontFamily, Modifiers, PointerButton, Pos2, Rect};
use egui_kittest::{Harness, kittest::Queryable};
use station_atlas::model::time::notation::{Reading, read};
use station_atlas::model::time::tick::Step;
use station_atlas::model::{Dataset, DatasetBuilder, Place, Role as Part, Schema, Span, Value};
use station_atlas::query::{Clock, Mode};
use station_atlas::scene::style::{Lane, Marks};
use station_atlas::scene::timeline::TimelineScene;
use station_atlas::session::command::{FileCommand, OpenedAtlas};
use station_atlas::session::document::{Document, Facet, Layer, LayerId};
use station_atlas::session::{Command, Session, Settings};
use station_atlas::view::timeline::{HEIGHT, TimelineState, show};
use station_atlas::view::{CommandQueue, Theme, ViewCtx};

pub const WIDTH: f32 = 1280.0;
/// What the harness leaves free around its content.
pub const MARGIN: egui::Vec2 = egui::vec2(8.0, 8.0);

pub fn span(text: &str) -> Span {
    match read(text) {
        Ok(Reading::Date(date)) => date.span,
        other => panic!("{text}: {other:?}"),
    }
}

/// Rows of name, kind, start, end; an empty text is missing.
pub fn table(rows: &[[&str; 4]]) -> Dataset {
    let mut builder = DatasetBuilder::default();
    for (feature, row) in (1..).zip(rows) {
        let names = ["name", "kind", "start", "end"];
        let value = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
        let cells = names
            .iter()
            .zip(row)
            .map(|(n, text)| ((*n).to_owned(), value(text)));
        let note = Value::Text("One sentence of the note. Another.".to_owned());
        let cells = cells.chain([("note".to_owned(), Some(note))]);
        let place = Place {
            feature: Some(feature),
            line: None,
        };
        builder.push(place, None, None, cells);
    }
    builder.finish()
}

pub fn layer(title: &str, lane: Lane) -> Layer {
    let roles = [
        (Part::Label, "name"),
        (Part::Category, "kind"),
        (Part::Start, "start"),
        (Part::End, "end"),
        (Part::Note, "note"),
    ];
    let roles = roles.into_iter().map(|(role, name)| (role, name.into()));
    Layer {
        id: LayerId(0),
        key: title.into(),
        title: title.into(),
        schema: Schema {
            roles: roles.collect(),
            ..Schema::default()
        },
        marks: if lane == Lane::Histogram {
            Marks::Stations
        } else {
            Marks::None
        },
        lane,
        visible: true,
    }
}

pub fn session() -> Session {
    let stations = table(&[
        ["Milan", "Wenzhou", "2016-05", ""],
        ["Prague", "Qingtian", "2018-09-28", ""],
        ["Sydney", "Wenzhou", "2018", ""],
        ["Dublin", "Fuzhou", "2022-02", ""],
        ["Nowhere", "Fuzhou", "", ""],
    ]);
    let responses = table(&[["Statement", "statement", "2022-10-26", ""]]);
    let context = table(&[
        ["Agreement", "agreement", "2015-03", ""],
        ["Figure", "statistic", "2019", "2020"],
    ]);
    let document = Document {
        layers: vec![
            layer("Stations", Lane::Histogram),
            layer("Responses", Lane::Ticks),
            layer("Milestones", Lane::Milestones),
        ],
        facets: vec![Facet {
            property: "kind".into(),
            title: "Kind".into(),
            labels: BTreeMap::new(),
            order: Vec::new(),
        }],
        clock: clock_at("2019-03", "2018"),
        axis_home: Some(span("2014").union(span("2025"))),
        ..Document::default()
    };
    let mut session = Session::new(Settings::default());
    let tables = [stations, responses, context].map(|table| (table, Vec::new()));
    let atlas = OpenedAtlas::new(document, tables, None);
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    session
}

pub struct App {
    pub session: Session,
    pub state: TimelineState,
    pub theme: Theme,
    /// What the last pass with commands asked for, in words.
    pub asked: Vec<String>,
}

impl App {
    fn frame(&mut self, ui: &mut egui::Ui) {
        let commands = CommandQueue::default();
        let ctx = ViewCtx {
            session: &self.session,
            theme: &self.theme,
            commands: &commands,
        };
        show(ui, &ctx, &mut self.state);
        for command in commands.take() {
            self.asked.push(format!("{command:?}"));
            self.session.apply(command);
            ui.ctx().request_repaint();
        }
    }

    pub fn clock(&self) -> Clock {
        self.session.document.clock
    }
}

pub fn harness_of(session: Session, width: f32, theme: Theme) -> Harness<'static, App> {
    harness_sized(session, egui::vec2(width, HEIGHT), theme)
}

pub fn harness_sized(session: Session, size: egui::Vec2, theme: Theme) -> Harness<'static, App> {
    let app = App {
        session,
        state: TimelineState::default(),
        theme,
        asked: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(size + 2.0 * MARGIN)
        // A click must not take so long that it becomes a drag.
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .with_context_setup(|ctx| ctx.set_fonts(fonts()))
        .build_ui_state(|ui, app: &mut App| app.frame(ui), app);
    harness.run();
    harness
}

pub fn harness() -> Harness<'static, App> {
    harness_of(session(), WIDTH, Theme::light())
}

/// egui's own fonts in the families of the theme.
pub fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let usual = fonts.families[&FontFamily::Proportional].clone();
    for name in ["medium", "semibold", "bold"] {
        fonts
            .families
            .insert(FontFamily::Name(name.into()), usual.clone());
    }
    fonts
}

pub fn axis(harness: &Harness<'_, App>) -> Rect {
    harness.get_by_label("Timeline").rect()
}

pub fn scene<'a>(harness: &'a Harness<'_, App>) -> &'a TimelineScene {
    harness.state().state.scene().unwrap()
}

/// The point of the screen at a month, at a height of the timeline.
pub fn point(harness: &Harness<'_, App>, month: &str, y: f32) -> Pos2 {
    let x = scene(harness).scale.x_from_time(span(month).start) + 2.0;
    axis(harness).min + egui::vec2(x, y)
}

/// A height with nothing on it but the axis.
pub fn free(harness: &Harness<'_, App>) -> f32 {
    scene(harness).rows.top + 4.0
}

pub fn button(harness: &Harness<'_, App>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(pos));
    harness.event_modifiers(
        Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        },
        modifiers,
    );
}

pub fn drag(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    button(harness, from, true, modifiers);
    harness.run();
    for share in [0.3, 0.7, 1.0] {
        harness.event(Event::PointerMoved(from + (to - from) * share));
        harness.run();
    }
    button(harness, to, false, modifiers);
    harness.run();
}

/// A drag with any button, through some points.
pub fn drag_with(harness: &mut Harness<'_, App>, button: PointerButton, points: &[Pos2]) {
    let press = |pos, pressed| Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let (Some(from), Some(to)) = (points.first(), points.last()) else {
        return;
    };
    harness.event(Event::PointerMoved(*from));
    harness.event(press(*from, true));
    harness.run();
    for at in points {
        harness.event(Event::PointerMoved(*at));
        harness.run();
    }
    harness.event(press(*to, false));
    harness.run();
}

/// A quick click: one frame down, the next one up.
pub fn click(harness: &mut Harness<'_, App>, at: Pos2) {
    button(harness, at, true, Modifiers::NONE);
    harness.step();
    button(harness, at, false, Modifiers::NONE);
    harness.step();
}

/// *Up to* a month, with a window chosen for *During*.
pub fn clock_at(month: &str, window_start: &str) -> Clock {
    let mut clock = Clock::new(Mode::UpTo, Step::Month, span(month).start);
    clock.open_window(span(window_start).start);
    clock
}

pub fn click_on(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}
