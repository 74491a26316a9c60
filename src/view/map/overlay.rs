//! What lies over the map: the date and counts in words, buttons, legend, scale, attribution.
//!
//! Each piece answers the rectangle that it takes, so that names on the map keep clear of it.

use egui::text::LayoutJob;
use egui::{Align2, FontId, Galley, Pos2, Rect, Sense, TextFormat, Ui, pos2, vec2};
use std::sync::Arc;

use crate::scene::mercator::Viewport;
use crate::session::command::{NavigateCommand, ShowCommand};
use crate::session::words::{Headline, headline};
use crate::session::{Command, Ground};
use crate::view::ViewCtx;
use crate::view::actions::{ActionId, action};
use crate::view::theme::{RADIUS, Theme, bold, regular, semibold};
use crate::view::widgets::button::{ICON_BUTTON, icon_button};
use crate::view::widgets::icon::Icon;

use super::scale_bar::scale_bar;

/// Between the map's edge and what lies over it, in points.
pub const MARGIN: f32 = 16.0;

/// Height of the row with the date, in points: the same in every mode, so that nothing jumps.
pub(super) const DATE_ROW: f32 = 38.0;

/// The sizes of the date: the largest in which it fits.
const DATE_SIZES: [f32; 4] = [30.0, 24.0, 19.0, 15.0];

/// The headline, laid out.
pub struct HeadlineArt {
    question: Arc<Galley>,
    date: Arc<Galley>,
    counts: Arc<Galley>,
    rect: Rect,
    /// How wide the date is at most, whichever tick it is.
    date_width: f32,
}

impl HeadlineArt {
    /// Lays the words out in the upper left corner of the map, no wider than it.
    #[must_use]
    pub fn new(ui: &Ui, ctx: &ViewCtx<'_>, map: Rect) -> Self {
        let Headline {
            question,
            date,
            counts,
        } = headline(ctx.session);
        let theme = ctx.theme;
        let wide = (map.width() - 2.0 * MARGIN - 48.0).max(120.0);
        let lay = |job: LayoutJob| ui.painter().layout_job(job);
        let question = lay(one(question, semibold(12.0), theme.ink_soft, wide));
        let lay_date = |date: &str, size: f32| {
            let mut job = one(date.to_owned(), bold(size), theme.ink, wide);
            job.wrap.max_rows = 1;
            lay(job)
        };
        // A long window ("September 2016 – December 2022") is set smaller rather than cut.
        let first = usize::from(date.chars().count() > 16);
        let fits = |size: &f32| !lay_date(&date, *size).elided;
        let sizes = DATE_SIZES.into_iter().skip(first);
        let size = sizes.clone().find(fits).or(sizes.last()).unwrap_or(15.0);
        let widest = lay_date(&widest(&date), size).size().x;
        let date = lay_date(&date, size);
        let date_width = widest.max(date.size().x);
        let mut job = LayoutJob::default();
        job.wrap.max_width = wide;
        for (i, (number, words)) in counts.into_iter().enumerate() {
            let gap = if i == 0 { 0.0 } else { 4.0 };
            job.append(&number, gap, format(semibold(14.0), theme.ink));
            job.append(&words, 4.0, format(regular(14.0), theme.ink_soft));
        }
        let counts = lay(job);
        let width = question.size().x.max(date.size().x).max(counts.size().x);
        let height = question.size().y + DATE_ROW + counts.size().y;
        let rect = Rect::from_min_size(map.min + vec2(MARGIN, 12.0), vec2(width, height));
        Self {
            question,
            date,
            counts,
            rect,
            date_width,
        }
    }

    /// Everything that it takes.
    #[must_use]
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// The row of the date, as wide as any date of its kind: what stands beside it stands still
    /// while the clock runs.
    #[must_use]
    pub fn date_row(&self) -> Rect {
        let top = self.rect.min + vec2(0.0, self.question.size().y);
        Rect::from_min_size(top, vec2(self.date_width, DATE_ROW))
    }

