//! The mark of a record, one painter for map, legend, filters and details.
//!
//! Colour never stands alone: a category has a shape, a kind of evidence has a filling. Every mark
//! has an outline of its own hue that reaches 3:1 on land, sea and panel, and a halo outside it
//! that keeps neighbours apart.

mod brush;

use egui::{Color32, Painter, Pos2};

use crate::model::{Role, State};
use crate::query::Undated;
use crate::scene::style::{CategoryStyle, Marks, OTHER, Rgb, Shape, TOL};
use crate::session::{Layer, LayerData, RecordRef, Session};
use crate::view::theme::Theme;

pub use brush::paint_mark;

/// What the filling of a mark says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MarkKind {
    /// There: a reported beginning.
    #[default]
    Filled,
    /// Known by its date; the beginning itself is not known.
    Ring,
    /// As filled, since possibly over, or reported closed.
    Faded,
    /// As ring, since possibly over, or reported closed.
    FadedRing,
    /// Possibly begun: the clock stands inside the range for its beginning.
    Hollow,
    /// Over: a thin pale outline.
    Over,
    /// Without a date, drawn as a ghost.
    Ghost,
    /// An operation.
    Arrow,
    /// A handover from one side to the other.
    DoubleArrow,
    /// What a government did or said.
    Flag,
    /// A milestone: on the timeline only.
    Milestone,
}

/// A mark without its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mark {
    /// The category.
    pub shape: Shape,
    /// The category again.
    pub color: Color32,
    /// The evidence, or the family of the layer.
    pub kind: MarkKind,
}

impl Mark {
    /// The mark of a value of a category, as filters and legend show it.
    #[must_use]
    pub fn of_category(style: &CategoryStyle, theme: &Theme) -> Self {
        Self {
            shape: style.shape,
            color: Theme::color(style.color.pick(theme.is_dark)),
            kind: MarkKind::Filled,
        }
    }

    /// A mark that is about its kind only: a grey disc, ring, arrow, flag…
    #[must_use]
    pub fn sample(kind: MarkKind, theme: &Theme) -> Self {
        Self {
            shape: Shape::Circle,
            color: theme.ink_soft,
            kind,
        }
    }

    /// The mark of a layer as a whole.
    #[must_use]
    pub fn of_layer(layer: &Layer, theme: &Theme) -> Self {
        let kind = match layer.marks {
            Marks::Stations | Marks::Records => MarkKind::Filled,
            Marks::Operations => MarkKind::Arrow,
            Marks::Responses => MarkKind::Flag,
            Marks::None => MarkKind::Milestone,
        };
        Self::sample(kind, theme)
    }

    /// The mark of a record under the clock. `None` where there is no such record.
    #[must_use]
    pub fn of_record(session: &Session, theme: &Theme, record: RecordRef) -> Option<Self> {
        let (layer, data) = session.layer(record.layer)?;
        let style = style_of(session, layer, data, record);
        let family = Self::of_layer(layer, theme);
        let is_plain = layer.schema.property(Role::Category).is_none();
        let plain = match layer.marks {
            // As the map draws a layer without categories.
            Marks::Stations | Marks::Records if is_plain => TOL[0].pick(theme.is_dark),
            Marks::Stations | Marks::Records => OTHER.pick(theme.is_dark),
            _ => Rgb([theme.ink_soft.r(), theme.ink_soft.g(), theme.ink_soft.b()]),
        };
        let state = session
            .derived
            .layer(record.layer)
            .and_then(|shown| shown.states.get(record.row.index()).copied());
        let kind = match family.kind {
            MarkKind::Filled => kind_of(
                state.unwrap_or(State::Undated),
                data.lifespan(record.row).is_known_by(),
                session.document.undated,
            ),
            MarkKind::Arrow if data.category_of(record.row) == Some("handover") => {
                MarkKind::DoubleArrow
            }
            kind => kind,
        };
        Some(Self {
            shape: style.map_or(Shape::Circle, |s| s.shape),
            color: Theme::color(style.map_or(plain, |s| s.color.pick(theme.is_dark))),
            kind,
        })
    }

    /// Paints it.
    pub fn paint(self, painter: &Painter, center: Pos2, radius: f32, theme: &Theme) {
        paint_mark(
            painter, center, radius, self.shape, self.color, self.kind, theme,
        );
    }
}

/// How what may be said of a record is drawn. What has no date is a ghost unless it is to be drawn
/// like the others.
#[must_use]
pub fn kind_of(state: State, is_known_by: bool, undated: Undated) -> MarkKind {
    match (state, is_known_by) {
        (State::Undated, _) if undated != Undated::Show => MarkKind::Ghost,
        (State::Possibly, _) => MarkKind::Hollow,
        (State::PossiblyOver | State::ReportedClosed, false) => MarkKind::Faded,
        (State::PossiblyOver | State::ReportedClosed, true) => MarkKind::FadedRing,
        (State::Over, _) => MarkKind::Over,
        (_, true) => MarkKind::Ring,
        (_, false) => MarkKind::Filled,
    }
}

