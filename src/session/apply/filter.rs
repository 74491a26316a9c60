//! What is left out.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::query::FacetKey;
use crate::session::Session;
use crate::session::command::FilterCommand;

pub(super) fn apply(session: &mut Session, command: FilterCommand) {
    match command {
        FilterCommand::Keep {
            property,
            value,
            kept,
        } => {
            let set = session
                .document
                .filters
                .excluded
                .entry(property)
                .or_default();
            if kept {
                set.remove(&value);
            } else {
                set.insert(value);
            }
        }
        FilterCommand::Only { property, value } => only(session, property, &value),
        FilterCommand::KeepAll(property) => {
            session.document.filters.excluded.remove(&property);
        }
        FilterCommand::Search(words) => session.document.filters.search = words,
        FilterCommand::Layer(id, visible) => {
            if let Some(layer) = session.document.layers.iter_mut().find(|l| l.id == id) {
                layer.visible = visible;
            }
        }
        FilterCommand::Undated(undated) => session.document.undated = undated,
        FilterCommand::Reset => reset(session),
    }
    session
        .document
        .filters
        .excluded
        .retain(|_, set| !set.is_empty());
}

fn reset(session: &mut Session) {
    session.document.filters = crate::query::Filters::default();
    for layer in &mut session.document.layers {
        layer.visible = true;
    }
}

/// Leaves out every value of the property that some layer has, but this one.
fn only(session: &mut Session, property: Arc<str>, value: &FacetKey) {
    let mut others: BTreeSet<FacetKey> = BTreeSet::new();
    for data in session.data.values() {
        let Some(column) = data.facets.get(&property) else {
            continue;
        };
        let has_none = data.dataset.rows().any(|row| column.code(row).is_none());
        others.extend(has_none.then_some(None));
        others.extend(column.dictionary().iter().cloned().map(Some));
    }
    others.remove(value);
    session.document.filters.excluded.insert(property, others);
}
