//! The `BMAP1` file: six deflated sections of variable-length numbers.
//!
//! Lines are deltas on a grid of 2^19 steps to the Mercator square, with a level of detail for each
//! vertex: a vertex of level k belongs to the drawing at level k and finer. Country rings name the
//! lines (arcs) that they run along, so neighbours share their border exactly at every level.

use std::io::Read;

/// Steps of the grid in one Mercator square. Every grid position is exact in an `f32`.
pub const GRID: f64 = (1 << 19) as f64;
/// The finest level: every vertex.
pub const FINEST: u8 = 8;
/// No section of a sane file is longer than this once inflated.
const LONGEST_SECTION: u64 = 64 << 20;
const MAGIC: &[u8] = b"BMAP1";

/// Why a base map cannot be read.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum BasemapError {
    /// The file does not begin with the mark of the format.
    #[error("this is not a base map: it does not begin with BMAP1")]
    NotABasemap,
    /// A section is cut short, or holds numbers that cannot be.
    #[error("the base map is damaged: its section \"{section}\" {problem}")]
    Damaged {
        /// Which part of the file.
        section: &'static str,
        /// What is wrong with it, as the end of a sentence.
        problem: &'static str,
    },
}

/// A line with a level of detail for each vertex.
#[derive(Clone, PartialEq, Debug)]
pub struct Track {
    /// What the line is: a border class, or the rank of a river, lake or province line.
    pub class: u8,
    /// Grid positions, x east and y south.
    pub points: Vec<[i32; 2]>,
    /// The coarsest level at which each point is drawn.
    pub levels: Vec<u8>,
}

impl Track {
    /// The points that are drawn at a level.
    pub fn at(&self, level: u8) -> impl DoubleEndedIterator<Item = [i32; 2]> + '_ {
        let pairs = self.points.iter().zip(&self.levels);
        pairs.filter(move |(_, l)| **l <= level).map(|(p, _)| *p)
    }
}

/// A step of a country's ring: along an arc, forwards or backwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ArcStep {
    /// Index of the arc.
    pub arc: usize,
    /// Whether it is walked from its end to its start.
    pub backwards: bool,
}

/// A country: polygons of rings, the outer ring first.
#[derive(Clone, PartialEq, Debug)]
pub struct CountryRings {
    /// Its English name in the source.
    pub name: String,
    /// Its code.
    pub iso: String,
    /// Polygons, rings, steps.
    pub polygons: Vec<Vec<Vec<ArcStep>>>,
}

/// A lake: the outer ring first.
#[derive(Clone, PartialEq, Debug)]
pub struct LakeRings {
    /// 0 for the largest.
    pub rank: u8,
    /// Closed lines.
    pub rings: Vec<Track>,
}

/// Everything in the file.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Source {
    /// Coasts and borders.
    pub arcs: Vec<Track>,
    /// Countries, made of arcs.
    pub countries: Vec<CountryRings>,
    /// Lakes.
    pub lakes: Vec<LakeRings>,
    /// Rivers, with a rank.
    pub rivers: Vec<Track>,
    /// Province borders, with the zoom from which they matter.
    pub provinces: Vec<Track>,
    /// Claimed and disputed lines.
    pub claims: Vec<Track>,
}

impl Source {
    /// Reads a file.
    pub fn decode(bytes: &[u8]) -> Result<Self, BasemapError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(BasemapError::NotABasemap)?;
        let arcs = Section::next("arcs", &mut rest)?.read(|s| {
            let class = s.byte()?;
            s.track(class)
        })?;
        let n_arcs = arcs.len();
        let countries = Section::next("countries", &mut rest)?.read(|s| country(s, n_arcs))?;
        let lakes = Section::next("lakes", &mut rest)?.read(|s| {
            let rank = s.small()?;
            let rings = s.list(|s| s.track(rank))?;
            Ok(LakeRings { rank, rings })
        })?;
        let ranked = |s: &mut Section| {
            let rank = s.small()?;
            s.track(rank)
        };
        Ok(Self {
            arcs,
            countries,
            lakes,
            rivers: Section::next("rivers", &mut rest)?.read(ranked)?,
            provinces: Section::next("provinces", &mut rest)?.read(ranked)?,
            claims: Section::next("claims", &mut rest)?.read(ranked)?,
        })
    }

    /// A country's ring at a level, on the grid. The last point is the first again.
    pub fn ring(&self, steps: &[ArcStep], level: u8) -> Vec<[i32; 2]> {
        let mut ring: Vec<[i32; 2]> = Vec::new();
        for step in steps {
            let Some(arc) = self.arcs.get(step.arc) else {
                continue;
            };
            // Arcs meet end to start: the shared point is kept once.
            ring.pop();
            if step.backwards {
                ring.extend(arc.at(level).rev());
            } else {
                ring.extend(arc.at(level));
            }
        }
        ring
    }
}

