//! Where one looks, and what is chosen.

use crate::scene::mercator::{Screen, Viewport, World};
use crate::session::command::{NavigateCommand, SelectCommand};
use crate::session::home::home_view;
use crate::session::{Flight, RecordRef, Session};

/// A close look at a city.
const FOCUS_ZOOM: f64 = 6.0;

pub(super) fn apply(session: &mut Session, command: NavigateCommand) {
    match command {
        NavigateCommand::Viewport(viewport) => {
            session.flight = None;
            session.viewport = viewport.clamped();
        }
        NavigateCommand::Size(width, height) => resize(session, width, height),
        NavigateCommand::FlyTo(center, zoom) => fly(session, center, zoom),
        NavigateCommand::Zoom(by, at) => zoom(session, by, at),
        NavigateCommand::Home => {
            let home = session.home;
            fly(session, home.center, home.zoom);
        }
    }
}

pub(super) fn select(session: &mut Session, command: SelectCommand) {
    match command {
        SelectCommand::Record(record) => {
            session.selection = record;
            if record.is_some() {
                session.settings.details_open = true;
            }
        }
        SelectCommand::Hover(record) => session.hover = record,
        SelectCommand::Focus => focus(session),
        SelectCommand::Escape => escape(session),
    }
}

fn resize(session: &mut Session, width: f32, height: f32) {
    let at_home = session.viewport == session.home;
    session.viewport = Viewport {
        width,
        height,
        ..session.viewport
    }
    .clamped();
    session.home = home_view(session);
    if at_home {
        session.viewport = session.home;
    }
}

fn fly(session: &mut Session, center: World, zoom: f64) {
    let flight = Flight::new(session.viewport, center, zoom);
    if session.settings.reduced_motion {
        session.viewport = flight.destination(session.viewport);
        session.flight = None;
    } else {
        session.flight = Some(flight);
    }
}

fn zoom(session: &mut Session, by: f64, at: Option<Screen>) {
    let from = session
        .flight
        .map_or(session.viewport, |f| f.destination(session.viewport));
    let middle = Screen {
        x: from.width / 2.0,
        y: from.height / 2.0,
    };
    let target = from.zoomed_at(at.unwrap_or(middle), from.zoom + by);
    fly(session, target.center, target.zoom);
}

fn focus(session: &mut Session) {
    let Some(RecordRef { layer, row }) = session.selection else {
        return;
    };
    let Some(world) = session.data.get(&layer).and_then(|data| data.world(row)) else {
        return;
    };
    let zoom = session.viewport.zoom.max(FOCUS_ZOOM);
    fly(session, world, zoom);
}

fn escape(session: &mut Session) {
    let settings = &mut session.settings;
    if settings.keys_open {
        settings.keys_open = false;
    } else if settings.about_open {
        settings.about_open = false;
    } else if settings.path_open {
        settings.path_open = false;
    } else if session.selection.is_some() {
        session.selection = None;
    } else {
        session.playback.running = false;
    }
}
