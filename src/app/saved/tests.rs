//! Atlases as they are saved, and what is said of what they cannot say.

use super::*;

fn opened(text: &str) -> (OpenedAtlas, Vec<Notice>) {
    let text = format!(r#"{{"format":"station-atlas","version":1,{text}}}"#);
    let atlas = saved::read(text.as_bytes()).unwrap();
    open(&atlas, |_| Err("There is no such file.".to_owned()))
}

#[test]
fn embedded_rows_need_no_file_and_missing_roles_are_guessed() {
    let rows = r#"{"type":"Feature","properties":{"name":"A","date":"2016"},
                   "geometry":{"type":"Point","coordinates":[1,2]}}"#;
    let (atlas, notices) = opened(&format!(
        r#""layers":[{{"id":"x","source":{{"embedded":{rows}}}}},{{"id":"y","title":"Why"}}]"#
    ));
    assert_eq!(atlas.document.layers.len(), 1);
    assert_eq!(&*atlas.document.layers[0].title, "x");
    assert_eq!(
        atlas.document.layers[0]
            .schema
            .property(crate::model::Role::Start),
        Some("date")
    );
    assert!(notices[0].title.contains("Why") && notices[0].text.contains("names no file"));
}

#[test]
fn the_view_gives_clock_axis_and_camera() {
    let (atlas, notices) = opened(
        r#""view":{"camera":{"lon":180,"lat":0,"zoom":3},
           "time":{"mode":"during","at":"2019","from":"2016-05","step":"quarter","axis":"2014/2020-06"}}"#,
    );
    assert_eq!(notices, []);
    let clock = atlas.document.clock;
    assert_eq!((clock.mode, clock.step()), (Mode::During, Step::Quarter));
    assert_eq!(
        Step::Quarter.notation(clock.tick()),
        Step::Quarter.notation(date("2019-12").unwrap().span)
    );
    assert_eq!(clock.window().start, date("2016-04").unwrap().span.start);
    let axis = atlas.document.axis_home.unwrap();
    assert_eq!(
        (axis.start, axis.end),
        (
            date("2014").unwrap().span.start,
            date("2020-06").unwrap().span.end
        )
    );
    let (world, zoom) = atlas.camera.unwrap();
    assert!((world.y - 0.5).abs() < 1e-9 && (zoom - 3.0).abs() < 1e-9);
}

#[test]
fn what_makes_no_sense_is_told_in_one_notice_and_left_out() {
    let (atlas, notices) = opened(
        r##""view":{"time":{"at":"soon","axis":"ever"}},
           "categories":[{"property":"p","value":"v","light":"red","dark":"#102030"}]"##,
    );
    assert_eq!(notices.len(), 1);
    for part in ["“soon”", "“ever”", "“red”"] {
        assert!(notices[0].text.contains(part), "{}", notices[0].text);
    }
    assert_eq!(atlas.document.clock.mode, Mode::AllTime);
    assert_eq!(
        atlas.document.categories[0].color.light,
        Rgb([0x10, 0x20, 0x30])
    );
}

const DATED: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"A","date":"2016-05"},"geometry":null},
    {"type":"Feature","properties":{"name":"B","date":"2019-02"},"geometry":null}]}"#;