fn country(section: &mut Section, n_arcs: usize) -> Result<CountryRings, BasemapError> {
    let name = section.text()?;
    let iso = section.text()?;
    let polygons = section.list(|s| {
        s.list(|s| {
            s.list(|s| {
                let number = s.signed()?;
                let backwards = number < 0;
                let arc = if backwards { !number } else { number };
                match usize::try_from(arc) {
                    Ok(arc) if arc < n_arcs => Ok(ArcStep { arc, backwards }),
                    _ => Err(s.damaged("names a line that is not there")),
                }
            })
        })
    })?;
    Ok(CountryRings {
        name,
        iso,
        polygons,
    })
}

/// An inflated section and how far it is read.
struct Section {
    name: &'static str,
    bytes: Vec<u8>,
    at: usize,
}

impl Section {
    /// Takes the next section off the file.
    fn next(name: &'static str, file: &mut &[u8]) -> Result<Self, BasemapError> {
        let damaged = |problem| BasemapError::Damaged {
            section: name,
            problem,
        };
        let (sizes, rest) = file.split_first_chunk::<8>().ok_or(damaged("is missing"))?;
        let [a, b, c, d, e, f, g, h] = *sizes;
        let deflated = u32::from_le_bytes([a, b, c, d]) as usize;
        let inflated = u64::from(u32::from_le_bytes([e, f, g, h]));
        let (body, rest) = rest
            .split_at_checked(deflated)
            .ok_or(damaged("is cut short"))?;
        *file = rest;
        if inflated > LONGEST_SECTION {
            return Err(damaged("claims an impossible size"));
        }
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(body)
            .take(LONGEST_SECTION)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged("does not unpack"))?;
        if bytes.len() as u64 != inflated {
            return Err(damaged("does not have the size that it claims"));
        }
        Ok(Self { name, bytes, at: 0 })
    }

    /// Reads the whole section as a list.
    fn read<T>(
        mut self,
        item: impl FnMut(&mut Self) -> Result<T, BasemapError>,
    ) -> Result<Vec<T>, BasemapError> {
        self.list(item)
    }

    fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, BasemapError>,
    ) -> Result<Vec<T>, BasemapError> {
        let n = self.length()?;
        (0..n).map(|_| item(self)).collect()
    }

    fn track(&mut self, class: u8) -> Result<Track, BasemapError> {
        let n = self.length()?;
        let (mut x, mut y) = (0_i64, 0_i64);
        let mut points = Vec::with_capacity(n);
        for _ in 0..n {
            x = x.wrapping_add(self.signed()?);
            y = y.wrapping_add(self.signed()?);
            points.push([self.grid(x)?, self.grid(y)?]);
        }
        let mut levels = Vec::with_capacity(n);
        while levels.len() < n {
            let pair = self.byte()?;
            levels.push(pair & 15);
            if levels.len() < n {
                levels.push(pair >> 4);
            }
        }
        Ok(Track {
            class,
            points,
            levels,
        })
    }

    /// A coordinate: the square, and a little beyond it.
    fn grid(&self, value: i64) -> Result<i32, BasemapError> {
        let limit = GRID as i64;
        if (-limit..=2 * limit).contains(&value) {
            Ok(value as i32)
        } else {
            Err(self.damaged("has a place outside the world"))
        }
    }

    /// The length of a list; every item takes a byte at least, so none is longer than what is left.
    fn length(&mut self) -> Result<usize, BasemapError> {
        let n = self.unsigned()?;
        match usize::try_from(n) {
            Ok(n) if n <= self.bytes.len() - self.at => Ok(n),
            _ => Err(self.damaged("has an impossible count")),
        }
    }

    fn text(&mut self) -> Result<String, BasemapError> {
        let n = self.length()?;
        let bytes = self.bytes.get(self.at..self.at + n).unwrap_or_default();
        self.at += n;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    fn small(&mut self) -> Result<u8, BasemapError> {
        let n = self.unsigned()?;
        u8::try_from(n).map_err(|_| self.damaged("has an impossible rank"))
    }

    fn signed(&mut self) -> Result<i64, BasemapError> {
        let n = self.unsigned()?;
        Ok((n >> 1).cast_signed() ^ -((n & 1).cast_signed()))
    }

    fn unsigned(&mut self) -> Result<u64, BasemapError> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(self.damaged("has an endless number"))
    }

    fn byte(&mut self) -> Result<u8, BasemapError> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte.ok_or_else(|| self.damaged("is cut short"))
    }

    fn damaged(&self, problem: &'static str) -> BasemapError {
        BasemapError::Damaged {
            section: self.name,
            problem,
        }
    }
}
