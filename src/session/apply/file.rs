//! Opening, and what came of it. What was open stays open until the new thing has been read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Dataset, Diagnostic, Instant, Role, Span};
use crate::query::{Clock, Mode};
use crate::scene::style::{CategoryStyle, Lane, Marks, Shape, TOL};
use crate::session::command::{FileCommand, OpenedAtlas, OpenedLayer};
use crate::session::document::{About, Document, Facet, Layer, LayerId};
use crate::session::home::home_view;
use crate::session::{Effect, LayerData, Session};

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
        FileCommand::LayerRead(layer) => open_layer(session, *layer),
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
    let facets: Vec<Arc<str>> = document.facets.iter().map(|f| f.property.clone()).collect();
    for (layer, (dataset, findings)) in document.layers.iter_mut().zip(data) {
        layer.id = LayerId(session.next_layer);
        session.next_layer += 1;
        let data = LayerData::new(Arc::new(dataset), &layer.schema, &facets, findings);
        rows.insert(layer.id, Arc::new(data));
    }
    document.layers.retain(|layer| rows.contains_key(&layer.id));
    session.data = rows;
    session.document = document;
    session.selection = None;
    session.hover = None;
    session.playback.running = false;
    if let Some(axis) = session.document.axis_home.or_else(|| session.time_extent()) {
        session.axis = axis;
    }
    session.opening = camera;
    session.home = home_view(session);
    session.viewport = session.home;
    session.flight = None;
}

fn open_layer(session: &mut Session, opened: OpenedLayer) {
    let findings = opened.findings.clone();
    let atlas = OpenedAtlas {
        document: untitled(&opened),
        camera: None,
        data: vec![(opened.dataset, findings)],
    };
    open_atlas(session, atlas);
    let Some(extent) = session.time_extent() else {
        // Nothing is dated: the clock has nothing to ask, so everything is shown.
        session.document.clock.mode = Mode::AllTime;
        session.document.show_undated = true;
        return;
    };
    let clock = &mut session.document.clock;
    clock.step = crate::session::words::step_for(extent);
    let last = clock
        .step
        .tick_containing(Instant(extent.end.0.saturating_sub(1)));
    let first = clock.step.tick_containing(extent.start);
    *clock = Clock {
        tick: last,
        window_start: first.start,
        mode: Mode::UpTo,
        ..*clock
    };
    let axis = Span {
        start: first.start,
        end: last.end,
    };
    session.document.axis_home = Some(axis);
    session.axis = axis;
}

/// A document around one file: its facets from its columns, its colours from the category.
fn untitled(opened: &OpenedLayer) -> Document {
    let OpenedLayer {
        name,
        dataset,
        schema,
        ..
    } = opened;
    let layer = Layer {
        id: LayerId(0),
        key: "records".into(),
        title: name.as_str().into(),
        schema: schema.clone(),
        marks: Marks::Records,
        lane: Lane::Histogram,
        visible: true,
    };
    let category = schema.property(Role::Category);
    Document {
        title: name.clone(),
        about: About {
            statement: format!("{} records read from {name}.", dataset.n_rows()),
            ..About::default()
        },
        facets: facets(dataset, category),
        categories: category.map_or_else(Vec::new, |property| categories(dataset, property)),
        layers: vec![layer],
        ..Document::default()
    }
}

/// The columns with few enough values to choose among, the category first.
fn facets(dataset: &Dataset, category: Option<&str>) -> Vec<Facet> {
    const MOST_VALUES: usize = 60;
    const MOST_FACETS: usize = 8;
    let mut names: Vec<&Arc<str>> = dataset
        .columns()
        .iter()
        .filter(|column| {
            crate::query::evaluate::facet_column(dataset, &column.name).is_some_and(|values| {
                let n = values.dictionary().len();
                (2..=MOST_VALUES).contains(&n) && n * 2 <= dataset.n_rows().max(4)
            })
        })
        .map(|column| &column.name)
        .collect();
    names.sort_by_key(|name| Some(&***name) != category);
    names
        .into_iter()
        .take(MOST_FACETS)
        .map(|name| Facet {
            property: name.clone(),
            title: crate::session::words::title_from_name(name).into(),
            labels: BTreeMap::new(),
            order: Vec::new(),
        })
        .collect()
}

/// Colours and shapes in order of frequency.
fn categories(dataset: &Dataset, property: &str) -> Vec<CategoryStyle> {
    let Some(column) = crate::query::evaluate::facet_column(dataset, property) else {
        return Vec::new();
    };
    let mut counts = vec![0_usize; column.dictionary().len()];
    for row in dataset.rows() {
        if let Some(count) = column.code(row).and_then(|code| counts.get_mut(code)) {
            *count += 1;
        }
    }
    let mut order: Vec<(usize, &Arc<str>)> = counts.into_iter().zip(column.dictionary()).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    order
        .into_iter()
        .zip(TOL)
        .enumerate()
        .map(|(i, ((_, value), color))| CategoryStyle {
            property: property.into(),
            value: value.clone(),
            label: value.clone(),
            color,
            shape: Shape::ALL.get(i).copied().unwrap_or_default(),
        })
        .collect()
}

impl OpenedAtlas {
    /// Adds a layer read from a file of its own.
    pub fn push(&mut self, layer: Layer, dataset: Dataset, findings: Vec<Diagnostic>) {
        self.document.layers.push(layer);
        self.data.push((dataset, findings));
    }
}
