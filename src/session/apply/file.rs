//! Opening, and what came of it. What was open stays open until the new thing has been read.

use std::collections::BTreeMap;

use crate::session::command::{FileCommand, OpenedAtlas};
use crate::session::document::LayerId;
use crate::session::home::home_view;
use crate::session::{Effect, Session};

pub(super) fn apply(session: &mut Session, command: FileCommand) -> Vec<Effect> {
    match command {
        FileCommand::Ask => return vec![Effect::AskForFile],
        FileCommand::Open(paths) => return vec![Effect::Read(paths)],
        FileCommand::OpenUrl(url) => return vec![Effect::OpenUrl(url)],
        FileCommand::Copy(text) => return vec![Effect::Copy(text)],
        FileCommand::Tell(notice) => {
            if !session.notices.contains(&notice) {
                session.notices.push(notice);
            }
        }
        FileCommand::Dismiss(index) => {
            if index < session.notices.len() {
                session.notices.remove(index);
            }
        }
        FileCommand::AtlasRead(atlas) => open_atlas(session, *atlas),
        FileCommand::LayerRead(layer) => open_atlas(session, (*layer).into()),
    }
    Vec::new()
}

fn open_atlas(session: &mut Session, atlas: OpenedAtlas) {
    let OpenedAtlas {
        mut document,
        data,
        camera,
    } = atlas;
    let mut rows = BTreeMap::new();
    for (layer, data) in document.layers.iter_mut().zip(data) {
        layer.id = LayerId(session.next_layer);
        session.next_layer += 1;
        rows.insert(layer.id, data);
    }
    document.layers.retain(|layer| rows.contains_key(&layer.id));
    session.data = rows;
    session.document = document;
    session.selection = None;
    session.hover = None;
    session.playback.running = false;
    // Without any date the axis has nothing to show; what it must not show is the last atlas.
    let axis = session.document.axis_home.or_else(|| session.time_extent());
    session.axis = axis.unwrap_or(session.document.clock.tick());
    session.opening = camera;
    session.home = home_view(session);
    session.viewport = session.home;
    session.flight = None;
}
