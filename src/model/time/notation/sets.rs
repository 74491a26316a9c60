//! What names several dates: sets, and digits left open in unusual places. They are read where
//! they come to one stretch of time in which one date lies, and refused by name where not.

use super::numeric::{self, number, shape};
use super::qualifiers::strip_last;
use super::{Date, Edge, NotationError, Problem, Reading, read_date, read_year, shorten};

type Outcome = Result<Reading, NotationError>;

/// Reads `[1667..1670]`, `[1667, 1668-12]`, `[..1670]`; refuses what else EDTF has in brackets.
pub(super) fn read(text: &str) -> Outcome {
    let refused = |why| Problem::NotRead(why).about(text);
    if text.starts_with('{') {
        return Err(refused(
            "a set in braces (EDTF level 2) means each of its dates, and a record has one",
        ));
    }
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let inner = inner.ok_or_else(|| Problem::Unreadable.about(text))?;
    let (mut members, mut or_earlier) = (Vec::new(), false);
    for member in inner.split(',') {
        match member.split_once("..").map(|(a, b)| (a.trim(), b.trim())) {
            None => members.push(read_date(member)?),
            Some((_, "")) => {
                return Err(refused(
                    "a set without a last date (EDTF level 2) has no latest moment",
                ));
            }
            Some(("", latest)) => {
                or_earlier = true;
                members.push(read_date(latest)?);
            }
            Some((first, last)) => {
                let (first, last) = (read_date(first)?, read_date(last)?);
                if last.span.end <= first.span.start {
                    return Err(NotationError::Reversed(shorten(text)));
                }
                members.extend([first, last]);
            }
        }
    }
    let first = members.iter().min_by_key(|date| date.span.start).copied();
    let last = members.iter().max_by_key(|date| date.span.end).copied();
    match first.zip(last) {
        None => Err(Problem::Unreadable.about(text)),
        Some((_, last)) if or_earlier => Ok(Reading::OrEarlier(last)),
        Some((first, last)) => Ok(one_of(first, last)),
    }
}

fn one_of(first: Date, last: Date) -> Reading {
    if first == last {
        Reading::Date(first)
    } else {
        Reading::OneOf { first, last }
    }
}

/// Reads two years with a dash, as on labels: `1914-1918`, `1914–1918`.
pub(super) fn read_years(text: &str) -> Option<Outcome> {
    let (first, last) = text.split_once(['-', '–'])?;
    let year = |digits: &str| {
        let digits = digits.trim();
        let year = (digits.len() == 4).then(|| number(digits)).flatten()?;
        read_year(year.into()).ok()
    };
    let (first, last) = (year(first)?, year(last)?);
    Some(if last.span.end <= first.span.start {
        Err(NotationError::Reversed(shorten(text)))
    } else {
        Ok(Reading::Interval {
            start: Edge::Date(first),
            end: Edge::Date(last),
        })
    })
}

/// Reads digits left open that EDTF level 1 does not have, where they come to one stretch:
/// `1XXX`, `1984-1X`, `1984-10-2X`.
pub(super) fn read_digits(text: &str) -> Option<Outcome> {
    let (body, doubt) = strip_last(text);
    if !body.is_ascii() || body.len() > 10 {
        return None;
    }
    let value = |at: usize| number(body.get(at..=at)?);
    let year = || number(body.get(..4)?);
    let range = match shape(body).as_str() {
        "0XXX" => years(value(0)? * 1000),
        "0000-0X" => months(year()?, value(5)?),
        "0000-00-0X" => days(year()?, number(&body[5..7])?, value(8)?),
        _ => return None,
    };
    let doubtful = |date: Date| Date {
        uncertain: doubt.uncertain,
        approximate: doubt.approximate,
        ..date
    };
    Some(match range {
        Ok((first, last)) => Ok(one_of(doubtful(first), doubtful(last))),
        Err(problem) => Err(problem.about(text)),
    })
}

type Range = Result<(Date, Date), Problem>;

fn years(first: i32) -> Range {
    Ok((numeric::year(first)?, numeric::year(first + 999)?))
}

fn months(year: i32, tens: i32) -> Range {
    let (first, last) = if tens == 0 { (1, 9) } else { (tens * 10, 12) };
    Ok((numeric::month(year, first)?, numeric::month(year, last)?))
}

fn days(year: i32, month: i32, tens: i32) -> Range {
    let first = numeric::day(year, month, (tens * 10).max(1))?;
    let last = (0..10)
        .rev()
        .find_map(|ones| numeric::day(year, month, tens * 10 + ones).ok());
    Ok((first, last.unwrap_or(first)))
}
