//! Everything that can be asked of a session, as values. Commands are absolute ("the tick is this"),
//! never relative to what a view happened to see, so that sending one twice changes nothing; the
//! few relative ones (step, zoom) answer a key press, which comes once.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::time::tick::Step;
use crate::model::{Instant, Schema, Span};
use crate::query::{Clock, FacetKey, Mode, Undated, Within};
use crate::scene::mercator::{Screen, Viewport, World};
use crate::scene::style::CategoryStyle;

use super::document::{Document, Facet, LayerId};
use super::layer::{LayerData, RecordRef};
use super::playback::Repeat;
use super::{Ground, Notice, ThemeChoice};

/// A request to the session.
#[derive(Debug)]
pub enum Command {
    /// Opening and its outcomes.
    File(FileCommand),
    /// What is left out.
    Filter(FilterCommand),
    /// When it is.
    Time(TimeCommand),
    /// What is chosen.
    Select(SelectCommand),
    /// Where one looks.
    Navigate(NavigateCommand),
    /// Whether the clock runs.
    Play(PlayCommand),
    /// How the program looks.
    Show(ShowCommand),
}

/// Opening and its outcomes.
#[derive(Debug)]
pub enum FileCommand {
    /// Ask the user for a file.
    Ask,
    /// Read these files.
    Open(Vec<PathBuf>),
    /// An atlas has been read: it takes the place of what was open.
    AtlasRead(Box<OpenedAtlas>),
    /// A single file has been read: it becomes an atlas of its own.
    LayerRead(Box<OpenedLayer>),
    /// Something to tell the user.
    Tell(Notice),
    /// The user has read the notice with this index.
    Dismiss(usize),
    /// Open a link in the browser, at the user's request.
    OpenUrl(String),
    /// Put text on the clipboard.
    Copy(String),
}

/// A document and its rows, ready to be shown: whatever takes time was done while reading.
#[derive(Debug)]
pub struct OpenedAtlas {
    /// The document; the layers' ids are given by the session.
    pub document: Document,
    /// The rows of each layer, in the document's order.
    pub data: Vec<Arc<LayerData>>,
    /// Where the camera opens: position, zoom.
    pub camera: Option<(World, f64)>,
}

/// One file's rows, ready to be shown.
#[derive(Debug)]
pub struct OpenedLayer {
    /// The file's name without its folder.
    pub name: String,
    /// The guessed roles.
    pub schema: Schema,
    /// The rows.
    pub data: Arc<LayerData>,
    /// The properties with few enough values to choose among, the category first.
    pub facets: Vec<Facet>,
    /// Colours and shapes of the category's values.
    pub categories: Vec<CategoryStyle>,
}

/// What is left out.
#[derive(Clone, PartialEq, Debug)]
pub enum FilterCommand {
    /// Keep or leave out one value of a property.
    Keep {
        /// The property.
        property: Arc<str>,
        /// The value.
        value: FacetKey,
        /// Whether it is kept.
        kept: bool,
    },
    /// Keep this value of a property and no other.
    Only {
        /// The property.
        property: Arc<str>,
        /// The value.
        value: FacetKey,
    },
    /// Keep every value of a property.
    KeepAll(Arc<str>),
    /// The words to find.
    Search(String),
    /// Show or hide a layer.
    Layer(LayerId, bool),
    /// Whether rows without a date are drawn.
    Undated(Undated),
    /// Leave nothing out.
    Reset,
}

/// When it is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum TimeCommand {
    /// Which question.
    Mode(Mode),
    /// How long a tick is. What was asked for stays, so a coarser step and back changes nothing.
    Step(Step),
    /// The tick that contains this instant.
    At(Instant),
    /// So many ticks on (or back).
    Forward(i64),
    /// To the next (or previous) tick at which a record begins, which is then said over the map.
    ToRecord(Direction),
    /// To a time at which this record is drawn, with a way back.
    ToShow(RecordRef),
    /// Back to where the clock stood before [`ToShow`](Self::ToShow).
    Back,
    /// To the first or last tick of the play span.
    ToEnd(Direction),
    /// What *During* asks of a record.
    Within(Within),
    /// What a person typed: the clock stands on its last tick, and in *During* it is the window.
    Go(Span),
    /// The clock as it was, whole.
    Restore(Clock),
    /// Ask *During* for the ticks that this span touches.
    Window(Span),
    /// Where the window of *During* begins.
    WindowStart(Instant),
    /// Where the window of *During* ends.
    WindowEnd(Instant),
    /// The part of time on the axis.
    Axis(Span),
    /// The axis as it opened.
    AxisHome,
}

/// Back or on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Earlier.
    Back,
    /// Later.
    Forward,
}

/// What is chosen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SelectCommand {
    /// Show this record's details.
    Record(Option<RecordRef>),
    /// The pointer is over this record.
    Hover(Option<RecordRef>),
    /// Fly to the chosen record.
    Focus,
    /// Leave one level: a panel, then the selection.
    Escape,
}

/// Where one looks.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum NavigateCommand {
    /// The camera is this (the size of the map included).
    Viewport(Viewport),
    /// The map has this size in points.
    Size(f32, f32),
    /// Fly there.
    FlyTo(World, f64),
    /// Zoom by so many levels around a point of the map; in the middle without one.
    Zoom(f64, Option<Screen>),
    /// Fly to where the atlas opened.
    Home,
}

/// Whether the clock runs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum PlayCommand {
    /// Run or stand.
    Run(bool),
    /// The whole span in so many seconds.
    Seconds(f32),
    /// What happens at the end.
    Repeat(Repeat),
    /// Whether long times in which nothing happens pass quickly.
    SkipGaps(bool),
}

/// How the program looks.
#[derive(Clone, PartialEq, Debug)]
pub enum ShowCommand {
    /// Light, dark or the system's.
    Theme(ThemeChoice),
    /// Open or fold the filters.
    Filters(bool),
    /// Open or fold the details.
    Details(bool),
    /// Open or close the about panel.
    About(bool),
    /// Open or close the sheet of keys.
    Keys(bool),
    /// Open or close the path field.
    Path(bool),
    /// Leave out movement.
    ReducedMotion(bool),
    /// What lies under the records.
    Ground(Ground),
}
