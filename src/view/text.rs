//! Words for the user that stand in more than one place.

use std::fmt::Write as _;

pub use crate::session::words::number;

/// The name of the program.
pub const PROGRAM: &str = "Station Atlas";

/// Said as long as tiles come from a server.
pub const ONLINE: &str = "Online map: requests leave this machine";

/// What the search field is for.
pub const SEARCH_HINT: &str = "Search places, notes, sources";

/// Leaves nothing out any more.
pub const RESET_FILTERS: &str = "Reset filters";

/// "Fuzhou, Nantong and 3 more": at most `most` names of a list.
#[must_use]
pub fn list(names: &[&str], most: usize) -> String {
    let (shown, rest) = names.split_at(names.len().min(most));
    let mut text = shown.join(", ");
    if !rest.is_empty() {
        let _ = write!(text, " and {} more", rest.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ];
        for (n, text) in cases {
            assert_eq!(number(n), text);
        }
    }

    #[test]
    fn long_lists_end_in_a_count() {
        assert_eq!(list(&["a", "b"], 2), "a, b");
        assert_eq!(list(&["a", "b", "c"], 1), "a and 2 more");
        assert_eq!(list(&[], 2), "");
    }
}
