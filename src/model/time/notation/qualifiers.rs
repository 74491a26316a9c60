//! The marks of doubt: `?` uncertain, `~` approximate, `%` both.

/// What the marks of a date say. A mark on one part, as EDTF level 2 allows, counts for the whole.
#[derive(Clone, Copy, Default)]
pub(super) struct Doubt {
    pub(super) uncertain: bool,
    pub(super) approximate: bool,
}

impl Doubt {
    /// Adds a mark; whether it is one.
    fn add(&mut self, mark: char) -> bool {
        self.uncertain |= matches!(mark, '?' | '%');
        self.approximate |= matches!(mark, '~' | '%');
        is_mark(mark)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '?' | '~' | '%')
}

/// The text without the marks at its end. An earlier EDTF wrote `?~` for both.
pub(super) fn strip_last(text: &str) -> (&str, Doubt) {
    let mut doubt = Doubt::default();
    let body = text.trim_end_matches(|c| doubt.add(c));
    (body, doubt)
}

/// The text without the marks before or after one of its numbers (`2004-06~-11`, `?2004-06-~11`);
/// `None` where it has none, or has one where no mark belongs.
pub(super) fn strip_inner(text: &str) -> Option<(String, Doubt)> {
    if !text.contains(is_mark) {
        return None;
    }
    let mut doubt = Doubt::default();
    let mut bare = String::with_capacity(text.len());
    let mut before = '-';
    for (at, c) in text.char_indices() {
        if !is_mark(c) {
            bare.push(c);
            before = c;
            continue;
        }
        let after = text[at + c.len_utf8()..].chars().find(|c| !is_mark(*c));
        let at_front = before == '-' && after.is_some_and(|c| c.is_ascii_alphanumeric());
        let at_end = before.is_ascii_alphanumeric() && after == Some('-');
        if !at_front && !at_end {
            return None;
        }
        doubt.add(c);
    }
    Some((bare, doubt))
}
