//! The records at the same place: on the same spot, or known for the same country only.

use std::sync::Arc;

use egui::{CornerRadius, Role as UiRole, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Subject, facts};
use crate::query::lifespans::start_words;
use crate::scene::mercator::World;
use crate::session::command::SelectCommand;
use crate::session::layer::PlacePrecision;
use crate::session::words::record_title;
use crate::session::{Command, RecordRef, Session};
use crate::view::ViewCtx;
use crate::view::theme;
use crate::view::widgets::button::focus_ring;
use crate::view::widgets::heading::{Aside, heading};
use crate::view::widgets::{Mark, elided, text_button};

/// So many are listed before a click.
const FOLDED: usize = 8;

/// The list, and what it was made for.
#[derive(Clone, Debug, Default)]
pub(super) struct Here {
    made_for: Option<(RecordRef, u64)>,
    records: Vec<RecordRef>,
}

/// Where the selection stands in the list, and its neighbours (around the end, too).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    /// From 1.
    pub number: usize,
    /// At least 2.
    pub total: usize,
    /// The one before.
    pub previous: RecordRef,
    /// The one after.
    pub next: RecordRef,
}

impl Here {
    /// Makes the list again if it is for another record or other filters. Answers whether it is
    /// for another record.
    pub(super) fn refresh(&mut self, session: &Session, subject: Subject<'_>) -> bool {
        let key = Some((subject.record, session.derived.filter_revision));
        if self.made_for == key {
            return false;
        }
        let is_new = self.made_for.map(|(record, _)| record) != Some(subject.record);
        self.made_for = key;
        self.records = at_same_place(session, subject);
        is_new
    }

    /// The way through the list; `None` where the record is alone.
    pub(super) fn step(&self) -> Option<Step> {
        let (record, _) = self.made_for?;
        let total = self.records.len();
        let index = self.records.iter().position(|r| *r == record)?;
        let at = |i: usize| self.records.get(i % total).copied();
        (total > 1).then_some(Step {
            number: index + 1,
            total,
            previous: at(index + total - 1)?,
            next: at(index + 1)?,
        })
    }
}

/// What makes a place the same.
enum Place<'a> {
    Spot(World),
    Country(&'a str),
}

fn at_same_place(session: &Session, subject: Subject<'_>) -> Vec<RecordRef> {
    let Subject { record, data, .. } = subject;
    let Some(world) = data.world(record.row) else {
        return vec![record];
    };
    let place = match data.precision(record.row) {
        PlacePrecision::Located => Place::Spot(world),
        PlacePrecision::Country => match data.country_of(record.row) {
            Some(country) => Place::Country(country),
            None => Place::Spot(world),
        },
        PlacePrecision::JurisdictionSeat => return vec![record],
    };
    let mut records = Vec::new();
    for (layer, data) in session.layers() {
        let Some(shown) = session.derived.layer(layer.id) else {
            continue;
        };
        for row in data.dataset.rows() {
            let other = RecordRef {
                layer: layer.id,
                row,
            };
            let precision = data.precision(row);
            let is_same = match &place {
                Place::Spot(spot) => {
                    precision == PlacePrecision::Located && data.world(row).as_ref() == Some(spot)
                }
                Place::Country(country) => {
                    precision == PlacePrecision::Country && data.country_of(row) == Some(*country)
                }
            };
            let passes = layer.visible && shown.passing.contains(row);
            if other == record || (is_same && passes) {
                records.push(other);
            }
        }
    }
    records
}

/// Shows the others; nothing where there are none.
pub(super) fn show(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    here: &Here,
    shows_all: &mut bool,
    subject: Subject<'_>,
) {
    let others: Vec<RecordRef> = here
        .records
        .iter()
        .copied()
        .filter(|other| *other != subject.record)
        .collect();
    if others.is_empty() {
        return;
    }
    heading(
        ui,
        ctx.theme,
        &format!("Also here · {}", others.len()),
        Aside::None,
    );
    let limit = if *shows_all { others.len() } else { FOLDED };
    for other in others.iter().take(limit) {
        row(ui, ctx, *other, subject);
    }
    if others.len() > limit {
        let words = format!("Show all {}", others.len());
        if text_button(ui, ctx.theme, &words, &words).clicked() {
            *shows_all = true;
        }
    }
}

fn row(ui: &mut Ui, ctx: &ViewCtx<'_>, other: RecordRef, subject: Subject<'_>) {
    let Some(words) = row_words(ctx.session, other, subject) else {
        return;
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(UiRole::Button, true, &words));
    let radius = CornerRadius::same(5);
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.expand2(vec2(4.0, 0.0)), radius, ctx.theme.sunk);
    }
    focus_ring(ui, ctx.theme, &response, radius);
    if let Some(mark) = Mark::of_record(ctx.session, ctx.theme, other) {
        mark.paint(
            ui.painter(),
            pos2(rect.left() + 7.0, rect.center().y),
            5.5,
            ctx.theme,
        );
    }
    let ink = ctx.theme.ink;
    let room = rect.width() - 20.0;
    let galley = elided(ui.painter(), &words, theme::regular(13.0), ink, room);
    let is_elided = galley.elided;
    let at = pos2(rect.left() + 20.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    if response.clicked() {
        ctx.push(Command::Select(SelectCommand::Record(Some(other))));
    }
    if is_elided {
        response.on_hover_text(&words);
    }
}

/// "Qingtian · 2018" for a record of the same layer and name, else its own name and date.
fn row_words(session: &Session, other: RecordRef, subject: Subject<'_>) -> Option<String> {
    let (layer, data) = session.layer(other.layer)?;
    let data: &Arc<_> = data;
    let its = Subject {
        record: other,
        layer,
        data,
    };
    let title = record_title(session, other);
    let category = facts::category(session, its);
    let is_namesake =
        other.layer == subject.record.layer && title == record_title(session, subject.record);
    let name = match category {
        Some(category) if is_namesake => category,
        _ => title,
    };
    let date = start_words(data.dates(&layer.schema), other.row);
    Some(match date {
        Some(date) => format!("{name} · {date}"),
        None => name,
    })
}
