//! The program from outside, without a display: what it says and how it exits.

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_station-atlas"));
    command.args(arguments);
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.output().expect("the program starts")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn help_names_every_option_and_version_the_version() {
    let help = run(&["--help"]);
    assert!(help.status.success());
    let text = words(&help.stdout);
    for option in [
        "[FILES]...",
        "--theme",
        "--renderer",
        "--size",
        "--frame-stats",
        "--version",
    ] {
        assert!(text.contains(option), "{option} is missing in\n{text}");
    }
    let version = run(&["--version"]);
    assert!(version.status.success());
    let expected = format!("station-atlas {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(words(&version.stdout), expected);
}

#[test]
fn an_argument_that_is_not_understood_gets_a_sentence() {
    for (arguments, part) in [
        (["--bogus"].as_slice(), "unexpected argument '--bogus'"),
        (&["--theme", "pink"], "invalid value 'pink'"),
        (&["--size", "big"], "write it like 1280x800"),
        (&["--size", "20x20"], "at least 900x600"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let text = words(&output.stderr);
        assert!(text.contains(part), "{arguments:?}: {text}");
    }
}

/// Linux only: elsewhere a desktop cannot be taken away by the environment.
#[cfg(target_os = "linux")]
#[test]
fn without_a_display_one_sentence_says_what_to_do() {
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(2));
    let text = words(&output.stderr);
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(
        text.starts_with("station-atlas: no window can be opened"),
        "{text}"
    );
    assert!(
        text.contains("apt install xvfb") && !text.contains("panicked"),
        "{text}"
    );
    assert_eq!(words(&output.stdout), "");
}

/// A display that nobody serves. Where even the library to ask it is missing, that is said.
#[cfg(target_os = "linux")]
#[test]
fn a_display_that_does_not_answer_is_one_sentence_too() {
    let output = Command::new(env!("CARGO_BIN_EXE_station-atlas"))
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("RUST_LOG")
        .env("DISPLAY", ":4095")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let text = words(&output.stderr);
    assert_eq!(text.lines().count(), 1, "{text}");
    let says =
        text.contains("no display answers at “:4095”") || text.contains("a library is missing");
    assert!(says, "{text}");
}
