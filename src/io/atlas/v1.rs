//! The first version of the saved form. Everything but `format` and `version` may be left out.

mod choices;
mod roles;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

pub use choices::{Lane, Marks, Mode, Shape, Step, Undated, Within};
pub use roles::{CountRole, Roles};

use super::{FORMAT, VERSION};

/// Members that this program does not know, kept as they are.
pub type More = Map<String, Value>;

/// A saved atlas.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Atlas {
    /// Always [`FORMAT`].
    pub format: String,
    /// The version of the form; above [`VERSION`] in a file of a newer program.
    pub version: u64,
    /// What the atlas is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// A line below the title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// What is said of the records in front of a time: "Reported" for "Reported up to March 2019".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// What the data are and are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The layers, lowest first.
    #[serde(default)]
    pub layers: Vec<Layer>,
    /// Colour and shape of category values, in the order of a legend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// The filters to offer first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<Facet>,
    /// What is on screen first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// Whom to name on every picture.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<String>,
    /// The scenes of its story, not read yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenes: Vec<Value>,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

impl Default for Atlas {
    fn default() -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            title: String::new(),
            subtitle: String::new(),
            verb: None,
            about: None,
            layers: Vec::new(),
            categories: Vec::new(),
            facets: Vec::new(),
            view: None,
            credits: Vec::new(),
            scenes: Vec::new(),
            more: More::new(),
        }
    }
}

/// What the data are and are not.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct About {
    /// One sentence, which every picture carries.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement: String,
    /// Paragraphs, parted by empty lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The version of the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_version: Option<String>,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

/// A layer: a source of rows, which property plays which part, and how it is drawn.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Layer {
    /// A short name, unique in the atlas.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What the layer is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where its rows come from.
    #[serde(default)]
    pub source: LayerSource,
    /// Which property plays which part; left out, they are guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Roles>,
    /// How it is drawn.
    #[serde(default)]
    pub style: Style,
    /// Whether it is shown.
    #[serde(default = "yes")]
    pub visible: bool,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

impl Default for Layer {
    fn default() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            source: LayerSource::default(),
            roles: None,
            style: Style::default(),
            visible: true,
            more: More::new(),
        }
    }
}

fn yes() -> bool {
    true
}

/// Where rows come from: a file beside the atlas, or GeoJSON inside it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct LayerSource {
    /// A path relative to the atlas file, with `/` between its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The GeoJSON itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<Embedded>,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

/// GeoJSON inside an atlas, with every character as it stands in the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Embedded(Box<RawValue>);

impl Embedded {
    /// Takes JSON text; `None` if it is not JSON.
    #[must_use]
    pub fn from_text(text: String) -> Option<Self> {
        RawValue::from_string(text).ok().map(Self)
    }

    /// The JSON text, to be read as a file of its own.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for Embedded {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// How a layer is drawn.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Style {
    /// Its marks on the map.
    #[serde(default)]
    pub marks: Marks,
    /// Its lane on the timeline.
    #[serde(default)]
    pub lane: Lane,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

/// Colour and shape of one value of a property.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Category {
    /// The property.
    #[serde(default)]
    pub property: String,
    /// Its value.
    #[serde(default)]
    pub value: String,
    /// What a legend calls it; left out, the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its colour in the light theme, as `#RRGGBB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub light: Option<String>,
    /// Its colour in the dark theme, as `#RRGGBB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dark: Option<String>,
    /// Its shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<Shape>,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

/// A filter to offer.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Facet {
    /// The property.
    #[serde(default)]
    pub property: String,
    /// What the filter is called; left out, the property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What its values are called, where not by themselves.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// The order of its values; the rest follow by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

/// What is on screen.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct View {
    /// Where the map looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub camera: Option<Camera>,
    /// What the clock asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeView>,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

/// Where the map looks. A number that is missing or null is 0.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Camera {
    /// Longitude of the centre in degrees.
    #[serde(default, deserialize_with = "number")]
    pub lon: f64,
    /// Latitude of the centre in degrees.
    #[serde(default, deserialize_with = "number")]
    pub lat: f64,
    /// Zoom level; each one doubles the scale.
    #[serde(default, deserialize_with = "number")]
    pub zoom: f64,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

/// JSON has no NaN and writes null for it, which must not make a saved file unreadable.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or(0.0))
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What the clock asks. Dates are text as in data files.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct TimeView {
    /// The question.
    #[serde(default)]
    pub mode: Mode,
    /// What a window is asked for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub within: Within,
    /// What becomes of records without a date.
    #[serde(default, skip_serializing_if = "is_default")]
    pub undated: Undated,
    /// The tick at which the clock stands, or the end of the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The beginning of the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The tick.
    #[serde(default)]
    pub step: Step,
    /// The span of the axis, as `a/b`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axis: Option<String>,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}
