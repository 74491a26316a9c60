//! The eframe shell: a window around a session. `logic` lets answers, wishes and time change the
//! session, `ui` draws it; nothing else does either.
//!
//! Only this layer knows files, dialogs, threads and clocks.

pub mod bundled;
pub mod cli;
pub mod clock;
pub mod effects;
pub mod icon;
pub mod jobs;
pub mod layout;
pub mod open;
pub mod preferences;
pub mod run;
pub mod saved;
pub mod stats;
pub mod trouble;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::scene::basemap::Basemap;
use crate::scene::gazetteer::Gazetteer;
use crate::session::command::FileCommand;
use crate::session::{Command, Notice, Session, ThemeChoice};
use crate::view::map::basemap::Detail;
use crate::view::{CommandQueue, Theme, ViewCtx};

use cli::Options;
use jobs::{Ahead, Jobs, Kind};
use layout::{Panels, Prepared};
use preferences::Preferences;
use stats::FrameStats;

/// The program while its window is open.
pub struct App {
    session: Session,
    panels: Panels,
    jobs: Jobs,
    preferences: Preferences,
    queue: CommandQueue,
    theme: Theme,
    stats: Option<FrameStats>,
}

/// A command that tells the user something.
pub(crate) fn tell(notice: Notice) -> Command {
    Command::File(FileCommand::Tell(notice))
}

impl App {
    /// The program with the user's preferences and the files that the command line names, else the
    /// bundled atlas. `started` is when the program did; the map was begun before the window.
    #[must_use]
    pub fn new(
        ctx: &egui::Context,
        options: &Options,
        started: Instant,
        map: &Ahead<Prepared>,
    ) -> Self {
        let folder = preferences::config_folder();
        let cache = preferences::cache_folder();
        let mut app = Self::with_panels(ctx, options, folder, || Panels::new(cache, map.take()));
        app.prepare_ground(ctx);
        app.stats = options.frame_stats.then(|| FrameStats::new(started, ctx));
        app
    }

    /// The same without a window: preferences are kept in `folder`, or nowhere, online tiles nowhere,
    /// and each frame shows the map in its full detail.
    #[must_use]
    pub fn with_preferences(
        ctx: &egui::Context,
        options: &Options,
        folder: Option<PathBuf>,
    ) -> Self {
        let panels = || Panels::new(None, Prepared::new(Detail::Exact));
        Self::with_panels(ctx, options, folder, panels)
    }

    fn with_panels(
        ctx: &egui::Context,
        options: &Options,
        folder: Option<PathBuf>,
        panels: impl FnOnce() -> Panels,
    ) -> Self {
        let (mut preferences, mut settings, trouble) = Preferences::load(folder);
        if let Some(theme) = options.theme {
            settings.theme = theme.into();
            preferences.pass_theme(settings.theme);
        }
        let theme = theme_for(ctx, settings.theme);
        layout::install(ctx, &theme);
        let mut app = Self {
            session: Session::new(settings),
            panels: panels(),
            jobs: Jobs::default(),
            preferences,
            queue: CommandQueue::default(),
            theme,
            stats: None,
        };
        if options.files.is_empty() {
            app.open_bundled(ctx);
        } else {
            let files = options.files.clone();
            app.carry_out(ctx, [Command::File(FileCommand::Open(files))]);
        }
        app.carry_out(ctx, trouble.map(tell));
        app
    }

    /// Builds the level of detail that the first frame shows.
    fn prepare_ground(&self, ctx: &egui::Context) {
        let zoom = self.session.viewport.zoom;
        let level = Basemap::level_for(zoom, ctx.pixels_per_point());
        self.panels.basemap.prepare(level);
    }

    /// What the program holds.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    fn open_bundled(&mut self, ctx: &egui::Context) {
        let (atlas, notices) = bundled::open();
        let open = Command::File(FileCommand::AtlasRead(Box::new(atlas)));
        self.carry_out(
            ctx,
            std::iter::once(open).chain(notices.into_iter().map(tell)),
        );
    }

    /// Changes the session, and does outside what it then asks for.
    fn carry_out(&mut self, ctx: &egui::Context, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            for effect in self.session.apply(command) {
                if let Some(answer) = effects::perform(effect, ctx, &mut self.jobs) {
                    self.queue.push(answer);
                }
            }
        }
    }

    fn follow_theme(&mut self, ctx: &egui::Context) {
        let theme = theme_for(ctx, self.session.settings.theme);
        if theme != self.theme {
            theme.install(ctx);
            self.theme = theme;
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        if let Some(stats) = &mut self.stats {
            stats.begin_frame(ctx);
        }
        let start = clock::now();
        // Time passes for what was on the screen: what a command begins is seen as it begins.
        let dt_s = ctx.input(|input| input.stable_dt);
        let has_moved = self.session.advance(dt_s);
        let was_reading = self.jobs.is_running(Kind::Read);
        let answers = self.jobs.drain();
        self.carry_out(ctx, answers);
        if was_reading
            && !self.jobs.is_running(Kind::Read)
            && self.session.document.layers.is_empty()
        {
            // What the command line named cannot be read: better something than nothing.
            self.open_bundled(ctx);
        }
        let wishes = self.queue.take();
        self.carry_out(ctx, wishes);
        let trouble = self.preferences.keep(&self.session.settings);
        self.carry_out(ctx, trouble.map(tell));
        self.follow_theme(ctx);
        if has_moved || self.session.is_moving() || !self.queue.is_empty() {
            ctx.request_repaint();
        }
        if let Some(stats) = &mut self.stats {
            stats.add(start);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let start = clock::now();
        let Self {
            session,
            panels,
            queue,
            theme,
            jobs,
            ..
        } = self;
        let view = ViewCtx {
            session,
            theme,
            commands: queue,
        };
        let missing = layout::show(ui, &view, panels);
        start_jobs(ui.ctx(), jobs, panels, missing);
        if !queue.is_empty() {
            ui.ctx().request_repaint();
        }
        if let Some(stats) = &mut self.stats {
            stats.add(start);
        }
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.theme.panel.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        if let Some(stats) = &self.stats {
            println!("{}", stats.summary());
        }
    }
}

/// Builds off the screen's thread what the panels lack: a level of detail of the map, the table of
/// place names.
fn start_jobs(ctx: &egui::Context, jobs: &mut Jobs, panels: &mut Panels, level: Option<usize>) {
    let wake = |ctx: &egui::Context| {
        let ctx = ctx.clone();
        move || ctx.request_repaint()
    };
    if let Some(level) = level
        && !jobs.is_running(Kind::Ground)
    {
        let basemap = Arc::clone(&panels.basemap);
        jobs.start(Kind::Ground, wake(ctx), move |_| {
            basemap.prepare(level);
            Vec::new()
        });
    }
    if let Some(places) = panels.wanted_places() {
        let basemap = Arc::clone(&panels.basemap);
        jobs.start(Kind::Gazetteer, wake(ctx), move |_| {
            places.get_or_init(|| Gazetteer::load(&basemap));
            Vec::new()
        });
    }
}

/// The theme for a choice. A desktop that does not say what it has gets light.
fn theme_for(ctx: &egui::Context, choice: ThemeChoice) -> Theme {
    let dark = match choice {
        ThemeChoice::Light => false,
        ThemeChoice::Dark => true,
        ThemeChoice::System => ctx.input(|i| i.raw.system_theme) == Some(egui::Theme::Dark),
    };
    if dark { Theme::dark() } else { Theme::light() }
}
