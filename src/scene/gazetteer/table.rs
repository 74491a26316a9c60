//! The sorted table of names.

/// How a name belongs to its place. The order is that of a search's answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameKind {
    /// What the place is called on the map, in English or Chinese. Its later words count, too.
    Main,
    /// What else it is or was called.
    Other,
}

/// How well a name fits. The smallest is the best.
type Fit = u8;

/// Folded names in one text, and where each begins, in alphabetical order.
#[derive(Default, Debug)]
pub struct NameTable {
    text: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    end: u32,
    place: u32,
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// A main name.
    Main,
    /// A main name from a later word on.
    LaterWord,
    /// Another name.
    Other,
}

impl NameTable {
    /// Adds a folded name of a place.
    pub fn add(&mut self, name: &str, place: u32, kind: NameKind) {
        if name.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(name);
        let end = self.text.len() as u32;
        let mut push = |from: usize, part| {
            self.entries.push(Entry {
                start: (start + from) as u32,
                end,
                place,
                part,
            });
        };
        match kind {
            NameKind::Other => push(0, Part::Other),
            NameKind::Main => {
                push(0, Part::Main);
                for (space, _) in name.match_indices(' ') {
                    push(space + 1, Part::LaterWord);
                }
            }
        }
    }

    /// Sorts the table. Without it nothing is found.
    pub fn finish(&mut self) {
        let Self { text, entries } = self;
        entries.sort_unstable_by(|a, b| name(text, a).cmp(name(text, b)));
    }

    /// Every place of which a name begins with `query`, with how well it fits; some more than once.
    pub fn hits(&self, query: &str) -> Vec<(Fit, u32)> {
        let first = self
            .entries
            .partition_point(|entry| name(&self.text, entry) < query);
        let from = self.entries.get(first..).unwrap_or_default();
        from.iter()
            .map(|entry| (entry, name(&self.text, entry)))
            .take_while(|(_, name)| name.starts_with(query))
            .map(|(entry, name)| (fit(entry.part, name, query), entry.place))
            .collect()
    }
}

fn name<'a>(text: &'a str, entry: &Entry) -> &'a str {
    text.get(entry.start as usize..entry.end as usize)
        .unwrap_or_default()
}

fn fit(part: Part, name: &str, query: &str) -> Fit {
    let is_whole = name.len() == query.len();
    match part {
        Part::Main if is_whole => 0,
        // Somewhere every three letters are a city's other name; those still being typed say more.
        Part::Other if is_whole && query.len() > 3 => 1,
        Part::Main => 2,
        Part::LaterWord => 3,
        Part::Other => 4,
    }
}
