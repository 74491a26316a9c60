//! The one mutable truth of the program: what is open, what is chosen, when it is.
//!
//! A [`Session`] is read by the views and changed by [`Session::apply`] only. It knows no egui, no
//! files and no clock: what must happen outside comes back as [`Effect`]s, and time comes in as
//! [`Session::advance`].

pub mod apply;
pub mod caption;
pub mod citations;
pub mod command;
pub mod derived;
pub mod document;
pub mod effect;
pub mod flight;
mod gaps;
pub mod home;
pub mod layer;
pub mod moments;
pub mod opened;
pub mod playback;
pub mod schedule;
pub mod standing;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use command::Command;
pub use derived::Derived;
pub use document::{Document, Facet, Layer, LayerId};
pub use effect::Effect;
pub use flight::Flight;
pub use layer::{LayerData, RecordRef};
pub use playback::Playback;

use crate::model::Span;
use crate::scene::mercator::{Viewport, World};

/// Everything that is open and how it is looked at.
#[derive(Debug)]
pub struct Session {
    /// What undo restores and an atlas file saves.
    pub document: Document,
    /// The rows behind each layer.
    pub data: BTreeMap<LayerId, Arc<LayerData>>,
    /// The camera.
    pub viewport: Viewport,
    /// The camera that *home* flies to.
    pub home: Viewport,
    /// The camera that the atlas asks for: position, and zoom on a map of the usual size.
    pub opening: Option<(World, f64)>,
    /// A flight under way.
    pub flight: Option<Flight>,
    /// The part of time on the axis.
    pub axis: Span,
    /// The record whose details are shown.
    pub selection: Option<RecordRef>,
    /// The record under the pointer.
    pub hover: Option<RecordRef>,
    /// Whether and how the clock runs.
    pub playback: Playback,
    /// How the program looks.
    pub settings: Settings,
    /// What happened that the user should read.
    pub notices: Vec<Notice>,
    /// Answers computed from all of the above.
    pub derived: Derived,
    caption: Option<caption::Caption>,
    way_back: Option<standing::WayBack>,
    gaps: gaps::Gaps,
    next_layer: u32,
}

/// How the program looks; kept between starts.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent on/off choices of the user"
)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: ThemeChoice,
    /// Whether the filters are open.
    pub filters_open: bool,
    /// Whether the details are open.
    pub details_open: bool,
    /// Whether the about panel is open.
    pub about_open: bool,
    /// Whether the sheet of keys is open.
    pub keys_open: bool,
    /// Whether the path field is open (for platforms without a file dialog).
    pub path_open: bool,
    /// Whether movement is left out: flights jump, nothing pulses.
    pub reduced_motion: bool,
    /// What lies under the records.
    pub ground: Ground,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            filters_open: true,
            details_open: true,
            about_open: false,
            keys_open: false,
            path_open: false,
            reduced_motion: false,
            ground: Ground::Bundled,
        }
    }
}

/// The user's choice of theme.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ThemeChoice {
    /// Follow the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What lies under the records.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Ground {
    /// The bundled vector map; no request leaves the machine.
    #[default]
    Bundled,
    /// Raster tiles from a server, asked for by the user. `{z}`, `{x}`, `{y}` stand in the template.
    Online {
        /// The address template.
        template: String,
        /// What the server wants to have said.
        attribution: String,
    },
    /// A raster `PMTiles` file of the user's own.
    File(std::path::PathBuf),
}

/// Something the user should read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What happened, in a few words.
    pub title: String,
    /// Where, and what to do.
    pub text: String,
    /// Whether something failed.
    pub is_error: bool,
}

impl Session {
    /// An empty session, before anything is open.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let viewport = Viewport {
            center: World { x: 0.5, y: 0.42 },
            zoom: 2.0,
            width: 800.0,
            height: 600.0,
        };
        let document = Document::default();
        Self {
            axis: document.clock.tick(),
            document,
            data: BTreeMap::new(),
            viewport,
            home: viewport,
            opening: None,
            flight: None,
            selection: None,
            hover: None,
            playback: Playback::default(),
            settings,
            notices: Vec::new(),
            derived: Derived::default(),
            caption: None,
            way_back: None,
            gaps: gaps::Gaps::default(),
            next_layer: 0,
        }
    }

    /// Carries out a command, refreshes what follows from it, and answers what must happen outside.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        let effects = apply::route(self, command);
        self.refresh();
        effects
    }

    /// Lets `dt_s` seconds pass for flights, playing and the pulse of what appeared. Answers whether
    /// anything moved, so that there is more to draw.
    pub fn advance(&mut self, dt_s: f32) -> bool {
        let flying = self.advance_flight(dt_s);
        let playing = self.advance_playback(dt_s);
        let reduced_motion = self.settings.reduced_motion;
        let caption = self.caption.as_mut();
        let pulsing = caption.is_some_and(|caption| caption.advance(dt_s, reduced_motion));
        if playing {
            self.refresh();
        }
        flying || playing || pulsing
    }

    /// Whether anything moves by itself.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        let pulse = self.pulse().map(|(_, pulse)| pulse);
        let is_pulsing = matches!(pulse, Some(caption::Pulse::Growing(_)));
        self.playback.running || self.flight.is_some() || is_pulsing
    }

    /// The layers with their rows, in drawing order.
    pub fn layers(&self) -> impl Iterator<Item = (&Layer, &Arc<LayerData>)> {
        self.document
            .layers
            .iter()
            .filter_map(|layer| Some((layer, self.data.get(&layer.id)?)))
    }

    /// One layer with its rows.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> Option<(&Layer, &Arc<LayerData>)> {
        self.layers().find(|(layer, _)| layer.id == id)
    }

    /// The span of everything dated, in all layers.
    #[must_use]
    pub fn time_extent(&self) -> Option<Span> {
        self.data
            .values()
            .filter_map(|data| data.extent)
            .reduce(Span::union)
    }

    fn refresh(&mut self) {
        self.derived.refresh(&self.document, &self.data);
        self.gaps = std::mem::take(&mut self.gaps).refreshed(self);
        if self.caption().is_none() {
            self.caption = None;
        }
        if self.way_back().is_none() {
            self.way_back = None;
        }
    }

    fn advance_flight(&mut self, dt_s: f32) -> bool {
        let Some(flight) = &mut self.flight else {
            return false;
        };
        self.viewport = flight.advance(dt_s, self.viewport);
        if flight.is_over() {
            self.flight = None;
        }
        true
    }

    fn advance_playback(&mut self, dt_s: f32) -> bool {
        if !self.playback.running {
            return false;
        }
        let Some(schedule) = self.schedule() else {
            self.playback.running = false;
            return false;
        };
        let clock = &mut self.document.clock;
        self.playback.advance(dt_s, clock, schedule);
        // The last step is a step, too.
        true
    }

    /// All time that there is something to see in: where the axis opens, and every date.
    #[must_use]
    pub fn all_time(&self) -> Option<Span> {
        let known = [self.play_span(), self.time_extent()];
        known.into_iter().flatten().reduce(Span::union)
    }

    /// The span that playing runs through: where the axis opens, else all that is dated.
    #[must_use]
    pub fn play_span(&self) -> Option<Span> {
        self.document.axis_home.or_else(|| self.time_extent())
    }
}
