//! The small parts that panels are made of: painted here once, named for screen readers here once.
//!
//! A widget lives one frame, knows nothing of the session, and answers what the user did with it.

pub mod button;
pub mod check_row;
pub mod chip;
pub mod heading;
pub mod icon;
pub mod mark;
pub mod segmented;

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Painter};

pub use button::{icon_button, plain_button, text_button};
pub use check_row::CheckRow;
pub use chip::Chip;
pub use heading::heading;
pub use icon::Icon;
pub use mark::{Mark, MarkKind, paint_mark};
pub use segmented::{Segment, segmented};

/// One line of text that ends in "…" where it does not fit into `width` points.
#[must_use]
pub fn elided(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.replace(['\n', '\r', '\t'], " "), font, color);
    job.wrap = TextWrapping {
        max_rows: 1,
        break_anywhere: true,
        ..TextWrapping::truncate_at_width(width.max(0.0))
    };
    painter.layout_job(job)
}
