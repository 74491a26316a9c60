//! The names of places, from the bundled `labels.json`: lists of rows of texts and numbers.

use crate::scene::basemap::Basemap;
use crate::scene::mercator::World;

/// What the names are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Language {
    /// As in English-language atlases.
    English,
    /// Simplified Chinese where a checked name is there, English elsewhere.
    Chinese,
}

/// A name in the languages of the map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    english: Box<str>,
    chinese: Box<str>,
}

impl Name {
    /// The name in a language, or in English where that one lacks it.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese if !self.chinese.is_empty() => &self.chinese,
            _ => &self.english,
        }
    }
}

/// A country's name.
#[derive(Clone, PartialEq, Debug)]
pub struct CountryName {
    /// The name.
    pub name: Name,
    /// The name in Italian, which search knows too.
    pub italian: Box<str>,
    /// ISO 3166 alpha-2 code.
    pub iso: Box<str>,
    /// Where to write it.
    pub at: World,
    /// 2 for the largest, up to 7.
    pub rank: u8,
    /// The zoom from which it is wanted.
    pub min_zoom: f64,
    /// How wide the land under the name is, in world units; 0 where the map lacks it.
    pub width: f64,
}

/// A city's name.
#[derive(Clone, PartialEq, Debug)]
pub struct CityName {
    /// The name.
    pub name: Name,
    /// Where the city is.
    pub at: World,
    /// 0 for the world's largest, up to 9.
    pub rank: u8,
    /// Whether it is the capital of its country.
    pub is_capital: bool,
    /// People.
    pub population: f64,
}

/// A province's name.
#[derive(Clone, PartialEq, Debug)]
pub struct ProvinceName {
    /// The name.
    pub name: Name,
    /// Where to write it.
    pub at: World,
    /// The side of a square of its area, in world units.
    pub width: f64,
}

/// A sea's name. A large one is listed more than once, with several places to write it.
#[derive(Clone, PartialEq, Debug)]
pub struct SeaName {
    /// The name.
    pub name: Name,
    /// Where to write it.
    pub at: World,
    /// 0 and 1 for oceans, up to 5.
    pub rank: u8,
}

/// The names of the base map, each list in the order of importance.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct LabelTables {
    /// Countries.
    pub countries: Vec<CountryName>,
    /// Cities.
    pub cities: Vec<CityName>,
    /// Provinces.
    pub provinces: Vec<ProvinceName>,
    /// Seas.
    pub seas: Vec<SeaName>,
}

/// Cities of a higher number have Chinese names that nobody has checked.
const CHECKED_CHINESE_RANK: u8 = 3;

impl LabelTables {
    /// The bundled names, with the room that each country of the map has for its own.
    #[must_use]
    pub fn load(basemap: &Basemap) -> Self {
        let tables = Self::read(crate::assets::LABELS, basemap);
        if tables.is_none() {
            // A test reads the bundled bytes; a map without names is still a map.
            log::error!("the bundled place names cannot be read");
        }
        tables.unwrap_or_default()
    }

