//! Does what a session asks of the world outside: dialogs, files, links, the clipboard.

use crate::session::command::{FileCommand, ShowCommand};
use crate::session::{Command, Effect, Notice};

use super::clock::{ms_since, now};
use super::jobs::{Jobs, Kind};
use super::{open, tell};

/// A dialog that is gone sooner than this was never there: no person is that fast.
const NO_DIALOG_MS: f32 = 100.0;

/// Does one thing. What takes time answers through the jobs, what went wrong at once.
pub fn perform(effect: Effect, ctx: &egui::Context, jobs: &mut Jobs) -> Option<Command> {
    match effect {
        Effect::AskForFile => ask_for_file(ctx, jobs),
        Effect::Read(paths) => {
            jobs.start(Kind::Read, wake(ctx), move |cancel| {
                open::read_files(&paths, cancel)
            });
        }
        Effect::OpenUrl(url) => {
            if !is_web_link(&url) {
                return Some(tell(Notice {
                    title: "The link was not opened".to_owned(),
                    text: format!("“{url}” does not lead to the web."),
                    is_error: true,
                }));
            }
            ctx.open_url(egui::OpenUrl::new_tab(url));
        }
        Effect::Copy(text) => ctx.copy_text(text),
    }
    None
}

/// Links come from files that anybody may have made; only the web is opened for them.
fn is_web_link(url: &str) -> bool {
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

fn ask_for_file(ctx: &egui::Context, jobs: &mut Jobs) {
    if jobs.is_running(Kind::Dialog) {
        return;
    }
    let opened = now();
    // Made here because macOS wants dialogs from the main thread; waited for elsewhere.
    let dialog = rfd::AsyncFileDialog::new()
        .set_title("Open an atlas or a GeoJSON file")
        .add_filter(
            "GeoJSON and atlases",
            &["geojson", "json", "geojsonl", "ndjson", "gz"],
        )
        .add_filter("All files", &["*"])
        .pick_file();
    jobs.start(Kind::Dialog, wake(ctx), move |_| {
        let picked = pollster::block_on(dialog);
        match picked {
            Some(file) => vec![Command::File(FileCommand::Open(vec![
                file.path().to_owned(),
            ]))],
            None if ms_since(opened) < NO_DIALOG_MS => no_dialog(),
            None => Vec::new(),
        }
    });
}

fn no_dialog() -> Vec<Command> {
    let notice = Notice {
        title: "This desktop has no file dialog".to_owned(),
        text: "Write the path of the file, or drop it on the window. (Linux: xdg-desktop-portal \
               or zenity gives you one.)"
            .to_owned(),
        is_error: false,
    };
    vec![Command::Show(ShowCommand::Path(true)), tell(notice)]
}

fn wake(ctx: &egui::Context) -> impl FnOnce() + Send + 'static {
    let ctx = ctx.clone();
    move || ctx.request_repaint()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_links_are_opened() {
        for url in ["https://safeguarddefenders.com", "HTTP://example.org/a?b"] {
            assert!(is_web_link(url), "{url}");
        }
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://host",
            "",
            "/usr/bin/x",
        ] {
            assert!(!is_web_link(url), "{url}");
        }
    }

    #[test]
    fn copying_and_opening_reach_egui() {
        let ctx = egui::Context::default();
        let mut jobs = Jobs::default();
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let mut answer = |effect| perform(effect, ui.ctx(), &mut jobs);
            assert!(answer(Effect::Copy("cite".to_owned())).is_none());
            assert!(answer(Effect::OpenUrl("https://a.test".to_owned())).is_none());
            assert!(answer(Effect::OpenUrl("file:///a".to_owned())).is_some());
        });
        let words = format!("{:?}", output.platform_output.commands);
        assert!(
            words.contains("cite") && words.contains("https://a.test"),
            "{words}"
        );
        assert!(!words.contains("file:///a"), "{words}");
        let mut delta = output.textures_delta;
        delta.clear();
    }
}
