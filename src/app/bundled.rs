//! The atlas that comes with the program. It is read by the same code as any other.

use std::borrow::Cow;

use crate::io::atlas;
use crate::session::command::OpenedAtlas;
use crate::session::{Document, Notice};

use super::saved;

const ATLAS: &str = include_str!("../../data/overseas-stations.atlas.json");

/// The files that the atlas lists, by the names that it gives them.
const FILES: [(&str, &str); 4] = [
    (
        "stations.geojson",
        include_str!("../../data/stations.geojson"),
    ),
    (
        "operations.geojson",
        include_str!("../../data/operations.geojson"),
    ),
    (
        "responses.geojson",
        include_str!("../../data/responses.geojson"),
    ),
    (
        "context.geojson",
        include_str!("../../data/context.geojson"),
    ),
];

/// Reads the bundled atlas. Notices would be faults of the program; a test holds that there are none.
#[must_use]
pub fn open() -> (OpenedAtlas, Vec<Notice>) {
    match atlas::read(ATLAS.as_bytes()) {
        Ok(atlas) => saved::open(&atlas, file),
        Err(error) => {
            let notice = Notice {
                title: "The bundled atlas cannot be read".to_owned(),
                text: error.to_string(),
                is_error: true,
            };
            (
                OpenedAtlas::new(Document::default(), [], None),
                vec![notice],
            )
        }
    }
}

fn file(name: &str) -> Result<Cow<'static, [u8]>, String> {
    FILES
        .into_iter()
        .find(|(file, _)| *file == name)
        .map(|(_, text)| Cow::Borrowed(text.as_bytes()))
        .ok_or_else(|| format!("There is no bundled file “{name}”."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Command, Session, Settings, command::FileCommand};

    #[test]
    fn the_bundled_atlas_opens_whole_and_without_a_word() {
        let (opened, notices) = open();
        assert_eq!(notices, []);
        let rows: Vec<usize> = opened.data.iter().map(|d| d.dataset.n_rows()).collect();
        assert_eq!(rows, [95, 28, 99, 111]);
        let findings = opened.data.iter().flat_map(|data| &data.findings);
        let codes: Vec<_> = findings.map(|f| f.code).collect();
        // A layer that tells ends apart gives ranges for the beginning, as its method says.
        assert_eq!(codes, ["date-interval-as-start"]);
    }

    #[test]
    fn it_opens_on_the_last_month_of_2022_with_its_own_axis() {
        let mut session = Session::new(Settings::default());
        session.apply(Command::File(FileCommand::AtlasRead(Box::new(open().0))));
        let clock = session.document.clock;
        assert_eq!(clock.step().label(clock.tick()), "December 2022");
        assert_eq!(clock.step().notation(session.axis), "2014-01");
        let last = crate::model::Instant(session.axis.end.0 - 1);
        assert_eq!(
            clock.step().label(clock.step().tick_containing(last)),
            "May 2026"
        );
        assert_eq!(session.document.categories.len(), 5);
        assert!(
            session
                .opening
                .is_some_and(|(_, zoom)| (1.0..3.0).contains(&zoom))
        );
    }
}
