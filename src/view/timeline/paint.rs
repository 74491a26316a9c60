//! The timeline's scene as shapes. What the clock takes in has its full colour, the rest is faded;
//! what the filters leave out is grey.

mod marks;

use egui::{Align2, Color32, FontId, Painter, Rect, Response, Stroke, Ui, Vec2, pos2};

use crate::scene::timeline::{Area, ClockMarks, Hit, Segment, TimelineScene};
use crate::session::words;
use crate::view::ViewCtx;
use crate::view::theme::{self, Theme};
use crate::view::widgets::button::inner_focus_ring;

use super::Cached;
use super::input::SeriesTable;

/// Size of milestones' names, in points.
pub(super) const NAME_SIZE: f32 = 11.0;
/// Size of the chip's text.
pub(super) const CHIP_SIZE: f32 = 11.5;
/// How far what the clock leaves out is moved towards the ground.
const FADE: f32 = 0.7;

/// The width of a text in points.
pub(super) fn width_of(ui: &Ui, text: &str, font: FontId) -> f32 {
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x
}

/// Everything that painting needs.
struct Brush<'a> {
    painter: Painter,
    theme: &'a Theme,
    scene: &'a TimelineScene,
    marks: &'a ClockMarks,
    series: &'a SeriesTable,
    origin: Vec2,
}

/// Draws the scene and the clock's marks.
pub(super) fn paint(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    cached: &Cached,
    marks: &ClockMarks,
    response: &Response,
    hit: Option<&Hit>,
) {
    // The titles of the overview are drawn here, too.
    let whole = response
        .rect
        .with_max_y(response.rect.top() + cached.scene.height);
    let brush = Brush {
        painter: ui.painter_at(whole),
        theme: ctx.theme,
        scene: &cached.scene,
        marks,
        series: &cached.prepared.series,
        origin: response.rect.min.to_vec2(),
    };
    brush.ground();
    brush.bars(hit);
    brush.ranges();
    brush.playhead();
    brush.heats(hit);
    brush.lanes();
    brush.figures();
    brush.milestones();
    for record in [ctx.session.hover, ctx.session.selection]
        .into_iter()
        .flatten()
    {
        if let Some(record) = cached.record(record) {
            brush.outline(record);
        }
    }
    brush.chip();
    inner_focus_ring(ui, ctx.theme, response);
}

