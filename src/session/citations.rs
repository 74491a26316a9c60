//! Who says so: the cell of the *source* role as a list that can be cited.
//!
//! A file may hold one link, a sentence, a list of either, or objects with publisher, title, date
//! and url. This is the one place above the readers that looks into JSON text: a cell keeps what
//! was read, and only the record that is looked at is ever taken apart.

use serde_json::Value;

use crate::model::Cell;

/// One source.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Citation {
    /// Who published it.
    pub publisher: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// Where it is, as written.
    pub url: Option<String>,
}

impl Citation {
    /// What to call it: its title, else its address, else who published it.
    #[must_use]
    pub fn heading(&self) -> &str {
        let named = self.title.as_deref().or(self.url.as_deref());
        named.or(self.publisher.as_deref()).unwrap_or("Source")
    }

    /// Who published it, where that is not the heading already.
    #[must_use]
    pub fn byline(&self) -> Option<&str> {
        let has_heading = self.title.is_some() || self.url.is_some();
        self.publisher.as_deref().filter(|_| has_heading)
    }

    /// Its address, if a browser may open it: http and https only.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.url.as_deref().filter(|url| is_link(url))
    }

    /// As it is cited: `Publisher. “Title”. Date. URL`, without what is missing.
    #[must_use]
    pub fn text(&self) -> String {
        let title = self.title.as_ref().map(|title| format!("“{title}”"));
        let parts = [&self.publisher, &title, &self.date, &self.url];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(". ")
    }

    fn from_text(text: &str) -> Self {
        let text = text.trim().to_owned();
        if is_link(&text) {
            return Self {
                url: Some(text),
                ..Self::default()
            };
        }
        Self {
            title: Some(text),
            ..Self::default()
        }
    }

    fn from_object(object: &serde_json::Map<String, Value>) -> Option<Self> {
        let field = |names: &[&str]| {
            let value = names.iter().find_map(|name| match object.get(*name)? {
                Value::String(text) => Some(text.trim().to_owned()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            });
            value.filter(|text| !text.is_empty())
        };
        let citation = Self {
            publisher: field(&["publisher", "source", "author"]),
            title: field(&["title", "name"]),
            date: field(&["date", "published"]),
            url: field(&["url", "link", "href"]),
        };
        (citation != Self::default()).then_some(citation)
    }
}

/// The sources in a cell, in its order. Never fails: what has no known form is kept as text.
#[must_use]
pub fn citations(cell: Cell<'_>) -> Vec<Citation> {
    match cell {
        Cell::Missing | Cell::Flag(_) => Vec::new(),
        Cell::Text(text) => from_text(text),
        Cell::Json(text) => match serde_json::from_str(text) {
            Ok(value) => from_value(&value),
            Err(_) => from_text(text),
        },
        Cell::Number(..) => cell.to_text().as_deref().map(from_text).unwrap_or_default(),
    }
}

fn from_text(text: &str) -> Vec<Citation> {
    // Lists are often written as JSON into a plain text column.
    if text.trim_start().starts_with(['[', '{'])
        && let Ok(value) = serde_json::from_str(text)
    {
        return from_value(&value);
    }
    let is_separator = |c: char| c.is_whitespace() || c == ';';
    let words = || text.split(is_separator).filter(|word| !word.is_empty());
    if words().count() > 1 && words().all(is_link) {
        return words().map(Citation::from_text).collect();
    }
    if text.trim().is_empty() {
        Vec::new()
    } else {
        vec![Citation::from_text(text)]
    }
}

fn from_value(value: &Value) -> Vec<Citation> {
    match value {
        Value::Null | Value::Bool(_) => Vec::new(),
        Value::String(text) => from_text(text),
        Value::Number(number) => vec![Citation::from_text(&number.to_string())],
        Value::Object(object) => match Citation::from_object(object) {
            Some(citation) => vec![citation],
            None => vec![Citation::from_text(&value.to_string())],
        },
        Value::Array(values) => values.iter().flat_map(from_value).collect(),
    }
}

fn is_link(text: &str) -> bool {
    let starts = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (starts("https://") || starts("http://")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cell: Cell<'_>) -> Vec<String> {
        citations(cell).iter().map(Citation::text).collect()
    }

    #[test]
    fn objects_are_cited_without_what_is_missing() {
        let cell = Cell::Json(
            r#"[{"publisher":"Newsweek","title":"Full list","date":"2022-12-05","url":"https://example.org/a"},
                {"publisher":"JBpress","title":"Two parts","date":null,"url":"https://example.org/b"}, {}]"#,
        );
        let expected = [
            "Newsweek. “Full list”. 2022-12-05. https://example.org/a",
            "JBpress. “Two parts”. https://example.org/b",
            "“{}”",
        ];
        assert_eq!(texts(cell), expected);
    }

    #[test]
    fn lists_links_and_words_are_all_read() {
        let list = Cell::Json(r#"["https://example.org/a", "Annual report", 7]"#);
        assert_eq!(
            texts(list),
            ["https://example.org/a", "“Annual report”", "“7”"]
        );
        let two = Cell::Text("https://a.example; https://b.example");
        assert_eq!(citations(two).len(), 2);
        assert_eq!(
            texts(Cell::Text("A letter of 2019")),
            ["“A letter of 2019”"]
        );
        assert_eq!(
            texts(Cell::Text(r#"[{"title":"Inside text"}]"#)),
            ["“Inside text”"]
        );
        for nothing in [
            Cell::Missing,
            Cell::Text("  "),
            Cell::Json("null"),
            Cell::Json("[]"),
        ] {
            assert_eq!(citations(nothing), []);
        }
        assert_eq!(texts(Cell::Json("{broken")), ["“{broken”"]);
    }

    #[test]
    fn only_web_addresses_become_links() {
        for (url, opens) in [
            ("https://example.org", true),
            ("HTTP://example.org", true),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("https://a b", false),
            ("é", false),
        ] {
            let citation = Citation {
                url: Some(url.to_owned()),
                ..Citation::default()
            };
            assert_eq!(citation.link().is_some(), opens, "{url}");
        }
    }
}
