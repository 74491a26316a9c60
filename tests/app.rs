//! The whole program without a window: what a person does, and what the session then holds.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station_atlas::app::App;
use station_atlas::app::cli::{Options, ThemeArg};
use station_atlas::session::{Ground, ThemeChoice};

type Program = Harness<'static, App>;

fn program(options: Options, preferences: Option<PathBuf>) -> Program {
    sized(options, preferences, [1440.0, 900.0])
}

fn sized(options: Options, preferences: Option<PathBuf>, size: [f32; 2]) -> Program {
    Harness::builder()
        .with_size(size)
        .with_max_steps(64)
        .build_eframe(move |cc| App::with_preferences(&cc.egui_ctx, &options, preferences))
}

fn opening(file: &Path) -> Options {
    Options {
        files: vec![file.to_owned()],
        ..Options::default()
    }
}

/// Runs frames until `is_so`, for work on other threads; fails after ten seconds.
fn until(program: &mut Program, is_so: impl Fn(&App) -> bool) {
    for _ in 0..1000 {
        program.step();
        if is_so(program.state()) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("waited too long");
}

fn date(program: &Program) -> String {
    let clock = program.state().session().document.clock;
    clock.step().label(clock.tick())
}

fn title(app: &App) -> &str {
    &app.session().document.title
}

fn two_points(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("two.geojson");
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"A","date":"2016-05"},
         "geometry":{"type":"Point","coordinates":[9.2,45.5]}},
        {"type":"Feature","properties":{"name":"B","date":"2019-01"},"geometry":null}]}"#;
    std::fs::write(&path, text).expect("the folder is writable");
    path
}

#[test]
fn it_opens_the_bundled_atlas_and_the_arrows_step_its_clock() {
    let mut program = program(Options::default(), None);
    program.step();
    assert_eq!(title(program.state()), "Station Atlas");
    assert_eq!(program.state().session().notices, []);
    assert_eq!(date(&program), "December 2022");
    program.key_press(Key::ArrowLeft);
    program.run_steps(3);
    assert_eq!(date(&program), "November 2022");
    program.key_press(Key::Home);
    program.run_steps(3);
    assert_eq!(date(&program), "January 2014");
}

#[test]
fn the_space_bar_plays_from_the_first_month_and_stops() {
    let mut program = program(Options::default(), None);
    program.step();
    program.key_press(Key::Home);
    program.run_steps(3);
    program.key_press(Key::Space);
    program.run_steps(12);
    assert!(program.state().session().playback.running);
    assert_ne!(date(&program), "January 2014");
    program.key_press(Key::Space);
    program.run_steps(3);
    assert!(!program.state().session().playback.running);
}

#[test]
fn a_file_of_the_command_line_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = program(opening(&two_points(&folder)), None);
    until(&mut program, |app| !app.session().data.is_empty());
    assert_eq!(program.state().session().document.layers.len(), 1);
    assert!(
        title(program.state()).contains("two"),
        "{}",
        title(program.state())
    );
}

#[test]
fn a_file_that_is_not_there_leaves_the_bundled_atlas_and_a_notice() {
    let mut program = program(opening(Path::new("/nowhere/absent.geojson")), None);
    until(&mut program, |app| !app.session().data.is_empty());
    assert_eq!(title(program.state()), "Station Atlas");
    let notices = &program.state().session().notices;
    assert!(
        notices
            .iter()
            .any(|notice| notice.title.contains("absent.geojson")),
        "{notices:?}"
    );
}

#[test]
fn the_search_field_finds_a_city_and_flies_there() {
    let mut program = program(Options::default(), None);
    program.step();
    let type_in = |program: &mut Program, text: &str| {
        program.event(egui::Event::Text(text.to_owned()));
        program.run_steps(2);
    };
    type_in(&mut program, "/");
    type_in(&mut program, "米兰");
    let city = "Fly to Milan, Italy";
    // The names are read on a thread, from the first use of the field.
    for _ in 0..1000 {
        program.step();
        if program.query_by_label(city).is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    program.get_by_label(city).click();
    until(&mut program, |app| app.session().flight.is_none());
    program.run_steps(30);
    let view = program.state().session().viewport;
    let (lon, lat) = view.center.to_lon_lat();
    assert!((lon - 9.19).abs() < 0.01 && (lat - 45.46).abs() < 0.01);
    assert_eq!(program.state().session().document.filters.search, "");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dropped_on_the_window_is_opened_and_a_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = program(Options::default(), None);
    program.step();
    let drop_on = |program: &mut Program, path: &Path| {
        let dropped = Arc::new(Dropped(path.to_owned()));
        program.input_mut().dropped_files.push(dropped);
        program.step();
    };
    drop_on(&mut program, folder.path());
    until(&mut program, |app| !app.session().notices.is_empty());
    assert!(
        program.state().session().notices[0]
            .text
            .contains("is a folder")
    );
    assert_eq!(
        title(program.state()),
        "Station Atlas",
        "what was open stays open"
    );
    drop_on(&mut program, &two_points(&folder));
    until(&mut program, |app| title(app) != "Station Atlas");
}

#[test]
fn the_theme_of_the_command_line_is_shown_and_not_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let dark = Options {
        theme: Some(ThemeArg::Dark),
        ..Options::default()
    };
    let mut first = program(dark, Some(folder.path().to_owned()));
    first.run_steps(3);
    assert_eq!(first.ctx.theme(), egui::Theme::Dark);
    drop(first);
    let second = program(Options::default(), Some(folder.path().to_owned()));
    assert_eq!(second.state().session().settings.theme, ThemeChoice::System);
}

