//! A round length in the units of the map's scale.

/// A length to draw: metres, its words, and how many points it is long.
#[derive(Clone, PartialEq, Debug)]
pub struct ScaleBar {
    /// "500 km".
    pub words: String,
    /// Its length on the screen.
    pub width_points: f32,
}

/// The longest round length (1, 2 or 5 times a power of ten) that is at most `most_points` long.
#[must_use]
pub fn scale_bar(metres_per_point: f64, most_points: f32) -> ScaleBar {
    let most = (metres_per_point * f64::from(most_points)).max(1e-3);
    let power = 10_f64.powf(most.log10().floor());
    let metres = [5.0, 2.0, 1.0]
        .into_iter()
        .map(|n| n * power)
        .find(|m| *m <= most)
        .unwrap_or(power);
    let words = if metres >= 1000.0 {
        format!("{} km", metres / 1000.0)
    } else if metres >= 1.0 {
        format!("{metres} m")
    } else {
        format!("{} cm", (metres * 100.0).round())
    };
    ScaleBar {
        words,
        width_points: (metres / metres_per_point) as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_round_and_fits() {
        for (metres_per_point, words) in [(25_000.0, "2000 km"), (900.0, "50 km"), (0.5, "50 m")] {
            let bar = scale_bar(metres_per_point, 100.0);
            assert_eq!(bar.words, words);
            assert!(
                bar.width_points <= 100.0 && bar.width_points > 30.0,
                "{bar:?}"
            );
        }
    }
}
