//! Why nothing of a file can be used, as sentences for a person.

/// A file that cannot be read at all.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// There are no characters in it.
    #[error("The file is empty. Expected {expected}.")]
    Empty {
        /// What would have been read.
        expected: &'static str,
    },
    /// It is something else, recognised by how it starts.
    #[error("This is {found}, not {expected}. {advice}")]
    OtherFormat {
        /// What it is, with its article.
        found: &'static str,
        /// What would have been read.
        expected: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// The text breaks off or goes wrong before anything could be read.
    #[error("Line {line}, column {column}: {problem}. Expected {expected}.")]
    Broken {
        /// From 1.
        line: u64,
        /// In characters, from 1.
        column: u64,
        /// What is wrong there.
        problem: String,
        /// What would have been read.
        expected: &'static str,
    },
    /// A packed file that grows past what is read into memory.
    #[error("Unpacked, the file is larger than {limit_mib} MiB. Unpack it and open a part of it.")]
    TooLarge {
        /// The limit.
        limit_mib: u64,
    },
    /// An atlas of a version that this program does not know, and cannot use as the one it knows.
    #[error(
        "This atlas has format version {version}; this program reads up to version {known}. \
         A newer program can open it. ({problem}.)"
    )]
    NewerAtlas {
        /// The version in the file.
        version: u64,
        /// The newest version known here.
        known: u64,
        /// What did not fit.
        problem: String,
    },
}

/// What [`Unreadable::OtherFormat`] calls an atlas.
pub(super) const AN_ATLAS: &str = "an atlas";

impl Unreadable {
    /// Whether the file is an atlas, which only its end may have told.
    #[must_use]
    pub fn is_atlas(&self) -> bool {
        matches!(self, Self::OtherFormat { found, .. } if *found == AN_ATLAS)
    }

    /// Where it went wrong: line and column, from 1.
    #[must_use]
    pub fn place(&self) -> Option<(u64, u64)> {
        match self {
            Self::Broken { line, column, .. } => Some((*line, *column)),
            _ => None,
        }
    }

    /// The text goes wrong at a byte offset.
    pub(super) fn broken_at(
        text: &str,
        offset: usize,
        problem: impl Into<String>,
        expected: &'static str,
    ) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or(before);
        Self::Broken {
            line: before.matches('\n').count() as u64 + 1,
            column: line.chars().count() as u64 + 1,
            problem: problem.into(),
            expected,
        }
    }

    /// The text goes wrong where a JSON parser says.
    pub(super) fn from_json(text: &str, error: &serde_json::Error, expected: &'static str) -> Self {
        let line = text.lines().nth(error.line().saturating_sub(1));
        let before = line.and_then(|l| l.get(..error.column().saturating_sub(1)));
        Self::Broken {
            line: error.line() as u64,
            column: before.map_or(error.column(), |b| b.chars().count() + 1) as u64,
            problem: json_problem(error),
            expected,
        }
    }
}

/// A parser's message without the place, which is said apart.
pub(super) fn json_problem(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    let problem = message.get(..end).unwrap_or(&message);
    problem.replacen("EOF while parsing", "the file ends inside", 1)
}
