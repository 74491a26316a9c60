//! The words that appear beside the pointer.

use egui::{Color32, RichText, Ui, vec2};

use crate::model::time::tick::Step;
use crate::model::time::{DAY_MS, words as time_words};
use crate::model::{Role, Span};
use crate::query::aggregate::Stack;
use crate::query::lifespans::{closure_words, end_words, start_words};
use crate::scene::timeline::{HeatCell, Hit};
use crate::session::{LayerId, RecordRef, Session, words};
use crate::view::{Theme, ViewCtx, theme};

use super::Cached;

/// Longer sentences are cut, in characters.
const MOST_CHARS: usize = 180;

/// Shows the words for what is under the pointer, if there are any.
pub(super) fn tooltip_ui(ui: &Ui, ctx: &ViewCtx<'_>, cached: &Cached, hit: &Hit) {
    let show = |add: &dyn Fn(&mut Ui)| {
        let id = ui.scope_id().with("timeline tooltip");
        egui::Tooltip::always_open(
            ui.ctx().clone(),
            ui.layer_id(),
            id,
            egui::PopupAnchor::Pointer,
        )
        .gap(14.0)
        .width(280.0)
        .show(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
            add(ui);
        });
    };
    let histogram = &cached.scene.histogram;
    match hit {
        Hit::Record { record, others } => {
            if let Some(record) = cached.record_ref(*record) {
                show(&|ui| record_ui(ui, ctx, record, *others));
            }
        }
        Hit::Bar { span, bin } => {
            if let Some(stack) = histogram.stacks.get(*bin) {
                show(&|ui| stack_ui(ui, ctx, cached, *span, stack));
            }
        }
        Hit::Range { span, range } => {
            if let Some(range) = histogram.ranges.get(*range) {
                show(&|ui| {
                    stack_ui(ui, ctx, cached, *span, &range.stack);
                    soft(ui, ctx.theme, "The date is not known more exactly.");
                });
            }
        }
        Hit::Heat { heat, cell } => {
            if let Some(heat) = cached.scene.heats.get(*heat)
                && let Some(cell) = heat.cells.get(*cell)
            {
                show(&|ui| heat_ui(ui, ctx, cached.layer(heat.layer), cell));
            }
        }
        Hit::Gap(span) => show(&|ui| {
            let words = format!(
                "Nothing happens from {}; playing passes it quickly.",
                span_words(*span)
            );
            soft(ui, ctx.theme, &words);
        }),
        Hit::Playhead | Hit::WindowStart | Hit::WindowEnd | Hit::WindowMiddle | Hit::Axis => {}
    }
}

/// From when to when, no finer than the span is long: "March 2016 to May 2018".
pub(super) fn span_words(span: Span) -> String {
    let last = span.last();
    let days = span.duration_ms() / DAY_MS;
    let step = match days {
        0 => Step::Second,
        1..=2 => Step::Minute,
        3..=180 => Step::Day,
        181..=7300 => Step::Month,
        _ => Step::Year,
    };
    let word = |at| step.label(step.tick_containing(at));
    let (first, last) = (word(span.start), word(last));
    if first == last {
        return first;
    }
    format!("{first} to {last}")
}

/// A bin: "March 2019", "1900 to 1904", "20 March 2019, 14:00 to 14:15 UTC".
fn bin_words(span: Span) -> String {
    let length = span.duration_ms();
    let step = match length {
        0..1000 => Step::Second,
        _ if length % 60_000 != 0 => Step::Second,
        _ => Step::Minute,
    };
    if length >= DAY_MS {
        return time_words::span(span);
    }
    let (day, first, last) = (
        Step::Day.label(span),
        step.notation(span),
        step.notation(Span {
            start: span.end,
            ..span
        }),
    );
    let time = |text: &str| {
        let after = text.split_once('T').map_or("", |(_, time)| time);
        after.trim_end_matches('Z').to_owned()
    };
    format!("{day}, {} to {} UTC", time(&first), time(&last))
}

/// How many there are in a cell of density.
fn heat_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, layer: Option<LayerId>, cell: &HeatCell) {
    let n = cell.count.saturating_add(cell.wide);
    let layer = layer.and_then(|id| ctx.session.layer(id));
    let unit = layer
        .map(|(layer, _)| layer.schema.unit.clone())
        .unwrap_or_default();
    let unit = if n == 1 { unit.one } else { unit.many };
    let words = format!("{} {unit}, {}", words::number(n), bin_words(cell.span));
    title(ui, ctx.theme, &words);
    if let Some((layer, _)) = layer {
        soft(ui, ctx.theme, &layer.title);
    }
    if cell.wide > 0 {
        let words = format!(
            "{} of them reach beyond this time",
            words::number(cell.wide)
        );
        soft(ui, ctx.theme, &words);
    }
}

