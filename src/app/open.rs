//! Files on disk to commands. Whatever is wrong with a file becomes a notice; what was open stays.

use std::borrow::Cow;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::io::{Unreadable, atlas, geojson};
use crate::session::command::{FileCommand, OpenedLayer};
use crate::session::{Command, Notice};

use super::jobs::Cancel;
use super::{saved, tell};

pub(super) mod told;

/// Larger files would not leave room for their own table in the memory of common machines.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// How much is read between two looks at whether it is still wanted.
const CHUNK: u64 = 4 * 1024 * 1024;

/// Why a file cannot be opened, in words for a person.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing.
    #[error("There is no file at {}.", .0.display())]
    Missing(PathBuf),
    /// A folder.
    #[error("{} is a folder. Open one of the files in it.", .0.display())]
    Folder(PathBuf),
    /// A pipe, a device: it may never end.
    #[error("{} is not a plain file. Copy what it holds into one and open that.", .0.display())]
    NotAFile(PathBuf),
    /// Not allowed.
    #[error("You may not read {}. Ask for the right to, or copy it to where you may.", .0.display())]
    Forbidden(PathBuf),
    /// Too large.
    #[error("{} is larger than 2 GiB. Open a part of it.", .0.display())]
    TooLarge(PathBuf),
    /// The system fails.
    #[error("{} could not be read: {error}.", path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The bytes make no sense.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It is readable and has no rows.
    #[error("There are no features in it.")]
    NoRows,
    /// None of an atlas' files could be read.
    #[error("{0}")]
    NoLayers(String),
    /// It is no longer wanted; nobody reads this.
    #[error("Reading was stopped.")]
    Cancelled,
}

/// Reads the first of `paths` and answers with what to do: open it, or tell what is wrong with it.
#[must_use]
pub fn read_files(paths: &[PathBuf], cancel: &Cancel) -> Vec<Command> {
    let Some((path, others)) = paths.split_first() else {
        return Vec::new();
    };
    let mut commands = match read_file(path, cancel) {
        Ok(commands) => commands,
        Err(OpenError::Cancelled) => return Vec::new(),
        Err(error) => vec![tell(Notice {
            title: format!("“{}” was not opened", name(path)),
            text: error.to_string(),
            is_error: true,
        })],
    };
    if !others.is_empty() {
        let names: Vec<_> = others
            .iter()
            .map(|path| format!("“{}”", name(path)))
            .collect();
        commands.push(tell(Notice {
            title: "One file is opened at a time".to_owned(),
            text: format!(
                "“{}” was the first. Not opened: {}.",
                name(path),
                names.join(", ")
            ),
            is_error: false,
        }));
    }
    commands
}

fn read_file(path: &Path, cancel: &Cancel) -> Result<Vec<Command>, OpenError> {
    let bytes = bytes(path, cancel)?;
    if atlas::is_atlas(&bytes) {
        return read_atlas(path, &bytes, cancel);
    }
    match geojson::read(&bytes) {
        Err(error) if error.is_atlas() => read_atlas(path, &bytes, cancel),
        read => open_rows(name(path), read?),
    }
}

fn read_atlas(path: &Path, bytes: &[u8], cancel: &Cancel) -> Result<Vec<Command>, OpenError> {
    let atlas = atlas::read(bytes)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let (opened, notices) = saved::open(&atlas, |file| {
        let read = self::bytes(&folder.join(file), cancel);
        read.map(Cow::Owned).map_err(|error| error.to_string())
    });
    if cancel.is_set() {
        return Err(OpenError::Cancelled);
    }
    if opened.document.layers.is_empty() && !atlas.layers.is_empty() {
        let why: Vec<_> = notices.into_iter().map(|notice| notice.text).collect();
        return Err(OpenError::NoLayers(why.join(" ")));
    }
    let opened = Command::File(FileCommand::AtlasRead(Box::new(opened)));
    Ok(std::iter::once(opened)
        .chain(notices.into_iter().map(tell))
        .collect())
}

fn open_rows(name: String, read: geojson::Read) -> Result<Vec<Command>, OpenError> {
    if read.dataset.n_rows() == 0 {
        let why = told::notice(&name, read.tally, &read.findings);
        return Err(why.map_or(OpenError::NoRows, |why| OpenError::NoLayers(why.text)));
    }
    let schema = geojson::guess_roles(&read.dataset);
    let layer = OpenedLayer::new(name, read.dataset, schema, read.findings);
    let notice = told::notice(&layer.name, read.tally, &layer.data.findings);
    let opened = Command::File(FileCommand::LayerRead(Box::new(layer)));
    Ok(std::iter::once(opened).chain(notice.map(tell)).collect())
}

fn bytes(path: &Path, cancel: &Cancel) -> Result<Vec<u8>, OpenError> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => OpenError::Missing(path.to_owned()),
        ErrorKind::PermissionDenied => OpenError::Forbidden(path.to_owned()),
        _ => OpenError::System {
            path: path.to_owned(),
            error,
        },
    };
    // Asked before opening, because opening a pipe waits for somebody to write into it.
    let meta = std::fs::metadata(path).map_err(failed)?;
    if meta.is_dir() {
        return Err(OpenError::Folder(path.to_owned()));
    }
    if !meta.is_file() {
        return Err(OpenError::NotAFile(path.to_owned()));
    }
    if meta.len() > MOST_BYTES {
        return Err(OpenError::TooLarge(path.to_owned()));
    }
    let mut file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    loop {
        if cancel.is_set() {
            return Err(OpenError::Cancelled);
        }
        let n_read = (&mut file)
            .take(CHUNK)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        if n_read == 0 {
            return Ok(bytes);
        }
        if bytes.len() as u64 > MOST_BYTES {
            return Err(OpenError::TooLarge(path.to_owned()));
        }
    }
}