impl MarkKind {
    /// How much of its colour a mark keeps where there is no room for its filling: in dots, badges
    /// and signs.
    #[must_use]
    pub fn strength(self) -> f32 {
        match self {
            Self::Hollow => 0.55,
            Self::Faded | Self::FadedRing => 0.6,
            Self::Over => 0.35,
            Self::Ghost => 0.3,
            Self::Filled
            | Self::Ring
            | Self::Arrow
            | Self::DoubleArrow
            | Self::Flag
            | Self::Milestone => 1.0,
        }
    }
}

/// The style of the category, else of the origin: an operation has the colour of who ran it.
fn style_of<'a>(
    session: &'a Session,
    layer: &Layer,
    data: &LayerData,
    record: RecordRef,
) -> Option<&'a CategoryStyle> {
    [Role::Category, Role::Origin].into_iter().find_map(|role| {
        let property = layer.schema.property(role)?;
        let value = data.dataset.cell(record.row, property).to_text()?;
        session.document.category(property, &value)
    })
}

/// The outline of what is over: as pale as it can be and still be seen.
#[must_use]
pub fn pale_outline_of(color: Color32, theme: &Theme) -> Color32 {
    outline_of(mixed(color, theme.panel, 0.6), theme)
}

/// The outline of a ghost: grey with a hint of the colour.
#[must_use]
pub fn ghost_outline_of(color: Color32, theme: &Theme) -> Color32 {
    outline_of(mixed(color, theme.ink_ghost, 0.7), theme)
}

/// `color` moved towards black (or white, on dark) until it stands out from land, sea and panel.
#[must_use]
pub fn outline_of(color: Color32, theme: &Theme) -> Color32 {
    let rgb = |c: Color32| Rgb([c.r(), c.g(), c.b()]);
    let end = if theme.is_dark {
        Rgb([255; 3])
    } else {
        Rgb([0; 3])
    };
    let grounds = [theme.land, theme.sea, theme.panel].map(rgb);
    let outline = (0..=20_u8)
        .map(|step| rgb(color).mixed(end, f32::from(step) / 20.0))
        .find(|c| grounds.iter().all(|ground| c.contrast(*ground) >= 3.0))
        .unwrap_or(end);
    Theme::color(outline)
}

fn mixed(a: Color32, b: Color32, share: f32) -> Color32 {
    let rgb = |c: Color32| Rgb([c.r(), c.g(), c.b()]);
    Theme::color(rgb(a).mixed(rgb(b), share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outline_reaches_3_to_1_on_land_sea_and_panel() {
        let bundled = [
            "#EE7733", "#0077BB", "#009988", "#EE3377", "#9AA3AC", "#FF9250", "#1DBFA6",
        ];
        let bundled = bundled.map(|hex| Rgb::from_hex(hex).unwrap());
        for theme in [Theme::light(), Theme::dark()] {
            let tol = TOL.map(|pair| pair.pick(theme.is_dark));
            for color in bundled.into_iter().chain(tol) {
                for outline in [outline_of, pale_outline_of, ghost_outline_of] {
                    let outline = outline(Theme::color(color), &theme);
                    let outline = Rgb([outline.r(), outline.g(), outline.b()]);
                    for ground in [theme.land, theme.sea, theme.panel] {
                        let ground = Rgb([ground.r(), ground.g(), ground.b()]);
                        assert!(outline.contrast(ground) >= 3.0, "{color:?} on {ground:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_filling_follows_the_state() {
        let kind = |state, known_by| kind_of(state, known_by, Undated::Hide);
        assert_eq!(kind(State::There, false), MarkKind::Filled);
        assert_eq!(kind(State::There, true), MarkKind::Ring);
        assert_eq!(kind(State::Possibly, false), MarkKind::Hollow);
        assert_eq!(kind(State::PossiblyOver, true), MarkKind::FadedRing);
        assert_eq!(kind(State::ReportedClosed, false), MarkKind::Faded);
        for known_by in [false, true] {
            assert_eq!(kind(State::Over, known_by), MarkKind::Over);
        }
    }

    #[test]
    fn what_has_no_date_is_a_ghost_unless_it_is_shown_like_the_others() {
        for (undated, expected) in [
            (Undated::Hide, MarkKind::Ghost),
            (Undated::Ghost, MarkKind::Ghost),
            (Undated::Show, MarkKind::Filled),
        ] {
            assert_eq!(kind_of(State::Undated, false, undated), expected);
            assert_eq!(kind_of(State::There, false, undated), MarkKind::Filled);
        }
    }

    #[test]
    fn where_there_is_no_filling_the_states_still_differ() {
        let certain = MarkKind::Filled.strength();
        for kind in [
            MarkKind::Hollow,
            MarkKind::Faded,
            MarkKind::Over,
            MarkKind::Ghost,
        ] {
            assert!(kind.strength() < certain, "{kind:?}");
        }
        assert!(MarkKind::Over.strength() < MarkKind::Faded.strength());
    }
}
