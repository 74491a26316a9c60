//! How the program looks: light, dark or the system's, and whether things move.

use egui::{Align, Frame, Layout, Popup, PopupCloseBehavior, Ui};

use crate::session::command::ShowCommand;
use crate::session::{Command, ThemeChoice};
use crate::view::ViewCtx;
use crate::view::theme::UNIT;
use crate::view::widgets::heading::{Aside, heading};
use crate::view::widgets::{Icon, icon_button};

const THEMES: [(ThemeChoice, &str); 3] = [
    (ThemeChoice::System, "As the system"),
    (ThemeChoice::Light, "Light"),
    (ThemeChoice::Dark, "Dark"),
];

/// The button and its menu.
pub(super) fn menu(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let sign = if ctx.theme.is_dark {
        Icon::Moon
    } else {
        Icon::Sun
    };
    let response = icon_button(ui, ctx.theme, sign, "Appearance");
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            let layout = Layout::top_down(Align::Min);
            ui.with_layout(layout, |ui| {
                Frame::new().inner_margin(8).show(ui, |ui| content(ui, ctx))
            });
        });
}

fn content(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.set_width(160.0);
    let settings = &ctx.session.settings;
    heading(ui, ctx.theme, "Theme", Aside::None);
    for (choice, name) in THEMES {
        let holds = settings.theme == choice;
        if ui.radio(holds, name).clicked() && !holds {
            ctx.push(Command::Show(ShowCommand::Theme(choice)));
        }
    }
    heading(ui, ctx.theme, "Movement", Aside::None);
    let mut reduced = settings.reduced_motion;
    let tip = "The map jumps instead of flying";
    if ui
        .checkbox(&mut reduced, "Reduced motion")
        .on_hover_text(tip)
        .clicked()
    {
        ctx.push(Command::Show(ShowCommand::ReducedMotion(reduced)));
    }
    ui.add_space(UNIT);
}