fn record_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, record: RecordRef, others: usize) {
    title(ui, ctx.theme, &words::record_title(ctx.session, record));
    if let Some(date) = date_words(ctx.session, record) {
        soft(ui, ctx.theme, &date);
    }
    let note = ctx
        .session
        .layer(record.layer)
        .and_then(|(layer, data)| data.role_text(&layer.schema, Role::Note, record.row));
    if let Some(note) = note {
        let text = RichText::new(first_sentence(&note)).font(theme::regular(12.0));
        ui.label(text.color(ctx.theme.ink));
    }
    if others > 0 {
        soft(ui, ctx.theme, &format!("and {others} more here"));
    }
}

fn stack_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, cached: &Cached, span: Span, stack: &Stack) {
    let n = stack.n_kept();
    let when = bin_words(span);
    let (number, unit) = (words::number(n), unit(ctx.session, n));
    title(ui, ctx.theme, &format!("{number} {unit}, {when}"));
    for (index, count) in stack.kept.iter().enumerate().filter(|(_, n)| **n > 0) {
        let Some(series) = cached.prepared.series.get(index) else {
            continue;
        };
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), egui::Sense::hover());
            let color = Theme::color(series.color.pick(ctx.theme.is_dark));
            ui.painter().rect_filled(rect.shrink(1.0), 2.0, color);
            soft(
                ui,
                ctx.theme,
                &format!("{} {}", series.label, words::number(*count)),
            );
        });
    }
    if stack.left_out > 0 {
        soft(
            ui,
            ctx.theme,
            &format!("{} filtered out", words::number(stack.left_out)),
        );
    }
}

/// What the headline counts: "station", "stations".
fn unit(session: &Session, n: u64) -> String {
    let layer = session
        .document
        .headline_layer()
        .and_then(|id| session.layer(id));
    let words = layer
        .map(|(layer, _)| layer.schema.unit.clone())
        .unwrap_or_default();
    words.of(n).to_owned()
}

/// When it was, as exactly as it is known: "May 2016", "June 2018 to September 2019".
pub(super) fn date_words(session: &Session, record: RecordRef) -> Option<String> {
    let (layer, data) = session.layer(record.layer)?;
    let (dates, row) = (data.dates(&layer.schema), record.row);
    let mut text = start_words(dates, row)?;
    if let Some(end) = end_words(dates, row).filter(|end| *end != text) {
        let join = if ["between ", "by "]
            .iter()
            .any(|word| text.starts_with(word))
        {
            ", ended "
        } else {
            " to "
        };
        text = format!("{text}{join}{end}");
    }
    if let Some(closure) = closure_words(dates, row) {
        text = format!("{text}; closure reported {closure}");
    }
    Some(text)
}

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 8] = ["St", "Mr", "Ms", "Mrs", "Dr", "No", "Inc", "vs"];

/// The first sentence of a note; a full stop ends one only after a small letter, a digit or a
/// bracket and before a capital, so that "U.S. officials" and "St. Petersburg" mostly stay whole.
fn first_sentence(note: &str) -> String {
    let ends = note.match_indices(". ").find(|(at, _)| {
        let before = note.get(..*at).and_then(|s| s.chars().next_back());
        let after = note.get(at + 2..).and_then(|s| s.chars().next());
        let word = note
            .get(..*at)
            .and_then(|s| s.rsplit([' ', '.']).next())
            .unwrap_or("");
        before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || ")”’\"'".contains(c))
            && after.is_some_and(|c| !c.is_lowercase())
            && word.chars().count() > 1
            && !ABBREVIATIONS.contains(&word)
    });
    let sentence = ends
        .and_then(|(at, _)| note.get(..=at))
        .unwrap_or(note)
        .trim();
    if sentence.chars().count() <= MOST_CHARS {
        return sentence.to_owned();
    }
    let short: String = sentence.chars().take(MOST_CHARS).collect();
    let at_word = short.rfind(' ').and_then(|at| short.get(..at));
    format!("{}…", at_word.unwrap_or(&short))
}

fn title(ui: &mut Ui, theme: &Theme, text: &str) {
    label(
        ui,
        RichText::new(text).font(theme::semibold(12.5)),
        theme.ink,
    );
}

fn soft(ui: &mut Ui, theme: &Theme, text: &str) {
    label(
        ui,
        RichText::new(text).font(theme::regular(12.0)),
        theme.ink_soft,
    );
}

fn label(ui: &mut Ui, text: RichText, color: Color32) {
    ui.label(text.color(color));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_cut_after_its_first_sentence() {
        for (note, first) in [
            ("One here. Two there.", "One here."),
            (
                "The U.S. State Department said so. Then more.",
                "The U.S. State Department said so.",
            ),
            (
                "In St. Petersburg, in 2016. More.",
                "In St. Petersburg, in 2016.",
            ),
            ("No stop", "No stop"),
            ("", ""),
        ] {
            assert_eq!(first_sentence(note), first);
        }
        let long = "word ".repeat(100);
        let short = first_sentence(&long);
        assert!(short.ends_with("word…") && short.chars().count() <= MOST_CHARS + 1);
    }
}