#[test]
fn without_a_saved_date_the_clock_stands_at_the_last_record() {
    let layers = format!(r#""layers":[{{"id":"x","source":{{"embedded":{DATED}}}}}]"#);
    let (atlas, notices) = opened(&layers);
    assert_eq!(notices, []);
    let document = &atlas.document;
    let at = |clock: &Clock| clock.step().label(clock.tick());
    assert_eq!(
        (document.clock.mode, at(&document.clock)),
        (Mode::UpTo, "February 2019".to_owned())
    );
    let axis = document.axis_home.unwrap();
    assert_eq!(axis.start, date("2016-05").unwrap().span.start);
    assert_eq!(axis.end, date("2019-02").unwrap().span.end);

    let view = r#""view":{"time":{"mode":"at","step":"year","axis":"2010/2020"}}"#;
    let (atlas, _) = opened(&format!("{layers},{view}"));
    let document = &atlas.document;
    assert_eq!(
        (document.clock.mode, at(&document.clock)),
        (Mode::At, "2019".to_owned())
    );
    assert_eq!(document.axis_home, span("2010/2020"));
}

#[test]
fn every_name_that_is_not_known_is_told() {
    let (atlas, notices) = opened(&format!(
        r#""layers":[{{"id":"x","title":"Ex","source":{{"embedded":{DATED}}},
             "roles":{{"start":"date","category":"colour"}},
             "style":{{"marks":"sparkles","lane":"river"}}}}],
           "categories":[{{"property":"p","value":"v","shape":"star"}}],
           "view":{{"time":{{"at":"2019","mode":"dream","step":"moon"}}}}"#
    ));
    let [notice] = notices.as_slice() else {
        panic!("{notices:?}");
    };
    for words in [
        "“Ex”: the kind of marks “sparkles” is not known here: plain records are drawn.",
        "“Ex”: the lane “river”",
        "“Ex”: the role “category” is given to “colour”, a property that no row has.",
        "The shape “star”",
        "The question of the clock “dream”",
        "The step “moon”",
    ] {
        assert!(notice.text.contains(words), "{words}: {}", notice.text);
    }
    assert_eq!(notice.text.lines().count(), 6);
    assert_eq!(atlas.document.clock.mode, Mode::UpTo);
}

#[test]
fn dates_that_cannot_be_read_are_told_for_each_layer() {
    let rows = DATED.replace("2019-02", "13/25/2016");
    let (_, notices) = opened(&format!(
        r#""layers":[{{"id":"x","source":{{"embedded":{rows}}},"roles":{{"start":"date"}}}}]"#
    ));
    let [notice] = notices.as_slice() else {
        panic!("{notices:?}");
    };
    assert!(
        notice.text.starts_with("Line 3: date: “13/25/2016”"),
        "{}",
        notice.text
    );
}

/// The choices of time that came after the first fixture: what is saved is what is opened, and what
/// is written again says the same.
#[test]
fn every_choice_of_time_is_kept() {
    let text = include_str!("../../../tests/fixtures/atlas/v1-time.atlas.json");
    let mut atlas = saved::read(text.as_bytes()).unwrap();
    for _ in 0..2 {
        let (opened, notices) = open(&atlas, |_| Err("There is no such file.".to_owned()));
        assert_eq!(notices, []);
        let document = opened.document;
        let clock = document.clock;
        assert_eq!((clock.mode, clock.within), (Mode::During, Within::Starting));
        assert_eq!(document.undated, Undated::Ghost);
        assert_eq!(document.verb.as_deref(), Some("Measured"));
        let asked = crate::session::words::date_asked(&clock);
        assert_eq!(asked, "1 May 2026, 10:05 – 10:20 UTC");
        assert_eq!(document.axis_home.unwrap().duration_ms(), 41 * 60_000);
        atlas = saved::read(&saved::write(&atlas)).unwrap();
    }
}

#[test]
fn every_step_question_and_tray_has_a_name() {
    for step in Step::ALL {
        let view = format!(
            r#""view":{{"time":{{"at":"2019","step":"{}"}}}}"#,
            step.name()
        );
        let (atlas, notices) = opened(&view);
        assert_eq!((atlas.document.clock.step(), notices), (step, vec![]));
    }
    for mode in Mode::ALL {
        let view = format!(
            r#""view":{{"time":{{"at":"2019","mode":"{}"}}}}"#,
            mode.key()
        );
        let (atlas, notices) = opened(&view);
        assert_eq!((atlas.document.clock.mode, notices), (mode, vec![]));
    }
    for (name, undated) in [
        ("hide", Undated::Hide),
        ("ghost", Undated::Ghost),
        ("show", Undated::Show),
    ] {
        let view = format!(r#""view":{{"time":{{"at":"2019","undated":"{name}"}}}}"#);
        let (atlas, notices) = opened(&view);
        assert_eq!((atlas.document.undated, notices), (undated, vec![]));
    }
}
