//! Why there is no window, as one sentence each that says what to do.

use std::ffi::OsString;
use std::fmt;

/// A start that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// No desktop is running, as far as the environment says.
    NoDisplay,
    /// A display is named, and nobody answers there.
    Unreachable,
    /// A library that windows need is not installed.
    MissingLibrary,
    /// No driver can draw.
    NoDriver,
}

/// What X11 and Wayland windows need, as Debian and Ubuntu call it.
const X11_PACKAGES: &str =
    "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon0 libxkbcommon-x11-0";
const WAYLAND_PACKAGES: &str = "libwayland-client0 libwayland-egl1 libxkbcommon0 libegl1";
const DRIVER_PACKAGES: &str = "libgl1 libegl1 libgl1-mesa-dri";

impl Trouble {
    /// Tells what is behind the reason that a renderer gave.
    #[must_use]
    pub fn from_reason(reason: &str) -> Self {
        let says = |parts: &[&str]| parts.iter().any(|part| reason.contains(part));
        if says(&[
            "could not be loaded",
            "Failed to load",
            "dlopen",
            "NoWaylandLib",
        ]) {
            Self::MissingLibrary
        } else if says(&["EventLoop", "Failed to open connection", "Wayland"]) {
            Self::Unreachable
        } else {
            Self::NoDriver
        }
    }

    /// Whether another renderer would meet the same.
    #[must_use]
    pub fn is_final(&self) -> bool {
        *self != Self::NoDriver
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no window can be opened, because ")?;
        match self {
            Self::NoDisplay => f.write_str(
                "neither DISPLAY nor WAYLAND_DISPLAY is set: start it from a desktop, or install a \
                 display without a screen (Debian, Ubuntu: apt install xvfb, then xvfb-run \
                 station-atlas).",
            ),
            Self::Unreachable => write!(
                f,
                "no display answers at {}: start it from a desktop, or install a display without a \
                 screen (Debian, Ubuntu: apt install xvfb, then xvfb-run station-atlas).",
                display_name()
            ),
            Self::MissingLibrary => write!(
                f,
                "a library is missing: install what windows need (Debian, Ubuntu: apt install \
                 {X11_PACKAGES} {DRIVER_PACKAGES}; on Wayland {WAYLAND_PACKAGES})."
            ),
            Self::NoDriver => write!(
                f,
                "no graphics driver works: install one (Debian, Ubuntu: apt install \
                 {DRIVER_PACKAGES}; elsewhere the driver of your graphics card)."
            ),
        }
    }
}

/// Whether the environment names a display.
#[must_use]
pub fn has_display(env: impl Fn(&'static str) -> Option<OsString>) -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .into_iter()
        .any(|name| env(name).is_some_and(|value| !value.is_empty()))
}

fn display_name() -> String {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .map_or_else(
            || "the display".to_owned(),
            |value| format!("“{}”", value.display()),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reasons_of_winit_and_the_drivers_are_told_apart() {
        for (reason, trouble) in [
            (
                "Library libxkbcommon-x11.so could not be loaded.",
                Trouble::MissingLibrary,
            ),
            (
                "winit EventLoopError: os error at mod.rs:788: Failed to load one of xlib's \
                 shared libraries",
                Trouble::MissingLibrary,
            ),
            (
                "winit EventLoopError: os error at mod.rs:788: Failed to open connection to X server",
                Trouble::Unreachable,
            ),
            (
                "WGPU error: Failed to create surface for any enabled backend: {}",
                Trouble::NoDriver,
            ),
            ("glutin error: [a7] GLXBadFBConfig", Trouble::NoDriver),
        ] {
            assert_eq!(Trouble::from_reason(reason), trouble, "{reason}");
            assert_eq!(trouble.to_string().lines().count(), 1);
        }
    }

    #[test]
    fn an_empty_display_is_none() {
        assert!(!has_display(|_| None));
        assert!(!has_display(|_| Some(OsString::new())));
        assert!(has_display(|name| (name == "DISPLAY").then(|| ":0".into())));
        assert!(has_display(
            |name| (name == "WAYLAND_DISPLAY").then(|| "wayland-0".into())
        ));
    }
}
