use super::*;
use crate::model::time::notation::read;

#[test]
fn words_follow_the_precision() {
    for (text, words) in [
        ("2016", "2016"),
        ("2016-05", "May 2016"),
        ("2016-05-21", "21 May 2016"),
        ("2019-Q1", "Q1 2019"),
        ("2019-21", "March to May 2019"),
        ("2019-24", "December 2019 to February 2020"),
        ("2016-W20", "the week of 16 May 2016"),
        ("201X", "the 2010s"),
        ("20XX", "2000–2099"),
        ("19XX", "1900–1999"),
        ("00XX", "1 BC to 99"),
        ("-00XX", "100 BC to 2 BC"),
        ("200X", "2000–2009"),
        ("001X", "the 10s"),
        ("-001X", "20 BC to 11 BC"),
        ("2019-37", "January to April 2019"),
        ("2019-41", "July to December 2019"),
        ("0999", "999"),
        ("2016~", "about 2016"),
        ("2016?", "2016 (uncertain)"),
        ("2016-05%", "about May 2016 (uncertain)"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("2016-05-21T14:30Z", "21 May 2016, 14:30 UTC"),
        ("2016-05-21T14:30:05Z", "21 May 2016, 14:30:05 UTC"),
        ("2019-03-20T14Z", "20 March 2019, 14:00–14:59 UTC"),
        ("2019-03-20T14:05+02:00", "20 March 2019, 12:05 UTC"),
        ("2019-03-20T14:05:07.5Z", "20 March 2019, 14:05:07.500 UTC"),
        ("2019-03-20+02:00", "20 March 2019 (UTC+02:00)"),
        ("[1667..1670]", "between 1667 and 1670"),
        ("[..2022-01-22]", "by 22 January 2022"),
        ("2018-06/2019-09", "between June 2018 and September 2019"),
        ("2018-06/..", "June 2018 or later"),
        ("/2018", "by 2018"),
    ] {
        assert_eq!(start_range(&read(text).unwrap()), words, "{text}");
    }
    for (text, words) in [
        ("2018-06/2019-09", "June 2018 to September 2019"),
        ("2019-03/..", "March 2019 to now"),
        ("2019-03/", "March 2019 to an unknown date"),
    ] {
        assert_eq!(reading(&read(text).unwrap()), words, "{text}");
    }
}

fn span_of(text: &str) -> Span {
    match read(text).unwrap() {
        Reading::Date(date) => date.span,
        Reading::Interval { start, end } => {
            start.date().unwrap().span.union(end.date().unwrap().span)
        }
        Reading::OneOf { first, last } => first.span.union(last.span),
        Reading::OrEarlier(_) => unreachable!("not in these tests"),
    }
}

#[test]
fn a_span_is_named_by_its_edges() {
    for (text, words) in [
        ("2016", "2016"),
        ("2016-05", "May 2016"),
        ("2018-06/2019-09", "between June 2018 and September 2019"),
        ("2016/2018", "between 2016 and 2018"),
        ("2016-05-21/2016-06", "between 21 May 2016 and 30 June 2016"),
        ("2019-Q2", "Q2 2019"),
    ] {
        assert_eq!(span(span_of(text)), words, "{text}");
    }
}

#[test]
fn a_life_in_words() {
    let life = |start, end: Option<&str>, closure: Option<&str>| {
        let end = end.map(span_of).map(|s| match s.duration_ms() {
            ..DAY_MS => s,
            _ => Span {
                start: Instant(s.start.0 + DAY_MS),
                end: s.end,
            },
        });
        let closure = closure.map(span_of);
        lifespan(&Lifespan {
            start,
            end,
            closure,
        })
    };
    let within = |text| Start::Within(span_of(text));
    let known_by = |text| Start::KnownBy(span_of(text));
    for (words, expected) in [
        (life(Start::Undated, None, None), None),
        (
            life(within("2019-03"), None, None),
            Some("March 2019 to now"),
        ),
        (
            life(within("2019-03"), Some("2020-05-21"), None),
            Some("March 2019 to 21 May 2020"),
        ),
        (life(within("2019"), Some("2019"), None), Some("2019")),
        (
            life(within("2019/2020"), Some("2020-12-31"), None),
            Some("began between 2019 and 2020, ended 31 December 2020"),
        ),
        (
            life(within("2019-03-20T14:05Z"), Some("2019-03-20T14:30Z"), None),
            Some("20 March 2019, 14:05 UTC to 20 March 2019, 14:30 UTC"),
        ),
        (
            life(within("2019-03-20T14:05Z"), Some("2019-03-20T14:05Z"), None),
            Some("20 March 2019, 14:05 UTC"),
        ),
        (
            life(within("2018-06/2019-09"), None, None),
            Some("began between June 2018 and September 2019, to now"),
        ),
        (
            life(known_by("2022-01-22"), None, Some("2022-11")),
            Some("by 22 January 2022; closure reported November 2022"),
        ),
    ] {
        assert_eq!(words.as_deref(), expected);
    }
}