    fn read(json: &str, basemap: &Basemap) -> Option<Self> {
        let mut tables = Self::default();
        for (list, rows) in Reader(json.trim_start()).tables()? {
            let rows = rows.iter().map(Vec::as_slice);
            match list {
                "country" => tables.countries = rows.filter_map(|r| country(r, basemap)).collect(),
                "city" => tables.cities = rows.filter_map(city).collect(),
                "admin1" => tables.provinces = rows.filter_map(province).collect(),
                "ocean" => tables.seas = rows.filter_map(sea).collect(),
                _ => {}
            }
        }
        tables.countries.sort_by(|a, b| {
            (a.rank, a.min_zoom)
                .partial_cmp(&(b.rank, b.min_zoom))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        tables.cities.sort_by(|a, b| {
            let by_rank = (a.rank, !a.is_capital).cmp(&(b.rank, !b.is_capital));
            by_rank.then(b.population.total_cmp(&a.population))
        });
        tables.provinces.sort_by(|a, b| b.width.total_cmp(&a.width));
        tables.seas.sort_by_key(|sea| sea.rank);
        Some(tables)
    }
}

fn name(english: &str, chinese: &str) -> Name {
    Name {
        english: english.into(),
        chinese: chinese.into(),
    }
}

fn country(row: &[Cell], basemap: &Basemap) -> Option<CountryName> {
    use Cell::{Number, Text};
    let [
        Text(english),
        Text(chinese),
        Text(italian),
        Text(iso),
        Number(lon),
        Number(lat),
        Number(rank),
        Number(min_zoom),
        ..,
    ] = row
    else {
        return None;
    };
    Some(CountryName {
        name: name(english, chinese),
        italian: (*italian).into(),
        iso: (*iso).into(),
        at: World::from_lon_lat(*lon, *lat),
        rank: *rank as u8,
        min_zoom: *min_zoom,
        width: basemap.width_of(iso, *lon, *lat).unwrap_or(0.0),
    })
}

fn city(row: &[Cell]) -> Option<CityName> {
    use Cell::{Number, Text};
    let [
        Text(english),
        Text(chinese),
        _,
        Number(lon),
        Number(lat),
        Number(rank),
        Number(capital),
        Number(population),
        ..,
    ] = row
    else {
        return None;
    };
    let rank = *rank as u8;
    let chinese = if rank <= CHECKED_CHINESE_RANK {
        chinese
    } else {
        ""
    };
    Some(CityName {
        name: name(english, chinese),
        at: World::from_lon_lat(*lon, *lat),
        rank,
        is_capital: *capital > 0.0,
        population: *population,
    })
}

fn province(row: &[Cell]) -> Option<ProvinceName> {
    use Cell::{Number, Text};
    let [Text(english), _, Number(lon), Number(lat), Number(km2), ..] = row else {
        return None;
    };
    let stretch = lat.to_radians().cos().max(0.01);
    Some(ProvinceName {
        name: name(english, ""),
        at: World::from_lon_lat(*lon, *lat),
        width: km2.max(0.0).sqrt() * 1000.0 / crate::scene::mercator::EQUATOR_M / stretch,
    })
}

fn sea(row: &[Cell]) -> Option<SeaName> {
    use Cell::{Number, Text};
    let [
        Text(english),
        Text(chinese),
        Number(lon),
        Number(lat),
        Number(rank),
        ..,
    ] = row
    else {
        return None;
    };
    Some(SeaName {
        name: name(english, chinese),
        at: World::from_lon_lat(*lon, *lat),
        rank: *rank as u8,
    })
}

/// One value of a row.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Cell<'a> {
    Text(&'a str),
    Number(f64),
}

type Rows<'a> = Vec<Vec<Cell<'a>>>;

/// Reads the one shape of JSON that the file has, an object of lists of rows, and the texts as they
/// stand: the file has no escapes. The scene has no need of a JSON library for it.
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn tables(&mut self) -> Option<Vec<(&'a str, Rows<'a>)>> {
        self.listed('{', '}', |r| {
            let name = r.text()?;
            r.mark(':')?;
            Some((
                name,
                r.listed('[', ']', |r| r.listed('[', ']', Self::cell))?,
            ))
        })
    }

    fn cell(&mut self) -> Option<Cell<'a>> {
        if self.0.starts_with('"') {
            return self.text().map(Cell::Text);
        }
        let end = self.0.find([',', ']', '}'])?;
        let (number, rest) = self.0.split_at(end);
        self.0 = rest;
        number.trim().parse().ok().map(Cell::Number)
    }

    fn text(&mut self) -> Option<&'a str> {
        let (text, rest) = self.0.strip_prefix('"')?.split_once('"')?;
        self.0 = rest.trim_start();
        (!text.contains('\\')).then_some(text)
    }

    fn mark(&mut self, mark: char) -> Option<()> {
        self.0 = self.0.strip_prefix(mark)?.trim_start();
        Some(())
    }

    fn listed<T>(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.mark(open)?;
        let mut items = Vec::new();
        while self.mark(close).is_none() {
            if !items.is_empty() {
                self.mark(',')?;
            }
            items.push(item(self)?);
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_reads_rows_of_texts_and_numbers() {
        let read = Reader(r#"{"a": [["é, ]", -1.5e1], []], "b":[]}"#).tables();
        let rows = vec![vec![Cell::Text("é, ]"), Cell::Number(-15.0)], vec![]];
        assert_eq!(read, Some(vec![("a", rows), ("b", vec![])]));
    }

    #[test]
    fn what_is_not_such_a_file_is_refused() {
        for broken in [
            "",
            "{",
            "[]",
            r#"{"a":[[1}"#,
            r#"{"a":[["x\u0041"]]}"#,
            r#"{"a":[[1 "b"]]}"#,
        ] {
            assert_eq!(Reader(broken).tables(), None, "{broken}");
        }
    }
}
