//! Choices that an atlas saves by name.

use serde::{Deserialize, Serialize};

/// A choice by name; a name that this program does not know is kept in `Other`.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A name that a newer program knows.
            #[serde(untagged)]
            Other(String),
        }
    };
}

names! {
    /// The marks of a layer on the map.
    Marks {
        /// Dots and shapes by category, rings for *known by*.
        Stations,
        /// Return operations and handovers.
        Operations,
        /// What governments did.
        Responses,
        /// Nothing on the map.
        None,
        /// Plain records, as any file has them.
        #[default]
        Records,
    }
}

names! {
    /// The lane of a layer on the timeline.
    Lane {
        /// Stacked bars by category.
        #[default]
        Histogram,
        /// A tick a record.
        Ticks,
        /// Named milestones, and bars over a span.
        Milestones,
        /// Nothing on the timeline.
        None,
    }
}

names! {
    /// The shape of a category's marks.
    Shape {
        /// A circle.
        #[default]
        Circle,
        /// A square.
        Square,
        /// A triangle that points up.
        Triangle,
        /// A diamond.
        Diamond,
        /// A pentagon.
        Pentagon,
        /// A hexagon.
        Hexagon,
    }
}

names! {
    /// The question that the clock asks.
    Mode {
        /// Everything that had begun.
        #[default]
        UpTo,
        /// What was there.
        At,
        /// What was there in a window.
        During,
        /// Everything.
        All,
    }
}

names! {
    /// What the window is asked for.
    Within {
        /// What existed in it.
        #[default]
        Existing,
        /// What began in it.
        Starting,
    }
}

names! {
    /// What becomes of records without a date.
    Undated {
        /// They are left out.
        #[default]
        Hide,
        /// They are drawn as ghosts.
        Ghost,
        /// They are drawn like the others.
        Show,
    }
}

names! {
    /// The tick of the clock.
    Step {
        /// A second.
        Second,
        /// A minute.
        Minute,
        /// An hour.
        Hour,
        /// A day.
        Day,
        /// A month.
        #[default]
        Month,
        /// A quarter of a year.
        Quarter,
        /// A year.
        Year,
        /// Ten years.
        Decade,
        /// A hundred years.
        Century,
    }
}