    /// Paints it with a halo of the map's ground, on a veil over `room` that fades into the map.
    pub fn paint(self, ui: &Ui, theme: &Theme, room: Rect) {
        let painter = ui.painter();
        veil(painter, room, theme.sea);
        let mut at = self.rect.min;
        let question_row = self.question.size().y;
        let rows = [
            (self.question, question_row),
            (self.date, DATE_ROW),
            (self.counts, 0.0),
        ];
        for (galley, height) in rows {
            let free = (height - galley.size().y).max(0.0);
            with_halo(painter, at + vec2(0.0, free / 2.0), &galley, theme);
            at.y += height;
        }
    }
}

/// A date that is as long as any other of its form.
fn widest(date: &str) -> String {
    const LONGEST: &str = "September";
    let digits = |word: &str| word.replace(|c: char| c.is_ascii_digit(), "0");
    let is_month = |word: &str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let words = date.split(' ').map(|word| match word {
        "UTC" | "the" | "All" | "time" | "Undated" => word.to_owned(),
        word if is_month(word) => LONGEST.to_owned(),
        word => digits(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Lays a veil under words: full behind them, nothing at its right and lower edge.
fn veil(painter: &egui::Painter, words: Rect, color: egui::Color32) {
    let fade = 48.0;
    let xs = [words.left() - MARGIN, words.right(), words.right() + fade];
    let ys = [
        words.top() - MARGIN,
        words.bottom(),
        words.bottom() + fade / 2.0,
    ];
    let mut mesh = egui::Mesh::default();
    for (row, y) in ys.into_iter().enumerate() {
        for (column, x) in xs.into_iter().enumerate() {
            let strength = if row == 2 || column == 2 { 0.0 } else { 0.72 };
            mesh.colored_vertex(pos2(x, y), color.gamma_multiply(strength));
        }
    }
    for cell in [0, 1, 3, 4] {
        mesh.add_triangle(cell, cell + 1, cell + 4);
        mesh.add_triangle(cell, cell + 4, cell + 3);
    }
    painter.add(mesh);
}

fn one(text: String, font: FontId, color: egui::Color32, wide: f32) -> LayoutJob {
    LayoutJob::simple(text, font, color, wide)
}

fn format(font: FontId, color: egui::Color32) -> TextFormat {
    TextFormat::simple(font, color)
}

pub(super) fn with_halo(painter: &egui::Painter, at: Pos2, galley: &Arc<Galley>, theme: &Theme) {
    let halo = theme.sea.gamma_multiply(0.85);
    for (dx, dy) in [(-1.5, 0.0), (1.5, 0.0), (0.0, -1.5), (0.0, 1.5)] {
        painter.galley_with_override_text_color(at + vec2(dx, dy), galley.clone(), halo);
    }
    painter.galley(at, galley.clone(), theme.ink);
}

/// Zoom and home buttons in the upper right corner. Answers the rectangle that they take.
pub fn buttons(ui: &mut Ui, ctx: &ViewCtx<'_>, map: Rect) -> Rect {
    let size = vec2(ICON_BUTTON, ICON_BUTTON);
    let mut at = pos2(map.right() - MARGIN - size.x, map.top() + MARGIN);
    let first = at;
    let home = &action(ActionId::Home).hint();
    for (icon, label, command) in [
        (Icon::Plus, "Zoom in (+)", NavigateCommand::Zoom(1.0, None)),
        (
            Icon::Minus,
            "Zoom out (-)",
            NavigateCommand::Zoom(-1.0, None),
        ),
        (Icon::Home, home, NavigateCommand::Home),
    ] {
        let rect = Rect::from_min_size(at, size);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(label));
        if icon_button(&mut child, ctx.theme, icon, label).clicked() {
            ctx.push(Command::Navigate(command));
        }
        at.y += size.y + 6.0;
    }
    Rect::from_min_max(first, pos2(map.right() - MARGIN, at.y - 6.0))
}

/// The scale bar in the lower left corner, and the coordinates under the pointer beside it.
#[must_use]
pub fn scale_and_coordinates(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    map: Rect,
    view: &Viewport,
    pointer: Option<String>,
) -> Rect {
    let bar = scale_bar(view.metres_per_point(), 96.0);
    let theme = ctx.theme;
    let painter = ui.painter();
    let base = pos2(map.left() + MARGIN, map.bottom() - 14.0);
    let stroke = egui::Stroke::new(1.25, theme.ink_soft);
    let end = base + vec2(bar.width_points, 0.0);
    painter.line(
        vec![base - vec2(0.0, 5.0), base, end, end - vec2(0.0, 5.0)],
        stroke,
    );
    let words = painter.layout_no_wrap(bar.words, regular(11.0), theme.ink_soft);
    with_halo(painter, base - vec2(0.0, 20.0), &words, theme);
    if let Some(text) = pointer {
        let galley = painter.layout_no_wrap(text, regular(11.0), theme.ink_soft);
        with_halo(painter, base + vec2(112.0, -11.0), &galley, theme);
    }
    Rect::from_min_max(base - vec2(4.0, 24.0), base + vec2(260.0, 6.0))
}

/// Who made the map and the data, in the lower right corner, and whether anything goes online.
pub fn attribution(ui: &mut Ui, ctx: &ViewCtx<'_>, map: Rect, left_limit: f32) -> Rect {
    let theme = ctx.theme;
    let credits = match &ctx.session.settings.ground {
        Ground::Online { attribution, .. } => format!("Online map: {attribution}"),
        _ => credits(ctx),
    };
    let wide = (map.right() - MARGIN - left_limit).max(80.0);
    let mut job = LayoutJob::simple(credits, regular(11.0), theme.ink_faint, wide);
    job.wrap.max_rows = 2;
    job.halign = egui::Align::RIGHT;
    let galley = ui.painter().layout_job(job);
    let rect = Align2::RIGHT_BOTTOM.anchor_size(
        pos2(map.right() - MARGIN, map.bottom() - 8.0),
        galley.size(),
    );
    // A galley that is aligned to the right hangs from its right edge.
    with_halo(ui.painter(), rect.right_top(), &galley, theme);
    let response = ui.interact(rect, ui.scope_id().with("attribution"), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Link, true, "About the map and the data")
    });
    if response
        .on_hover_text("About the map and the data")
        .clicked()
    {
        ctx.push(Command::Show(ShowCommand::About(true)));
    }
    rect.expand(2.0)
}

/// Whom to name under any atlas: who made the map, and whom the document names.
fn credits(ctx: &ViewCtx<'_>) -> String {
    const MAP: &str = "Made with Natural Earth";
    let named = &ctx.session.document.credits;
    let map = (!named.iter().any(|c| c == MAP)).then(|| MAP.to_owned());
    let all: Vec<String> = map.into_iter().chain(named.iter().cloned()).collect();
    all.join(" · ")
}

/// What past zoom 10 must be said of the bundled map.
pub fn detail_note(ui: &Ui, ctx: &ViewCtx<'_>, map: Rect, view: &Viewport) {
    if view.zoom < 10.0 || ctx.session.settings.ground != Ground::Bundled {
        return;
    }
    let text = "The bundled map ends in detail near zoom 10";
    let theme = ctx.theme;
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), regular(12.0), theme.ink_soft);
    let at = pos2(map.center().x - galley.size().x / 2.0, map.bottom() - 44.0);
    let card = Rect::from_min_size(at, galley.size()).expand2(vec2(10.0, 6.0));
    ui.painter()
        .rect_filled(card, RADIUS, theme.panel.gamma_multiply(0.9));
    ui.painter().galley(at, galley, theme.ink_soft);
}

/// What names keep clear of. It depends on the map's size and not on what the words say now, so that
/// no name moves while the clock runs.
#[must_use]
pub fn reserved(map: Rect, legend: Rect) -> [Rect; 4] {
    let headline = vec2((map.width() * 0.66).min(580.0), 112.0);
    [
        Rect::from_min_size(map.min, headline),
        Rect::from_min_size(map.right_top() - vec2(56.0, 0.0), vec2(56.0, 140.0)),
        legend,
        Rect::from_min_max(map.left_bottom() - vec2(0.0, 40.0), map.right_bottom()),
    ]
}
