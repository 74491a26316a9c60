//! Characters that JSON forbids but files contain, replaced so that the rest can be read.

use std::borrow::Cow;

/// A text after mending.
#[derive(PartialEq, Debug)]
pub(super) struct Mended {
    /// The text as JSON allows it.
    pub text: String,
    /// `NaN`, `Infinity` or `-Infinity` became `null`.
    pub not_finite: bool,
    /// A raw control character in a string was escaped, or half a surrogate pair replaced.
    pub characters: bool,
}

/// Replaces numbers that are none, raw control characters in strings, and escapes of half a
/// surrogate pair. `None` if there is nothing of the kind.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut mended = Mended {
        text: String::with_capacity(text.len() + 16),
        not_finite: false,
        characters: false,
    };
    for (index, part) in quoted_parts(text) {
        if index % 2 == 0 {
            let part = without_not_finite(part);
            mended.not_finite |= matches!(part, Cow::Owned(_));
            mended.text.push_str(&part);
        } else {
            mended.characters |= push_string(&mut mended.text, part);
        }
    }
    (mended.not_finite || mended.characters).then_some(mended)
}

/// The text cut at its quotes: parts outside strings (even) and strings with their quotes (odd).
fn quoted_parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let mut index = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if index % 2 == 0 {
            rest.find('"').unwrap_or(rest.len())
        } else {
            string_length(rest)
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        index += 1;
        Some((index - 1, part))
    })
}

/// The length of the string with which `text` starts, both quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = true; // The opening quote ends nothing.
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return at + 1,
            '\\' if !escaped => escaped = true,
            _ => escaped = false,
        }
    }
    text.len()
}

fn without_not_finite(part: &str) -> Cow<'_, str> {
    if !part.contains("NaN") && !part.contains("Infinity") {
        return Cow::Borrowed(part);
    }
    let part = part.replace("-Infinity", "null");
    Cow::Owned(part.replace("Infinity", "null").replace("NaN", "null"))
}

/// Appends a quoted string, mended; answers whether it had to be.
fn push_string(out: &mut String, quoted: &str) -> bool {
    use std::fmt::Write as _;
    let mut changed = false;
    let mut rest = quoted;
    while let Some(c) = rest.chars().next() {
        let (head, tail) = match c {
            '\\' => escape(rest),
            _ => rest.split_at(c.len_utf8()),
        };
        if u32::from(c) < 0x20 {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
            changed = true;
        } else if surrogate(head).is_some() && head.len() == 6 {
            out.push(char::REPLACEMENT_CHARACTER);
            changed = true;
        } else {
            out.push_str(head);
        }
        rest = tail;
    }
    changed
}

/// Splits off the escape with which `text` starts; a whole surrogate pair is one.
fn escape(text: &str) -> (&str, &str) {
    let pair = |second: &str| surrogate(second) == Some(Half::Low);
    let length = match surrogate(text) {
        Some(Half::High) if text.get(6..).is_some_and(pair) => 12,
        Some(_) => 6,
        None => 1 + text.chars().nth(1).map_or(0, char::len_utf8),
    };
    text.split_at_checked(length).unwrap_or((text, ""))
}

#[derive(PartialEq)]
enum Half {
    High,
    Low,
}

/// Which half of a surrogate pair the escape at the start of `text` is.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u32::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str) -> Option<String> {
        mend(input).map(|m| m.text)
    }

    #[test]
    fn numbers_that_are_none_become_null_outside_strings_only() {
        assert_eq!(
            text(r#"{"NaN":NaN,"b":[-Infinity,Infinity],"c":"\"NaN"}"#).unwrap(),
            r#"{"NaN":null,"b":[null,null],"c":"\"NaN"}"#
        );
    }

    #[test]
    fn strings_lose_only_what_json_forbids() {
        assert_eq!(text("\"a\tb\"").unwrap(), r#""a\u0009b""#);
        assert_eq!(text(r#""x\ud83dy""#).unwrap(), "\"x\u{fffd}y\"");
        assert_eq!(text(r#""\udc00\ud83d""#).unwrap(), "\"\u{fffd}\u{fffd}\"");
        assert_eq!(text(r#""\\ud83d \ud83d\ude00 \n""#), None);
        assert_eq!(text(r#"{"a":[1,true,null]}"#), None);
    }

    #[test]
    fn an_open_string_ends_with_the_text() {
        assert_eq!(text("\"a\\"), None);
        assert_eq!(text("\"a\n").unwrap(), "\"a\\u000a");
        assert_eq!(text(r#""\ud8"#), None);
    }
}
