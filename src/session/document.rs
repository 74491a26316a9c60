//! What undo restores and a file saves: small, cloned whole, compared whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::time::tick::Step;
use crate::model::{Instant, Schema, Span, State};
use crate::query::{Clock, Filters, Mode, Undated};
use crate::scene::style::{CategoryStyle, Lane, Marks};

/// A layer's name for as long as the program runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LayerId(pub u32);

/// One layer: how its rows are read and drawn. The rows themselves are in
/// [`LayerData`](super::LayerData).
#[derive(Clone, PartialEq, Debug)]
pub struct Layer {
    /// Its name while the program runs.
    pub id: LayerId,
    /// Its name in an atlas file.
    pub key: Arc<str>,
    /// What a person calls it.
    pub title: Arc<str>,
    /// Which property plays which role.
    pub schema: Schema,
    /// What it puts on the map.
    pub marks: Marks,
    /// What it puts on the timeline.
    pub lane: Lane,
    /// Whether it is shown.
    pub visible: bool,
}

/// A property by whose values one filters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facet {
    /// The property.
    pub property: Arc<str>,
    /// What a person calls it.
    pub title: Arc<str>,
    /// What a person calls its values, where that differs.
    pub labels: BTreeMap<Arc<str>, Arc<str>>,
    /// The values that come first, in this order; the rest follow by total.
    pub order: Vec<Arc<str>>,
}

/// The words that stand in the about panel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct About {
    /// One line that every still carries, too.
    pub statement: String,
    /// Paragraphs.
    pub text: String,
    /// Which issue of the data this is.
    pub data_version: String,
}

/// The document.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    /// The atlas' title.
    pub title: String,
    /// What it is about, in a few words.
    pub subtitle: String,
    /// What is said of the records in front of a time, as in "Reported up to March 2019"; without it
    /// nothing is said of who claims them.
    pub verb: Option<String>,
    /// What the data are and are not.
    pub about: About,
    /// Who must be named.
    pub credits: Vec<String>,
    /// The layers, bottom first.
    pub layers: Vec<Layer>,
    /// What one filters by.
    pub facets: Vec<Facet>,
    /// Colours and shapes by property and value.
    pub categories: Vec<CategoryStyle>,
    /// What is left out.
    pub filters: Filters,
    /// When it is.
    pub clock: Clock,
    /// The part of time that the axis opens on.
    pub axis_home: Option<Span>,
    /// Whether rows without a date are drawn.
    pub undated: Undated,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            title: String::new(),
            subtitle: String::new(),
            verb: None,
            about: About::default(),
            credits: Vec::new(),
            layers: Vec::new(),
            facets: Vec::new(),
            categories: Vec::new(),
            filters: Filters::default(),
            clock: Clock::new(Mode::UpTo, Step::Month, Instant(0)),
            axis_home: None,
            undated: Undated::Hide,
        }
    }
}

impl Document {
    /// Whether a record in this state is drawn, as far as time decides.
    #[must_use]
    pub fn draws(&self, state: State) -> bool {
        match state {
            State::Undated => self.undated.draws(),
            state => self.clock.draws(state),
        }
    }

    /// The facet of a property.
    #[must_use]
    pub fn facet(&self, property: &str) -> Option<&Facet> {
        self.facets.iter().find(|f| &*f.property == property)
    }

    /// What a person calls a value of a property.
    #[must_use]
    pub fn value_label(&self, property: &str, value: &str) -> String {
        self.facet(property)
            .and_then(|facet| facet.labels.get(value))
            .map_or_else(|| value.to_owned(), ToString::to_string)
    }

    /// How a value of a property is drawn, where it has a style of its own.
    #[must_use]
    pub fn category(&self, property: &str, value: &str) -> Option<&CategoryStyle> {
        self.categories
            .iter()
            .find(|c| &*c.property == property && &*c.value == value)
    }
}
