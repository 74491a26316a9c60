//! What is known of a record, and where it leads.

use super::*;
use station_atlas::query::Undated;

#[test]
fn details_open_links_and_copy_citations() {
    let mut panel = open(with_selection(0), (310.0, 900.0), DETAILS);
    panel.get_by_label("Milan, Italy");
    panel.get_by_label("May 2016");
    panel.get_by_label("city (not a street address)");
    panel.get_by_label("A note about it.");
    panel
        .get_by_role_and_label(Role::Link, "A station opens")
        .click();
    panel.run();
    assert!(
        panel
            .query_by_role_and_label(Role::Link, "Minutes")
            .is_none(),
        "it has no address"
    );
    click(&mut panel, "Copy citation: A station opens");
    click(&mut panel, "Copy citation: Minutes");
    let citation = "The Paper. “A station opens”. 2018-06. https://example.org/a";
    let commands = [
        FileCommand::OpenUrl("https://example.org/a".to_owned()),
        FileCommand::Copy(citation.to_owned()),
        FileCommand::Copy("Archive. “Minutes”".to_owned()),
    ];
    expect(&mut panel, &commands.map(Command::File));
}

#[test]
fn records_on_one_spot_lead_to_each_other() {
    let mut panel = open(with_selection(0), (310.0, 900.0), DETAILS);
    let select = |panel: &Harness<'_, Desk>, row| {
        Command::Select(SelectCommand::Record(Some(record(
            &panel.state().session,
            row,
        ))))
    };
    panel.get_by_label("1 of 3 here");
    click(&mut panel, "Previous record here");
    let wanted = select(&panel, 2);
    expect(&mut panel, &[wanted]);
    panel.get_by_label("3 of 3 here");
    click(&mut panel, "Next record here");
    let wanted = select(&panel, 0);
    expect(&mut panel, &[wanted]);
    click(&mut panel, "Blue · 2018");
    let wanted = select(&panel, 1);
    expect(&mut panel, &[wanted]);
}

#[test]
fn country_records_are_together_and_say_that_no_city_is_given() {
    let mut panel = open(with_selection(3), (310.0, 900.0), DETAILS);
    panel.get_by_label("1 of 2 here");
    panel.get_by_label("somewhere in Spain; no city is given");
    click(&mut panel, "Show on map");
    expect(&mut panel, &[Command::Select(SelectCommand::Focus)]);
}

#[test]
fn a_record_outside_the_time_shown_offers_to_go_there() {
    let mut session = with_selection(2);
    session.apply(Command::Time(TimeCommand::Mode(Mode::UpTo)));
    let early = station_atlas::model::Instant(1_400_000_000_000);
    session.apply(Command::Time(TimeCommand::At(early)));
    let mut panel = open(session, (310.0, 900.0), DETAILS);
    click(&mut panel, "Go to March 2020");
    let shown = |panel: &Harness<'_, Desk>| {
        let session = &panel.state().session;
        let record = session.selection.unwrap();
        session
            .derived
            .layer(record.layer)
            .unwrap()
            .drawn
            .contains(record.row)
    };
    assert!(shown(&panel));
    assert!(panel.query_by_label("Go to March 2020").is_none());
}

#[test]
fn an_undated_record_says_so_and_can_be_shown() {
    let mut panel = open(with_selection(5), (310.0, 900.0), DETAILS);
    panel.get_by_label("not known");
    click(&mut panel, "Show undated records");
    expect(
        &mut panel,
        &[Command::Filter(FilterCommand::Undated(Undated::Show))],
    );
    assert!(panel.query_by_label("Show undated records").is_none());
}

#[test]
fn without_a_selection_the_panel_explains_the_marks() {
    let mut panel = open(atlas(), (310.0, 900.0), DETAILS);
    panel.get_by_label("Reported, not verified.");
    panel.get_by_label("Has begun");
    panel.get_by_label("Made by hand");
    click(&mut panel, "More about the data");
    expect(&mut panel, &[Command::Show(ShowCommand::About(true))]);
}

#[test]
fn a_selection_that_is_gone_shows_the_summary() {
    let mut session = atlas();
    session.selection = Some(RecordRef {
        layer: LayerId(99),
        row: RowId(7),
    });
    let panel = open(session, (310.0, 600.0), DETAILS);
    panel.get_by_label("Reported, not verified.");
    let mut session = atlas();
    session.selection = Some(record(&session, 5000));
    let panel = open(session, (310.0, 600.0), DETAILS);
    panel.get_by_label("Reported, not verified.");
}

#[test]
fn from_a_record_that_was_gone_to_there_is_a_way_back() {
    let mut session = with_selection(2);
    session.apply(Command::Time(TimeCommand::Mode(Mode::UpTo)));
    let early = station_atlas::model::Instant(1_400_000_000_000);
    session.apply(Command::Time(TimeCommand::At(early)));
    let before = session.document.clock;
    let mut panel = open(session, (310.0, 900.0), DETAILS);
    click(&mut panel, "Go to March 2020");
    click(&mut panel, "Back to May 2014");
    assert_eq!(panel.state().session.document.clock, before);
    assert!(panel.query_by_label("Back to May 2014").is_none());
    panel.get_by_label("Go to March 2020");
}

#[test]
fn the_marks_that_are_explained_are_those_that_can_be_seen() {
    let mut panel = open(atlas(), (310.0, 900.0), DETAILS);
    let said = |panel: &Harness<'_, Desk>, words: &str| panel.query_by_label(words).is_some();
    // In All time nothing is in between, nothing has an end, and the operations are none.
    for (words, is_there) in [
        ("Has begun", true),
        ("In this country, city not given", true),
        ("Possibly begun by then", false),
        ("There by its date", false),
        ("Over since", false),
        ("No date", false),
        ("Operation", false),
    ] {
        assert_eq!(said(&panel, words), is_there, "{words}");
    }
    for (command, words) in [
        (
            Command::Time(TimeCommand::Mode(Mode::UpTo)),
            "Possibly begun by then",
        ),
        (
            Command::Filter(FilterCommand::Undated(Undated::Ghost)),
            "No date",
        ),
    ] {
        panel.state_mut().session.apply(command);
        panel.run();
        assert!(said(&panel, words), "{words}");
    }
    let hide = FilterCommand::Undated(Undated::Hide);
    panel.state_mut().session.apply(Command::Filter(hide));
    panel.run();
    assert!(!said(&panel, "No date"));
}
