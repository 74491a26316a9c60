//! Where values begin and end in JSON text, by brackets and quotes alone.
//!
//! This finds the boundaries of features without reading them, in broken files too. It knows
//! nothing of what a value means, keeps no more than a byte for each open bracket, and never
//! recurses, so depth and size of a file cannot hurt it.

/// A record separator of RFC 8142 text sequences; it cannot occur inside JSON text.
pub(super) const RECORD_SEPARATOR: u8 = 0x1e;

/// The first offset from `at` that is neither whitespace nor a record separator.
pub(super) fn skip_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | &RECORD_SEPARATOR);
    at + rest.iter().take_while(|b| blank(b)).count()
}

/// The offset after the value that starts at `start`, or where it breaks: the end of the bytes
/// if they are cut off, a bracket that closes nothing, or `start` itself if no value starts there.
pub(super) fn value_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    match bytes.get(start) {
        None => Err(bytes.len()),
        Some(b'"') => string_end(bytes, start),
        Some(b'{' | b'[') => brackets_end(bytes, start),
        Some(_) => {
            let rest = bytes.get(start..).unwrap_or_default();
            let stop = |b: &u8| b",:]}\"{[ \t\r\n\x1e".contains(b);
            let length = rest.iter().position(stop).unwrap_or(rest.len());
            if length == 0 {
                Err(start)
            } else {
                Ok(start + length)
            }
        }
    }
}

fn string_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return Ok(at + 1),
            b'\\' => at += 2,
            &RECORD_SEPARATOR => return Err(at),
            _ => at += 1,
        }
    }
    Err(bytes.len())
}

fn brackets_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut open = Vec::new();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at)?;
                continue;
            }
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                if open.pop() != Some(*byte) {
                    return Err(at);
                }
                if open.is_empty() {
                    return Ok(at + 1);
                }
            }
            &RECORD_SEPARATOR => return Err(at),
            _ => {}
        }
        at += 1;
    }
    Err(bytes.len())
}

/// Where the next object with `"type": "Feature"` as its first member starts, from `from` on.
/// Those characters cannot occur inside a JSON string, whose quotes are escaped, so this finds
/// its way back into a file even after an open quote.
pub(super) fn next_feature(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let found = at + text.get(at..)?.find("\"Feature\"")?;
        let start = text
            .get(from..found)?
            .trim_end()
            .strip_suffix(':')
            .and_then(|t| t.trim_end().strip_suffix("\"type\""))
            .and_then(|t| t.trim_end().strip_suffix('{'));
        if let Some(before) = start {
            return Some(from + before.len());
        }
        at = found + 1;
    }
}

/// Where the next object after an object and a comma starts, from `from` on: a guess, for files
/// whose features do not start with their type.
pub(super) fn next_object(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'}')? + 1;
        let comma = skip_space(bytes, at);
        let next = skip_space(bytes, comma + 1);
        if bytes.get(comma) == Some(&b',') && bytes.get(next) == Some(&b'{') {
            return Some(next);
        }
    }
}

/// What an object looks like from outside: its members, unread.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    /// Name (with its escapes) and text of each complete member, at most
    /// [`MEMBER_LIMIT`](Self::MEMBER_LIMIT) of them; of `features` only the beginning matters.
    pub members: Vec<(&'t str, &'t str)>,
    /// Where the value of `features` starts.
    pub features: Option<usize>,
    /// The offset after the object, or where it breaks.
    pub end: Result<usize, usize>,
}

impl<'t> Outline<'t> {
    const MEMBER_LIMIT: usize = 1_000;

    /// The outline of the object that starts at `start`.
    pub fn of(text: &'t str, start: usize) -> Self {
        let mut outline = Self {
            members: Vec::new(),
            features: None,
            end: Err(start),
        };
        outline.end = outline.walk(text, start + 1);
        outline
    }

    /// Goes on from `at`, where `features` turned out to end in spite of what its brackets say.
    pub fn resume(&mut self, text: &'t str, at: usize) {
        self.end = self.walk(text, at);
    }

    /// The text of a member.
    pub fn member(&self, name: &str) -> Option<&'t str> {
        self.members.iter().rev().find(|m| m.0 == name).map(|m| m.1)
    }

    fn walk(&mut self, text: &'t str, mut at: usize) -> Result<usize, usize> {
        let bytes = text.as_bytes();
        loop {
            at = skip_space(bytes, at);
            match bytes.get(at) {
                Some(b'}') => return Ok(at + 1),
                Some(b',') => {
                    at += 1;
                    continue;
                }
                Some(b'"') => {}
                _ => return Err(at),
            }
            let name_end = string_end(bytes, at)?;
            let name = text.get(at + 1..name_end - 1).unwrap_or_default();
            at = skip_space(bytes, name_end);
            if bytes.get(at) != Some(&b':') {
                return Err(at);
            }
            let value = skip_space(bytes, at + 1);
            if name == "features" {
                self.features = Some(value);
            }
            at = value_end(bytes, value)?;
            if self.members.len() < Self::MEMBER_LIMIT {
                let value = text.get(value..at).unwrap_or_default();
                self.members.push((name, value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_brackets_and_quotes_do() {
        for (text, end) in [
            (r#"{"a":"}"} x"#, Ok(9)),
            (r#""a\"b",1"#, Ok(6)),
            ("[1,[2]],3", Ok(7)),
            ("12.5,", Ok(4)),
            ("[1,2", Err(4)),
            (r#"{"a":[1}"#, Err(7)),
            (r#""open"#, Err(5)),
            (r#""open\"#, Err(6)),
            ("}", Err(0)),
            ("", Err(0)),
        ] {
            assert_eq!(value_end(text.as_bytes(), 0), end, "{text}");
        }
    }

    #[test]
    fn a_million_open_brackets_are_walked_without_recursion() {
        let deep = "[".repeat(1_000_000);
        assert_eq!(value_end(deep.as_bytes(), 0), Err(1_000_000));
    }

    #[test]
    fn the_next_feature_is_found_past_an_open_quote() {
        let text = r#"{"type":"Feature","a":"open}, {"b":"Feature"}, { "type" : "Feature"}"#;
        assert_eq!(next_feature(text, 0), Some(0));
        assert_eq!(next_feature(text, 1), text.rfind('{'));
        assert_eq!(next_feature(text, text.len() - 3), None);
        assert_eq!(next_object(b"[1,2},\"a\":{}} ,\n{", 0), Some(16));
        assert_eq!(next_object(b"{}}]", 0), None);
        assert_eq!(next_feature(r#""{\"type\":\"Feature\"}""#, 0), None);
    }
}
