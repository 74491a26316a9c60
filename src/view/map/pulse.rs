//! A ring around each mark that has just appeared: it grows and fades in a quarter of a second.
//! Where movement is unwanted it stands still for as long as the caption does.

use std::collections::BTreeSet;

use egui::{Painter, Rect, Stroke, vec2};

use crate::scene::map::{MapScene, Mark, Record};
use crate::scene::mercator::Viewport;
use crate::session::Session;
use crate::session::caption::Pulse;
use crate::view::theme::Theme;

use super::records::{mark_position, radius, shown};

/// How far a ring grows beyond its mark, in points.
const GROWS: f32 = 14.0;

/// Paints the rings of what is drawn and in view.
pub fn paint(
    session: &Session,
    theme: &Theme,
    scene: &MapScene,
    painter: &Painter,
    rect: Rect,
    view: &Viewport,
) {
    let Some((records, pulse)) = session.pulse() else {
        return;
    };
    let (grown, strength) = match pulse {
        Pulse::Growing(share) => (share, 1.0 - share),
        Pulse::Still => (0.25, 0.9),
    };
    let ring = Stroke::new(2.0, theme.accent.gamma_multiply(strength));
    let radius = radius(view.zoom) + 2.0 + GROWS * grown;
    let new: BTreeSet<Record> = records.iter().map(|r| (r.layer.0, r.row)).collect();
    let is_new = |mark: &Mark| mark.records.iter().any(|record| new.contains(record));
    let room = rect.expand(radius);
    for turn in view.copies() {
        for spot in &scene.spots {
            for mark in &spot.marks {
                let at = mark_position(view, spot.at, turn, mark);
                let at = rect.min + vec2(at.x, at.y);
                if room.contains(at) && is_new(mark) && shown(session, mark).is_some() {
                    painter.circle_stroke(at, radius, ring);
                }
            }
        }
    }
}