impl Brush<'_> {
    fn rect(&self, area: Area) -> Rect {
        Rect::from_min_max(pos2(area.x0, area.y0), pos2(area.x1, area.y1)).translate(self.origin)
    }

    fn x(&self, x: f32) -> f32 {
        x + self.origin.x
    }

    fn y(&self, y: f32) -> f32 {
        y + self.origin.y
    }

    fn text(&self, x: f32, y: f32, anchor: Align2, text: &str, font: FontId, color: Color32) {
        self.painter
            .text(pos2(self.x(x), self.y(y)), anchor, text, font, color);
    }

    /// The wash of what the clock takes in, the axis and its ticks, the titles.
    fn ground(&self) {
        let (scene, theme) = (self.scene, self.theme);
        let rows = &scene.rows;
        let (x0, x1) = self.marks.chosen;
        if x1 > x0 {
            let area = Area {
                x0,
                y0: rows.lanes - 2.0,
                x1,
                y1: rows.axis,
            };
            self.painter
                .rect_filled(self.rect(area), 0.0, theme.accent_wash);
        }
        let line = Stroke::new(1.0, theme.line);
        let along = self.x(scene.scale.x0)..=self.x(scene.scale.x1);
        self.painter.hline(along, self.y(rows.base), line);
        if rows.axis - rows.base > 3.0 {
            self.axis_line(line);
        }
        let in_gap = |x: f32| scene.gaps.iter().any(|g| g.area.x0 < x && x < g.area.x1);
        let y = self.y(rows.axis);
        for x in scene.minor_ticks.iter().filter(|x| !in_gap(**x)) {
            self.painter.vline(self.x(*x), y..=y + 3.0, line);
        }
        let strong = Stroke::new(1.0, theme.ink_ghost);
        for tick in &scene.ticks {
            self.painter.vline(self.x(tick.x), y..=y + 6.0, strong);
        }
        self.gaps();
        self.words();
        self.titles();
    }

    /// The line of the axis, but where nothing happens.
    fn axis_line(&self, line: Stroke) {
        let scene = self.scene;
        let mut from = scene.scale.x0;
        let ends = scene.gaps.iter().map(|gap| (gap.area.x0, gap.area.x1));
        for (x0, x1) in ends.chain([(scene.scale.x1, scene.scale.x1)]) {
            if x0 > from {
                let along = self.x(from)..=self.x(x0);
                self.painter.hline(along, self.y(scene.rows.axis), line);
            }
            from = x1;
        }
    }

    /// Long empty times: a zigzag in place of the line of the axis.
    fn gaps(&self) {
        const PITCH: f32 = 4.0;
        const HALF: f32 = 2.0;
        for gap in &self.scene.gaps {
            let (y, x1) = (self.scene.rows.axis, gap.area.x1);
            let n = ((x1 - gap.area.x0) / PITCH).floor().max(2.0);
            let pitch = (x1 - gap.area.x0) / n;
            let points = (0..=n as usize).map(|i| {
                let off = match i {
                    0 => 0.0,
                    _ if i == n as usize => 0.0,
                    _ if i % 2 == 0 => HALF,
                    _ => -HALF,
                };
                pos2(self.x(gap.area.x0 + i as f32 * pitch), self.y(y + off))
            });
            let stroke = Stroke::new(1.0, self.theme.ink_ghost);
            self.painter.line(points.collect(), stroke);
        }
    }

    /// The words below the axis.
    fn words(&self) {
        let (words, theme) = (&self.scene.words, self.theme);
        let labels = words.ticks.iter().map(|word| (word, theme::regular(11.0)));
        let context = words.context.iter().map(|word| (word, theme::medium(11.0)));
        let zone = words.zone.iter().map(|word| (word, theme::regular(10.0)));
        for (word, font) in labels.chain(context).chain(zone) {
            let ink = if word.strong {
                theme.ink_soft
            } else {
                theme.ink_faint
            };
            let y = f32::midpoint(word.area.y0, word.area.y1);
            self.text(word.area.x0, y, Align2::LEFT_CENTER, &word.text, font, ink);
        }
    }

    fn titles(&self) {
        let (scene, theme) = (self.scene, self.theme);
        let left = scene.scale.x0 - 8.0;
        let gutter = Rect::from_min_max(pos2(0.0, 0.0), pos2(left - 2.0, scene.height));
        let clipped = self.painter.with_clip_rect(gutter.translate(self.origin));
        for (y, title) in &scene.titles {
            let at = pos2(self.x(12.0), self.y(*y));
            let font = theme::regular(10.0);
            clipped.text(at, Align2::LEFT_CENTER, title, font, theme.ink_faint);
        }
        let font = theme::regular(10.0);
        if scene.highest > 0 && !scene.titles.is_empty() {
            let (y, text) = (scene.rows.top, words::number(scene.highest));
            self.text(left, y, Align2::RIGHT_TOP, &text, font, theme.ink_faint);
            let tick = self.x(left + 2.0)..=self.x(scene.scale.x0);
            self.painter.hline(tick, self.y(y), (1.0, theme.line));
        }
    }

    /// The colour of a segment inside what the clock takes in, and outside it.
    fn colors(&self, segment: &Segment) -> (Color32, Color32) {
        let theme = self.theme;
        let series = segment.series.and_then(|series| self.series.get(series));
        if let Some(series) = series {
            let full = Theme::color(series.color.pick(theme.is_dark));
            return (full, full.lerp_to_gamma(theme.panel, FADE));
        }
        let grey = theme.line.lerp_to_gamma(theme.ink_ghost, 0.25);
        (grey, grey.lerp_to_gamma(theme.panel, 0.6))
    }

    /// The parts of `area` that the clock takes in (true) and leaves out.
    fn pieces(&self, area: Area) -> impl Iterator<Item = (Area, bool)> + use<> {
        let (c0, c1) = self.marks.chosen;
        let cut = |x: f32| x.clamp(area.x0, area.x1);
        let edges = [area.x0, cut(c0), cut(c1).max(cut(c0)), area.x1];
        [(0, false), (1, true), (2, false)]
            .into_iter()
            .filter_map(move |(i, inside)| {
                let (x0, x1) = (*edges.get(i)?, *edges.get(i + 1)?);
                (x1 > x0).then_some((Area { x0, x1, ..area }, inside))
            })
    }

    fn bars(&self, hit: Option<&Hit>) {
        for bar in &self.scene.bars {
            for segment in &bar.segments {
                let (full, faded) = self.colors(segment);
                // A hair of ground between segments, so that neighbours can be told apart.
                let y1 = if segment.y1 - segment.y0 > 3.0 {
                    segment.y1 - 0.5
                } else {
                    segment.y1
                };
                let area = Area {
                    y0: segment.y0,
                    y1,
                    ..bar.area
                };
                for (piece, inside) in self.pieces(area) {
                    let color = if inside { full } else { faded };
                    self.painter.rect_filled(self.rect(piece), 0.0, color);
                }
            }
            if matches!(hit, Some(Hit::Bar { bin, .. }) if *bin == bar.bin) {
                self.frame(bar.area);
            }
        }
    }

    /// Dates wider than a bin: hatched, so that they cannot be taken for bars.
    fn ranges(&self) {
        for range in &self.scene.ranges {
            for segment in &range.segments {
                let (full, faded) = self.colors(segment);
                let area = Area {
                    y0: segment.y0,
                    y1: segment.y1,
                    ..range.area
                };
                for (piece, inside) in self.pieces(area) {
                    let color = if inside { full } else { faded };
                    self.hatched(piece, color);
                }
            }
        }
    }

    fn hatched(&self, area: Area, color: Color32) {
        const PITCH: f32 = 4.0;
        let rect = self.rect(area);
        let pale = color.lerp_to_gamma(self.theme.panel, 0.6);
        self.painter.rect_filled(rect, 1.0, pale);
        let clipped = self.painter.with_clip_rect(rect);
        // The lines stand on a grid of the whole panel, so that pieces of one bar fit together.
        let first = (area.x0 / PITCH).floor() as i32 - 1;
        let last = (area.x1 / PITCH).ceil() as i32;
        for i in first..=last {
            let x = self.x(i as f32 * PITCH);
            let points = [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())];
            clipped.line_segment(points, (1.3, color));
        }
    }
}
