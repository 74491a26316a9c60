//! How long our own part of a frame takes: logic, panels and tessellation, without painting, which
//! belongs to the driver. Tessellation is done by eframe out of our sight, so while measuring it is
//! done once more in egui's output hook and timed there.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Instant;

use super::clock::{ms_since, now};

/// Frames that are kept; enough for hours of scrubbing.
const MOST_FRAMES: usize = 1_000_000;

/// What has been measured.
#[derive(Debug)]
pub struct FrameStats {
    started: Instant,
    first_frame_ms: Option<f32>,
    /// Time in `logic` and `ui` of the frame under way, in ms.
    current_ms: f32,
    frames_ms: Vec<f32>,
    tessellated_ms: Arc<Mutex<f32>>,
}

impl FrameStats {
    /// Begins to measure; `started` is when the program did.
    #[must_use]
    pub fn new(started: Instant, ctx: &egui::Context) -> Self {
        let tessellated_ms = Arc::new(Mutex::new(0.0));
        ctx.add_plugin(Tessellation(Arc::clone(&tessellated_ms)));
        Self {
            started,
            first_frame_ms: None,
            current_ms: 0.0,
            frames_ms: Vec::new(),
            tessellated_ms,
        }
    }

    /// A frame begins: the one before it is on screen.
    pub fn begin_frame(&mut self, ctx: &egui::Context) {
        let tessellated = self
            .tessellated_ms
            .lock()
            .map_or(0.0, |mut ms| std::mem::take(&mut *ms));
        if self.current_ms <= 0.0 {
            return;
        }
        let frame_ms = std::mem::take(&mut self.current_ms) + tessellated;
        if self.first_frame_ms.is_none() {
            self.first_frame_ms = Some(ms_since(self.started));
        }
        if self.frames_ms.len() < MOST_FRAMES {
            self.frames_ms.push(frame_ms);
        }
        if self.frames_ms.len() == 1 {
            ctx.request_repaint();
        }
    }

    /// Adds a part of the frame under way.
    pub fn add(&mut self, since: Instant) {
        self.current_ms += ms_since(since);
    }

    /// The statistics in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let first = self
            .first_frame_ms
            .map_or("none".to_owned(), |ms| format!("{ms:.0} ms"));
        let n = self.frames_ms.len();
        // The first frame fills caches; it is told apart and not among the rest.
        let mut rest: Vec<f32> = self.frames_ms.iter().skip(1).copied().collect();
        rest.sort_unstable_by(f32::total_cmp);
        let at = |share: f32| {
            let index = (rest.len().saturating_sub(1)) as f32 * share;
            rest.get(index.round() as usize).copied().unwrap_or(0.0)
        };
        format!(
            "first frame on screen: {first} after the start\n\
             frames: {n}\n\
             own CPU per frame after the first (logic, panels, tessellation): \
             median {:.2} ms, 95th of 100 {:.2} ms, longest {:.2} ms",
            at(0.5),
            at(0.95),
            at(1.0)
        )
    }
}

struct Tessellation(Arc<Mutex<f32>>);

impl egui::Plugin for Tessellation {
    fn debug_name(&self) -> &'static str {
        "frame-stats"
    }

    fn output_hook(&mut self, ctx: &egui::Context, output: &mut egui::FullOutput) {
        let shapes = output.shapes.clone();
        let start = now();
        let primitives = ctx.tessellate(shapes, output.pixels_per_point);
        if let Ok(mut ms) = self.0.lock() {
            *ms += ms_since(start);
        }
        drop(primitives);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_tells_the_first_frame_from_the_rest() {
        let ctx = egui::Context::default();
        let mut stats = FrameStats::new(now(), &ctx);
        assert!(stats.summary().contains("first frame on screen: none"));
        stats.first_frame_ms = Some(321.4);
        stats.frames_ms = vec![90.0, 1.0, 3.0, 2.0];
        let summary = stats.summary();
        assert!(summary.contains("321 ms"), "{summary}");
        assert!(summary.contains("frames: 4"), "{summary}");
        assert!(summary.contains("median 2.00 ms"), "{summary}");
        assert!(summary.contains("longest 3.00 ms"), "{summary}");
    }
}