/// The name of a file without its folder.
fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_POINTS: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"A","date":"2016-05"},
         "geometry":{"type":"Point","coordinates":[9.2,45.5]}},
        {"type":"Feature","properties":{"name":"B","date":"2019"},"geometry":null}]}"#;

    /// What reading a file answers, in words.
    fn answer(path: &Path) -> String {
        format!("{:?}", read_files(&[path.to_owned()], &Cancel::default()))
    }

    fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn a_geojson_file_is_read_with_guessed_roles() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(&folder, "two.geojson", TWO_POINTS);
        let commands = read_files(&[path], &Cancel::default());
        let [Command::File(FileCommand::LayerRead(layer))] = commands.as_slice() else {
            panic!("{commands:?}");
        };
        assert_eq!(
            (layer.name.as_str(), layer.data.dataset.n_rows()),
            ("two.geojson", 2)
        );
        assert_eq!(
            layer.schema.property(crate::model::Role::Start),
            Some("date")
        );
    }

    #[test]
    fn what_is_no_file_of_ours_is_a_sentence_each() {
        let folder = tempfile::tempdir().unwrap();
        for (path, words) in [
            (folder.path().join("absent.geojson"), "There is no file at"),
            (folder.path().to_owned(), "is a folder"),
            (file(&folder, "empty.geojson", ""), "empty"),
            (file(&folder, "text.geojson", "hello"), "not opened"),
            (
                file(
                    &folder,
                    "none.geojson",
                    r#"{"type":"FeatureCollection","features":[]}"#,
                ),
                "no features",
            ),
            (PathBuf::new(), "There is no file"),
        ] {
            let answer = answer(&path);
            assert!(answer.contains(words), "{}: {answer}", path.display());
            assert!(!answer.contains("Read("), "nothing is opened: {answer}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_before_it_is_opened() {
        assert!(answer(Path::new("/dev/zero")).contains("not a plain file"));
    }

    #[test]
    fn a_file_past_the_limit_is_refused_without_reading_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(&folder, "large.geojson", "");
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(MOST_BYTES + 1)
            .unwrap();
        assert!(answer(&path).contains("larger than 2 GiB"));
    }

    #[test]
    fn of_several_files_the_first_is_opened_and_the_others_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [
            file(&folder, "a.geojson", TWO_POINTS),
            file(&folder, "b.geojson", TWO_POINTS),
        ];
        let words = format!("{:?}", read_files(&paths, &Cancel::default()));
        assert!(
            words.contains("LayerRead") && words.contains("“b.geojson”"),
            "{words}"
        );
    }

    #[test]
    fn an_atlas_opens_the_files_beside_it_and_names_the_missing_ones() {
        let folder = tempfile::tempdir().unwrap();
        file(&folder, "two.geojson", TWO_POINTS);
        let layers = r#"[{"id":"a","title":"A","source":{"path":"two.geojson"}},
                         {"id":"b","title":"Bees","source":{"path":"gone.geojson"}}]"#;
        let text = format!(r#"{{"format":"station-atlas","version":1,"layers":{layers}}}"#);
        let words = answer(&file(&folder, "my.atlas.json", &text));
        assert!(
            words.contains("AtlasRead") && words.contains("Bees"),
            "{words}"
        );
        let none = text.replace("two.geojson", "gone.geojson");
        let words = answer(&file(&folder, "none.atlas.json", &none));
        assert!(
            words.contains("not opened") && !words.contains("AtlasRead"),
            "{words}"
        );
    }

    #[test]
    fn an_atlas_is_known_when_it_is_packed_and_when_it_says_so_at_its_end() {
        use std::io::Write as _;
        let folder = tempfile::tempdir().unwrap();
        let start = r#""format":"station-atlas","version":1"#;
        let layers = format!(
            r#""subtitle":"{}","layers":[{{"id":"a","source":{{"embedded":{TWO_POINTS}}}}}]"#,
            "long ".repeat(2_000)
        );
        let late = file(&folder, "late.json", &format!("{{{layers},{start}}}"));
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let text = format!("{{{start},{layers}}}");
        encoder.write_all(text.as_bytes()).unwrap();
        let packed = folder.path().join("my.atlas.json.gz");
        std::fs::write(&packed, encoder.finish().unwrap()).unwrap();
        for path in [late, packed] {
            let commands = read_files(&[path], &Cancel::default());
            let [Command::File(FileCommand::AtlasRead(atlas))] = commands.as_slice() else {
                panic!("{commands:?}");
            };
            assert_eq!(atlas.data[0].dataset.n_rows(), 2);
        }
    }

    #[test]
    fn dates_and_counts_that_cannot_be_used_are_told_after_opening() {
        let fixture = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/geojson/bad-values.geojson"
        );
        let commands = read_files(&[fixture.into()], &Cancel::default());
        let [
            Command::File(FileCommand::LayerRead(_)),
            Command::File(FileCommand::Tell(notice)),
        ] = commands.as_slice()
        else {
            panic!("{commands:?}");
        };
        assert_eq!(
            notice.title,
            "“bad-values.geojson”: not everything in it could be used"
        );
        let lines: Vec<&str> = notice.text.lines().collect();
        assert!(
            lines[0]
                .starts_with("2 dates could not be read, the first in line 7: date: “13/25/2016”"),
            "{lines:?}"
        );
        assert!(
            lines[1].starts_with("Line 4: count: “\"some\"”"),
            "{lines:?}"
        );
        assert_eq!(lines.len(), 2);
    }
}
