//! Dates as tests write them.

use super::Span;
use super::notation::{Reading, read};

/// The span of a date.
pub(crate) fn span(text: &str) -> Span {
    match read(text) {
        Ok(Reading::Date(date)) => date.span,
        other => panic!("{text}: {other:?}"),
    }
}
