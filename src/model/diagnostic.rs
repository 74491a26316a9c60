//! What reading found worth saying: values about the data, never an end of reading.

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// Something could not be used as it stands (a date, a place).
    Warning,
    /// A whole feature could not be read and is not in the table.
    Rejected,
}

/// Where in the file a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Place {
    /// The feature's number in the file, from 1.
    pub feature: Option<u64>,
    /// The line on which the feature starts, from 1.
    pub line: Option<u64>,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable short name such as `date-unreadable`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// A sentence for a person.
    pub message: String,
}
