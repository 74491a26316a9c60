//! Filters become row sets, leaf by leaf, so that a caller can keep the unchanged leaves.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Cell, Dataset, RowId, RowSet, TextColumn, Values};

use super::filter::FacetKey;

/// A property as facet values: text as it is, everything else as a person would read it.
/// `None` where the dataset has no such property.
#[must_use]
pub fn facet_column(dataset: &Dataset, property: &str) -> Option<TextColumn> {
    let column = dataset.column(property)?;
    Some(match &column.values {
        Values::Text(text) => text.clone(),
        _ => TextColumn::from_values(dataset.rows().map(|row| column.cell(row).to_text())),
    })
}

/// The rows whose value is not among `excluded`.
#[must_use]
pub fn rows_kept(column: &TextColumn, n_rows: usize, excluded: &BTreeSet<FacetKey>) -> RowSet {
    if excluded.is_empty() {
        return RowSet::all(n_rows);
    }
    let keeps_missing = !excluded.contains(&None);
    let keeps: Vec<bool> = column
        .dictionary()
        .iter()
        .map(|value| !excluded.contains(&Some(Arc::clone(value))))
        .collect();
    RowSet::from_fn(n_rows, |row| match column.code(row) {
        None => keeps_missing,
        Some(code) => keeps.get(code).copied().unwrap_or(true),
    })
}

/// `text` as search compares it: lower case, without Latin diacritics.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining(*c))
        .map(plain)
        .collect()
}

/// A mark that stands on the letter before it, as some systems write "é".
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn plain(c: char) -> char {
    /// Each letter with the signs that are read as it.
    const LETTERS: [(char, &str); 21] = [
        ('a', "àáâãäåāăąǎảạấầẩẫậắằẳẵặ"),
        ('c', "çćĉċč"),
        ('d', "ďđḍḏḑ"),
        ('e', "èéêëēĕėęěẻẽẹếềểễệ"),
        ('g', "ĝğġģǧ"),
        ('h', "ĥħḥḩḫẖ"),
        ('i', "ìíîïĩīĭįıǐỉịḯ"),
        ('j', "ĵ"),
        ('k', "ķḳ"),
        ('l', "ĺļľłḷ"),
        ('n', "ñńņňṅṇ"),
        ('o', "òóôõöøōŏőơǒỏọốồổỗộớờởỡợ"),
        ('r', "ŕŗřṛṟ"),
        ('s', "śŝşšșṣ"),
        ('t', "ţťŧțṭ"),
        ('u', "ùúûüũūŭůűųưǔủụứừửữự"),
        ('w', "ŵẁẃẅ"),
        ('x', "ẋ"),
        ('y', "ýÿŷỳỵỷỹ"),
        ('z', "źżžẓẕ"),
        ('\'', "‘’ʻʼ"),
    ];
    // Whole texts are folded with each letter typed: most signs are known not to be in the table.
    let may_be = matches!(c, '\u{c0}'..='\u{24f}' | '\u{2bb}' | '\u{2bc}' | '\u{1e00}'..='\u{1eff}' | '‘' | '’');
    if !may_be {
        return c;
    }
    let found = LETTERS.iter().find(|(_, signs)| signs.contains(c));
    found.map_or(c, |(letter, _)| *letter)
}

/// The rows in whose text every word of `query` stands, in any property, sources included.
#[must_use]
pub fn rows_found(dataset: &Dataset, query: &str) -> RowSet {
    let mut found = RowSet::all(dataset.n_rows());
    for word in fold(query).split_whitespace() {
        let mut with_word = RowSet::none(dataset.n_rows());
        for column in dataset.columns() {
            match &column.values {
                Values::Text(text) => add_text_hits(text, dataset, word, &mut with_word),
                _ => add_hits(dataset, |row| column.cell(row), word, &mut with_word),
            }
        }
        found.intersect(&with_word);
    }
    found
}

fn add_text_hits(text: &TextColumn, dataset: &Dataset, word: &str, found: &mut RowSet) {
    let hits: Vec<bool> = text
        .dictionary()
        .iter()
        .map(|value| fold(value).contains(word))
        .collect();
    for row in dataset.rows() {
        if text.code(row).and_then(|c| hits.get(c)) == Some(&true) {
            found.insert(row);
        }
    }
}

fn add_hits<'a>(
    dataset: &Dataset,
    cell: impl Fn(RowId) -> Cell<'a>,
    word: &str,
    found: &mut RowSet,
) {
    for row in dataset.rows() {
        if !found.contains(row)
            && cell(row)
                .to_text()
                .is_some_and(|text| fold(&text).contains(word))
        {
            found.insert(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DatasetBuilder, Place, Value};

    fn table(names: &[&str]) -> Dataset {
        let mut builder = DatasetBuilder::default();
        for name in names {
            let value = (!name.is_empty()).then(|| Value::Text((*name).to_owned()));
            builder.push(Place::default(), None, None, [("name".to_owned(), value)]);
        }
        builder.finish()
    }

    fn rows(set: &RowSet) -> Vec<u32> {
        set.iter().map(|row| row.0).collect()
    }

    #[test]
    fn search_ignores_case_and_accents_and_wants_every_word() {
        let data = table(&["São Paulo, Brazil", "Paulo", "Málaga", "青田 Qingtian"]);
        assert_eq!(rows(&rows_found(&data, "sao PAULO")), vec![0]);
        assert_eq!(rows(&rows_found(&data, "malaga")), vec![2]);
        assert_eq!(rows(&rows_found(&data, "青田")), vec![3]);
        assert_eq!(rows_found(&data, "  ").len(), 4);
    }

    #[test]
    fn letters_lose_their_marks_in_every_spelling() {
        for (text, folded) in [
            ("Cần Thơ", "can tho"),
            ("Łódź", "lodz"),
            ("İzmir", "izmir"),
            ("Cafe\u{301}", "cafe"),
            ("Xi’an", "xi'an"),
            ("深圳", "深圳"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn none_is_a_value_that_can_be_left_out() {
        let data = table(&["a", "", "b"]);
        let column = facet_column(&data, "name").unwrap();
        let only_none: BTreeSet<FacetKey> = [Some("a".into()), Some("b".into())].into();
        assert_eq!(rows(&rows_kept(&column, 3, &only_none)), vec![1]);
        assert_eq!(rows(&rows_kept(&column, 3, &[None].into())), vec![0, 2]);
    }
}