const SMALLEST: [f32; 2] = [900.0, 600.0];

fn map(program: &Program) -> Rect {
    program.get_by_role(Role::Canvas).rect()
}

#[test]
fn a_notice_stands_on_the_map_inside_the_window() {
    for size in [SMALLEST, [1440.0, 900.0]] {
        let options = opening(Path::new("/nowhere/absent.geojson"));
        let mut program = sized(options, None, size);
        until(&mut program, |app| !app.session().notices.is_empty());
        program.run_steps(3);
        let title = program.state().session().notices[0].title.clone();
        for part in [title.clone(), format!("Dismiss: {title}")] {
            let part = program.get_by_label(&part).rect();
            assert!(part.height() > 10.0, "{part}");
            assert!(map(&program).contains_rect(part), "{part}");
        }
        program.get_by_label(&format!("Dismiss: {title}")).click();
        program.run_steps(3);
        assert_eq!(program.state().session().notices, []);
    }
}

#[test]
fn folded_panels_leave_their_room_to_the_map() {
    let folder = tempfile::tempdir().expect("a folder");
    let preferences = || Some(folder.path().to_owned());
    let mut program = sized(Options::default(), preferences(), SMALLEST);
    program.run_steps(3);
    assert!(map(&program).width() > 440.0, "{}", map(&program));
    program.get_by_label("Hide the filters").click();
    program.run_steps(3);
    program.key_press(Key::I);
    program.run_steps(3);
    assert!(map(&program).width() > 890.0, "{}", map(&program));
    drop(program);
    let mut program = sized(Options::default(), preferences(), SMALLEST);
    program.run_steps(3);
    assert!(map(&program).width() > 890.0, "it is remembered");
    program.get_by_label("Show the details").click();
    program.key_press(Key::L);
    program.run_steps(3);
    assert!(program.query_by_label("Hide the filters").is_some());
    assert!(map(&program).width() < 460.0, "{}", map(&program));
}

#[test]
fn tiles_that_cannot_be_shown_are_let_go_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let saved = r#"{"tiles":{"file":{"path":"/nowhere/absent.pmtiles"}}}"#;
    std::fs::write(folder.path().join("preferences.json"), saved).expect("it is writable");
    let mut program = program(Options::default(), Some(folder.path().to_owned()));
    program.run_steps(4);
    assert_eq!(program.state().session().settings.ground, Ground::Bundled);
    assert_eq!(program.state().session().notices.len(), 1);
    // Chosen again, with the notice still there.
    program.get_by_label("Map").click();
    program.run_steps(2);
    let field = program.get_by_role_and_label(Role::TextInput, "Path of the map file");
    field.focus();
    program.run_steps(2);
    let field = program.get_by_role_and_label(Role::TextInput, "Path of the map file");
    field.type_text("/nowhere/absent.pmtiles");
    program.run_steps(2);
    program.get_by_label("Use this file").click();
    program.run_steps(5);
    assert_eq!(program.state().session().settings.ground, Ground::Bundled);
    assert_eq!(program.state().session().notices.len(), 1);
}

#[test]
fn closing_a_card_gives_the_focus_back() {
    let mut program = program(Options::default(), None);
    program.run_steps(3);
    program.get_by_label("About").focus();
    program.run_steps(2);
    program.key_press(Key::Enter);
    program.run_steps(4);
    assert!(program.state().session().settings.about_open);
    assert!(!program.get_by_label("About").is_focused());
    program.key_press(Key::Escape);
    program.run_steps(4);
    assert!(!program.state().session().settings.about_open);
    assert!(program.get_by_label("About").is_focused());
}

#[test]
fn stepping_to_the_next_record_says_what_appeared_aloud() {
    let mut program = program(Options::default(), None);
    program.step();
    let by_ctrl = |program: &mut Program, key| {
        program.key_press_modifiers(egui::Modifiers::COMMAND, key);
        program.run_steps(3);
    };
    by_ctrl(&mut program, Key::ArrowRight);
    assert_eq!(date(&program), "January 2023");
    let session = program.state().session();
    let said = station_atlas::session::words::caption_words(session).expect("something appeared");
    let caption = program.get_by_label(&said);
    assert_eq!(
        caption.accesskit_node().live(),
        egui::accesskit::Live::Polite
    );
    program.key_press(Key::ArrowRight);
    program.run_steps(3);
    assert!(program.query_by_label(&said).is_none());
}

#[test]
fn any_file_is_shown_stepped_and_played_in_every_mode() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/any-file");
    for file in std::fs::read_dir(folder).expect("the fixtures are there") {
        let mut program = sized(
            opening(&file.expect("a fixture").path()),
            None,
            [1280.0, 720.0],
        );
        until(&mut program, |app| !app.session().data.is_empty());
        for mode in [Key::Num1, Key::Num2, Key::Num3, Key::Num4] {
            program.key_press(mode);
            program.key_press(Key::Home);
            program.run_steps(2);
            program.key_press_modifiers(egui::Modifiers::COMMAND, Key::ArrowRight);
            program.run_steps(2);
            program.key_press(Key::Space);
            program.run_steps(6);
            program.key_press(Key::Space);
            program.key_press(Key::End);
            program.run_steps(2);
        }
    }
}
