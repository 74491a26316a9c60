//! Which property of a file plays which part.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A part that a property can play.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// When the record began, or a range for that.
    Start,
    /// When it ended; a date-only end includes its day.
    End,
    /// A latest possible date for the beginning, which itself is not known.
    KnownBy,
    /// The date of a reported order or announcement of closure: it makes *possibly over*, never *over*.
    Closure,
    /// What to call the record.
    Label,
    /// What colours and stacks it.
    Category,
    /// Where it originates, for arcs.
    Origin,
    /// The host country, for "in N countries".
    Country,
    /// The last known position on it.
    Status,
    /// Who says so: text, a link, or a list of {publisher, title, date, url}.
    Source,
    /// How many things the row stands for.
    Count,
    /// How exact the place is: `city`, `region`, `country`, `jurisdiction-seat`.
    PlacePrecision,
    /// The words about it.
    Note,
    /// A figure.
    Value,
    /// What the figure counts.
    Unit,
}

impl Role {
    /// All roles, in the order in which they are shown.
    pub const ALL: [Self; 15] = [
        Self::Start,
        Self::End,
        Self::KnownBy,
        Self::Closure,
        Self::Label,
        Self::Category,
        Self::Origin,
        Self::Country,
        Self::Status,
        Self::Source,
        Self::Count,
        Self::PlacePrecision,
        Self::Note,
        Self::Value,
        Self::Unit,
    ];

    /// The role's name in an atlas file and in receipts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::KnownBy => "known_by",
            Self::Closure => "closure",
            Self::Label => "label",
            Self::Category => "category",
            Self::Origin => "origin",
            Self::Country => "country",
            Self::Status => "status",
            Self::Source => "source",
            Self::Count => "count",
            Self::PlacePrecision => "place_precision",
            Self::Note => "note",
            Self::Value => "value",
            Self::Unit => "unit",
        }
    }
}

/// The words for what a *count* role counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitWords {
    /// For exactly one: "station".
    pub one: Arc<str>,
    /// For any other number: "stations".
    pub many: Arc<str>,
}

impl UnitWords {
    /// The word for so many.
    #[must_use]
    pub fn of(&self, n: u64) -> &str {
        if n == 1 { &self.one } else { &self.many }
    }
}

impl Default for UnitWords {
    fn default() -> Self {
        Self {
            one: "record".into(),
            many: "records".into(),
        }
    }
}

/// Which property plays which role in one layer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Schema {
    /// The property name of each role that is played.
    pub roles: BTreeMap<Role, Arc<str>>,
    /// What a row counts as.
    pub unit: UnitWords,
}

impl Schema {
    /// The property that plays `role`.
    #[must_use]
    pub fn property(&self, role: Role) -> Option<&str> {
        self.roles.get(&role).map(AsRef::as_ref)
    }
}
