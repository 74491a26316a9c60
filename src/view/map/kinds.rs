//! Which kinds of mark there are to explain: of what is open and passes the filters, in the mode of
//! the clock. They do not change with its tick, so that a legend stands still while the clock runs.

use egui::{Context, Id};

use crate::model::time::Start;
use crate::model::time::tick::Step;
use crate::model::{Lifespan, Span, State};
use crate::query::{Mode, Undated, Within};
use crate::scene::style::Marks;
use crate::session::derived::LayerShown;
use crate::session::layer::PlacePrecision;
use crate::session::{Document, LayerData, Session};
use crate::view::widgets::MarkKind;

/// What the rows on the map can be: asked once for each change of the filters, because it looks at
/// every row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent kinds, each there or not"
)]
pub struct Kinds {
    begun: bool,
    /// A beginning, or an end, given as a range that is longer than a tick.
    ranged: bool,
    known_by: bool,
    /// An end that is a range longer than a tick, or none that is certain.
    perhaps_ended: bool,
    reported_closed: bool,
    ended: bool,
    undated: bool,
    /// Rows of layers without any date: the clock does not ask them.
    timeless: bool,
    /// Somewhere in a country.
    pub in_country: bool,
    operations: bool,
    handovers: bool,
    responses: bool,
}

impl Kinds {
    /// The kinds of a session, worked out anew when the filters change.
    #[must_use]
    pub fn kept(egui: &Context, session: &Session) -> Self {
        let id = Id::unique("kinds of marks");
        let key = (
            session.derived.filter_revision,
            session.document.clock.step(),
        );
        let kept = egui.data(|d| d.get_temp::<((u64, _), Self)>(id));
        if let Some((_, kinds)) = kept.filter(|(of, _)| *of == key) {
            return kinds;
        }
        let kinds = Self::of(session);
        egui.data_mut(|d| d.insert_temp(id, (key, kinds)));
        kinds
    }

    /// The kinds of a session.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let mut kinds = Self::default();
        let step = session.document.clock.step();
        for (layer, data) in session.layers() {
            let Some(shown) = session.derived.layer(layer.id).filter(|s| s.visible) else {
                continue;
            };
            match layer.marks {
                Marks::Operations => kinds.add_operations(data, shown),
                Marks::Responses => kinds.responses |= !shown.passing.is_empty(),
                Marks::Stations | Marks::Records => kinds.add(data, shown, step),
                Marks::None => {}
            }
        }
        kinds
    }

    fn add(&mut self, data: &LayerData, shown: &LayerShown, step: Step) {
        let is_dated = data.is_dated();
        for row in shown.passing.iter() {
            let precision = data.precision(row);
            if data.world(row).is_none() || precision == PlacePrecision::JurisdictionSeat {
                continue;
            }
            self.in_country |= precision == PlacePrecision::Country;
            if is_dated {
                self.add_life(&data.lifespan(row), step);
            } else {
                self.timeless = true;
            }
        }
    }

    fn add_life(&mut self, life: &Lifespan, step: Step) {
        match life.start {
            Start::Within(span) => {
                self.begun = true;
                self.ranged = self.ranged || can_hold_end(step, span);
            }
            Start::KnownBy(_) => self.known_by = true,
            Start::Undated => {
                self.undated = true;
                return;
            }
        }
        self.reported_closed |= life.closure.is_some();
        self.ended |= life.end.is_some();
        self.perhaps_ended =
            self.perhaps_ended || life.end.is_some_and(|end| can_hold_end(step, end));
    }

    fn add_operations(&mut self, data: &LayerData, shown: &LayerShown) {
        for row in shown
            .passing
            .iter()
            .filter(|row| data.world(*row).is_some())
        {
            let is_handover = data.category_of(row) == Some("handover");
            self.handovers |= is_handover;
            self.operations |= !is_handover;
        }
    }

    /// The kinds that are drawn in the mode of the clock, each with what it says.
    #[must_use]
    pub fn shown(self, document: &Document) -> Vec<(MarkKind, &'static str)> {
        let clock = &document.clock;
        let starting = clock.mode == Mode::During && clock.within == Within::Starting;
        let all_time = clock.mode == Mode::AllTime;
        let shows = |undated| self.undated && document.undated == undated;
        // Only an atlas that says so speaks of reports.
        let (begun, known_by) = match document.verb {
            _ if starting => ("Started in the window", ""),
            Some(_) => ("Beginning reported", "Known from a report"),
            None => ("Has begun", "There by its date"),
        };
        // What was documented in a window may have started before it: no ring, but possibly.
        let perhaps_begun = self.ranged && !all_time || self.known_by && starting;
        let closed = self.reported_closed && !starting;
        let perhaps_over = self.perhaps_ended && !starting && !all_time;
        let faded = match (closed, perhaps_over) {
            (true, false) => "Since reported closed",
            (false, _) => "Possibly over since",
            (true, true) => "Possibly over since, or reported closed",
        };
        let possibly = if starting {
            "Possibly started in it"
        } else {
            "Possibly begun by then"
        };
        let over = !starting && clock.draws(State::Over);
        let all = [
            (self.begun, MarkKind::Filled, begun),
            (perhaps_begun, MarkKind::Hollow, possibly),
            (self.known_by && !starting, MarkKind::Ring, known_by),
            (closed || perhaps_over, MarkKind::Faded, faded),
            (self.ended && over, MarkKind::Over, "Over since"),
            (shows(Undated::Ghost), MarkKind::Ghost, "No date"),
            (
                shows(Undated::Show) || self.timeless,
                MarkKind::Filled,
                "No date",
            ),
            (self.operations, MarkKind::Arrow, "Operation"),
            (
                self.handovers,
                MarkKind::DoubleArrow,
                "Handover between police forces",
            ),
            (
                self.responses,
                MarkKind::Flag,
                "What a government did or said",
            ),
        ];
        let there = all.into_iter().filter(|(is_there, ..)| *is_there);
        there.map(|(_, kind, words)| (kind, words)).collect()
    }
}

/// Whether a tick can end inside a range, so that the clock may stand in it.
fn can_hold_end(step: Step, span: Span) -> bool {
    let (range, tick) = (span.duration_ms(), step.mean_ms());
    // What is far shorter than a tick lies in one; asking the calendar of a million rows is slow.
    range > 2 * tick || range > tick / 8 && step.tick_containing(span.start).end < span.end
}
