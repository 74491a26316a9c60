//! What has no usable date: how much of which layer, and the one choice of how it is drawn, which
//! the tray of the timeline and the filters both show.

use egui::{Rect, Ui};

use super::ViewCtx;
use super::widgets::{Segment, segmented};
use crate::model::State;
use crate::query::Undated;
use crate::session::command::FilterCommand;
use crate::session::{Command, Layer, Session};

/// The undated things of one shown layer that pass the filters.
#[derive(Clone, Copy, Debug)]
pub struct Share<'a> {
    /// The layer.
    pub layer: &'a Layer,
    /// How many things of it have no usable date; more than none.
    pub n: u64,
    /// How many things of it pass the filters.
    pub kept: u64,
}

impl Share<'_> {
    /// Whether nothing that is kept of the layer has a date.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.n == self.kept
    }
}

/// The shown layers with something undated, in the document's order.
pub fn shares(session: &Session) -> impl Iterator<Item = Share<'_>> {
    session.layers().filter_map(|(layer, data)| {
        let shown = session.derived.layer(layer.id).filter(|s| s.visible)?;
        let kept = shown.counts.kept();
        // Of a layer without any date the clock says nothing: its rows have no state of time.
        let n = if data.is_dated() {
            shown.counts.of(State::Undated)
        } else {
            kept
        };
        (n > 0).then_some(Share { layer, n, kept })
    })
}

/// How many things are undated in all.
#[must_use]
pub fn total(session: &Session) -> u64 {
    shares(session).map(|share| share.n).sum()
}

/// Whether anything is undated.
#[must_use]
pub fn is_any(session: &Session) -> bool {
    shares(session).next().is_some()
}

/// Whether the choice changes anything: what belongs to a layer without any date is always drawn.
#[must_use]
pub fn has_choice(session: &Session) -> bool {
    let layers = session.derived.layers.iter().filter(|s| s.visible);
    layers
        .map(|shown| shown.counts.of(State::Undated))
        .any(|n| n > 0)
}

/// The choices: what stands on the segment, its name, its tooltip.
const CHOICES: [(Undated, &str, &str, &str); 3] = [
    (
        Undated::Hide,
        "Hide",
        "Hide undated",
        "Count and list them, and draw none",
    ),
    (
        Undated::Ghost,
        "Ghost",
        "Undated as ghosts",
        "Draw them small and grey, whatever the clock says",
    ),
    (
        Undated::Show,
        "Show",
        "Show undated",
        "Draw them like the others, whatever the clock says",
    ),
];

/// The three-way choice, over `rect`.
pub fn choice_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let now = ctx.session.document.undated;
    let segments = CHOICES.map(|(_, words, name, tip)| Segment { words, name, tip });
    let chosen = CHOICES.iter().position(|(undated, ..)| *undated == now);
    let made = segmented(ui, ctx.theme, rect, &segments, chosen.unwrap_or_default());
    if let Some((undated, ..)) = made.and_then(|index| CHOICES.get(index)) {
        ctx.push(Command::Filter(FilterCommand::Undated(*undated)));
    }
}

/// What the choice does now, in a word: "hidden".
#[must_use]
pub fn in_a_word(undated: Undated) -> &'static str {
    match undated {
        Undated::Hide => "hidden",
        Undated::Ghost => "ghosts",
        Undated::Show => "shown",
    }
}
