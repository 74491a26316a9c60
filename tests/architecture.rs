//! Holds the map of modules in `src/lib.rs`: who may import whom, which crates are known where, and
//! how long a file may get. Functions are held to 60 lines by clippy (`clippy.toml`).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers that it may import. `app` may import all.
const LAYERS: [(&str, &[&str]); 9] = [
    ("model", &[]),
    ("io", &["model"]),
    ("query", &["model"]),
    ("scene", &["model", "query", "assets"]),
    ("assets", &[]),
    ("export", &["model", "io", "query", "scene", "assets"]),
    ("session", &["model", "query", "scene"]),
    ("view", &["model", "query", "scene", "session", "assets"]),
    (
        "app",
        &[
            "model", "io", "query", "scene", "assets", "export", "session", "view",
        ],
    ),
];

/// Crates that only some places may name: a path ends in `/` for a layer, in `.rs` for a file.
const CRATES: [(&[&str], &[&str]); 4] = [
    (&["egui", "eframe", "walkers"], &["view/", "app/"]),
    (&["rfd", "pollster", "clap", "env_logger"], &["app/"]),
    (&["pmtiles", "tokio", "rustls"], &["view/map/tiles"]),
    (
        &["serde", "serde_json"],
        &["io/", "export/", "app/", "session/citations.rs"],
    ),
];

/// What only some places may do, by the words that do it. Paths as in [`CRATES`].
const DEEDS: [(&[&str], &[&str]); 3] = [
    (&["Instant::now", "SystemTime"], &["app/clock.rs"]),
    (&["thread::Builder", "thread::spawn"], &["app/jobs.rs"]),
    (&["fs::", "File::open"], &["app/", "view/map/tiles"]),
];

const MOST_LINES: usize = 400;

/// Files that may be longer, with the reason.
const LONGER: [(&str, usize, &str); 0] = [];

/// A source file: its path below `src`, and its text without comments, strings and tests.
struct Source {
    path: String,
    n_lines: usize,
    code: String,
}

impl Source {
    fn layer(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }

    /// Whether the words stand in the code as a path of their own, not inside a longer name.
    fn names(&self, words: &str) -> bool {
        self.code.match_indices(words).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + words.len()..].chars().next();
            let ends_open = words.ends_with("::");
            !before.is_some_and(is_name) && (ends_open || !after.is_some_and(is_name))
        })
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).expect("a source file is text");
            let path = file.strip_prefix(&root).expect("it lies below src");
            Source {
                path: path.to_string_lossy().replace('\\', "/"),
                n_lines: text.lines().count(),
                code: code(&text),
            }
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "rs") && !is_test(&path) {
            files.push(path);
        }
    }
}

/// Tests may use what they like.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs")
}

/// The text up to the tests at the end, without comments and what stands in quotes.
fn code(text: &str) -> String {
    let text = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    text.lines()
        .map(|line| {
            unquoted(line)
                .split("//")
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn unquoted(line: &str) -> String {
    let plain = line.replace("\\\"", "").replace("'\"'", "");
    plain.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// The names that follow `crate::`, groups in braces included.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, prefix) in code.match_indices("crate::") {
        if code[..at].chars().next_back().is_some_and(is_name) {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_names(group)),
            None => found.extend([name_at(rest)]),
        }
    }
    found
}

/// The first name of each part of a group such as `model::{A, B}, query::C}`.
fn first_names(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut at_start) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if at_start && is_name(c) => {
                names.push(name_at(&group[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

fn name_at(text: &str) -> String {
    text.chars().take_while(|c| is_name(*c)).collect()
}

#[test]
fn layers_import_only_what_the_map_allows() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some((layer, allowed)) = LAYERS.iter().find(|(name, _)| *name == source.layer()) else {
            assert!(
                ["lib", "main"].contains(&source.layer()),
                "{} belongs to no layer",
                source.path
            );
            continue;
        };
        for name in imports(&source.code) {
            let is_layer = LAYERS.iter().any(|(other, _)| *other == name);
            if is_layer && name != *layer && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{} imports {name}", source.path));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn crates_are_known_only_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (crates, places) in CRATES {
            let named = crates
                .iter()
                .filter(|name| source.names(&format!("{name}::")));
            if !source.is_in(places) {
                wrong.extend(named.map(|name| format!("{} names {name}", source.path)));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn clocks_threads_and_files_belong_to_the_shell() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (deeds, places) in DEEDS {
            let done = deeds.iter().filter(|words| source.names(words));
            if !source.is_in(places) {
                wrong.extend(done.map(|words| format!("{} uses {words}", source.path)));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn files_stay_short_enough_to_be_read() {
    let mut wrong = Vec::new();
    for source in sources() {
        let longer = LONGER.iter().find(|(path, ..)| *path == source.path);
        let limit = longer.map_or(MOST_LINES, |(_, limit, _)| *limit);
        if source.n_lines > limit {
            wrong.push(format!(
                "{}: {} lines, limit {limit}",
                source.path, source.n_lines
            ));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_scanner_sees_imports_in_every_form_and_nothing_in_words() {
    let text = "use crate::model::time;\nuse crate::{query::{Mode, Clock}, scene};\n\
                // crate::app\nlet x = crate::view::Theme::light(); \"crate::io\";\n\
                #[cfg(test)]\nmod tests {\n use crate::export;\n}";
    let found: Vec<String> = imports(&code(text)).into_iter().collect();
    assert_eq!(found, ["model", "query", "scene", "view"]);
    let source = Source {
        path: "query/a.rs".to_owned(),
        n_lines: 1,
        code: code("let a = my_egui::b(); // egui::c\n\"egui::d\""),
    };
    assert!(!source.names("egui::"));
    assert!(
        Source {
            code: "egui::Ui".to_owned(),
            ..source
        }
        .names("egui::")
    );
}
