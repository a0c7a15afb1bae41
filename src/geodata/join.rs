//! Join: the features of a layer and a table of the user's in, the features with the attributes of their rows out; what has no
//! counterpart is listed, with the names that are nearest to it.

mod matching;

use super::naming::check_attribute;
use super::readers::table::{Row, Table};
use super::readers::table_of;
use super::{Feature, Value};
use crate::error::{Error, Place, Result, Warning, nearest};
use crate::files::Limit;
use matching::{Matching, keys};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A table whose rows are of the features of a layer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Join {
    /// The file of the table.
    pub file: PathBuf,
    /// The attribute of the features by which rows are found: `name` in any of their languages.
    #[serde(default = "name")]
    pub key: String,
    /// The column of the table that has it.
    pub column: String,
}

fn name() -> String {
    Join::NAME.to_owned()
}

impl Join {
    /// The key that means any name of a feature.
    pub const NAME: &'static str = "name";
}

/// What came of joining a table to a layer.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Joined {
    /// The file of the table.
    pub file: String,
    /// The layer that it was joined to.
    pub layer: String,
    /// How many rows the table has.
    pub rows: usize,
    /// How many of them some feature has its values from.
    pub matched: usize,
    /// Rows for which there is no feature.
    pub without_feature: Vec<Unmatched>,
    /// Features for which there is no row; of states of which the table has something.
    pub without_row: Vec<Unmatched>,
    /// Rows of which several features bear the name.
    pub ambiguous: Vec<Unmatched>,
    /// Rows of features that an earlier row was joined to.
    pub repeated: Vec<Unmatched>,
}

/// What has no counterpart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unmatched {
    /// What it is called.
    pub name: String,
    /// The line of the table that it stands on; none for a feature.
    pub line: Option<usize>,
    /// The counterpart whose name is nearest, of those that have none either; or why it is ambiguous.
    pub note: Option<String>,
}

/// Gives the features of a layer the attributes that the table has of them.
///
/// Errors: `Missing` for a file that is not there; `Input` for a table, a column or a key that is wrong, and where no row is of any
/// feature.
pub(crate) fn join(
    features: &mut [Feature],
    join: &Join,
    layer: &str,
    limit: Limit,
) -> Result<(Joined, Vec<Warning>)> {
    let (file, table) = table_of(&join.file, limit)?;
    let column = column_of(&table, join, &file)?;
    check_key(features, join, layer)?;
    let matching = Matching::of(features, &table, column, join);
    if matching.rows_of.is_empty() {
        return Err(no_match(&table, column, features, join, (&file, layer)));
    }
    let mut warnings = table.warnings.clone();
    warnings.extend(give(features, &table, column, &matching, &file));
    let joined = matching.told(features, &table, column, join, (&file, layer));
    warnings.extend(joined.warning());
    Ok((joined, warnings))
}

fn column_of(table: &Table, join: &Join, file: &str) -> Result<usize> {
    table.column(&join.column).ok_or_else(|| {
        let error = Error::input(format!("the table has no column `{}`", join.column));
        let names = table.head.iter().map(String::as_str);
        error.at(Place::file(file)).hint(match nearest(&join.column, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its columns: {}", names.collect::<Vec<_>>().join(", ")),
        })
    })
}

/// That some feature has the key.
fn check_key(features: &[Feature], join: &Join, layer: &str) -> Result<()> {
    let has_any = features.iter().any(|feature| !keys(feature, &join.key).is_empty());
    if has_any { Ok(()) } else { check_attribute(features, &join.key, layer) }
}

/// Gives features the cells of their rows; what they say themselves stays. A warning of columns that are called as that is.
fn give(
    features: &mut [Feature],
    table: &Table,
    column: usize,
    matching: &Matching,
    file: &str,
) -> Option<Warning> {
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    for (index, rows) in &matching.rows_of {
        let (Some(feature), Some(row)) = (features.get_mut(*index), rows.first()) else { continue };
        let Some(row) = table.rows.get(*row) else { continue };
        for (number, name) in table.head.iter().enumerate().filter(|(number, _)| *number != column)
        {
            let Some(value) = value(table, row, number) else { continue };
            match feature.attributes.get(name) {
                Some(own) if *own != value => {
                    kept.insert(name);
                }
                _ => {
                    feature.attributes.insert(name.clone(), value);
                }
            }
        }
    }
    if kept.is_empty() {
        return None;
    }
    let names: Vec<String> = kept.into_iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "the features have {} of their own: that of the table is left out",
        names.join(", ")
    );
    let warning = Warning::new(message).at(Place::file(file));
    Some(warning.hint("give the column of the table another name"))
}

fn value(table: &Table, row: &Row, column: usize) -> Option<Value> {
    Value::of_json(table.value(row, column)?)
}

fn no_match(
    table: &Table,
    column: usize,
    features: &[Feature],
    join: &Join,
    (file, layer): (&str, &str),
) -> Error {
    let of_table = table.rows.iter().find_map(|row| row.text(column)).unwrap_or_default();
    let of_layer = features.iter().find_map(|feature| match join.key == Join::NAME {
        true => feature.text("name").map(str::to_owned),
        false => feature.attributes.get(&join.key).map(Value::to_string),
    });
    let of_layer = of_layer.unwrap_or_default();
    let message = format!("no row of the table is of a feature of `{layer}`");
    Error::input(message).at(Place::file(file)).hint(format!(
        "its column `{}` has `{of_table}` for example, and `{}` of the features is `{of_layer}`: give another `key` or `column`",
        join.column, join.key
    ))
}

impl Joined {
    /// One warning of all that has no counterpart; none if all has.
    fn warning(&self) -> Option<Warning> {
        let parts = [
            said(&self.without_feature, "row is of no feature", "rows are of no feature", "is it"),
            said(&self.without_row, "feature has no row", "features have no row", "is it"),
            said(&self.ambiguous, "row is ambiguous", "rows are ambiguous", ""),
            said(&self.repeated, "row repeats another", "rows repeat others", ""),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            return None;
        }
        let head = format!("{} of {} rows are joined to `{}`", self.matched, self.rows, self.layer);
        let warning = Warning::new(format!("{head}; {}", parts.join("; ")));
        let is_nameless = [&self.without_feature, &self.without_row, &self.ambiguous]
            .iter()
            .any(|list| !list.is_empty());
        let hints = [
            (is_nameless, "write the names of the table as the map has them"),
            (!self.repeated.is_empty(), "the first row of a feature counts: put its rows into one"),
            (true, "`--report` lists all"),
        ];
        let hints: Vec<&str> = hints.iter().filter(|it| it.0).map(|it| it.1).collect();
        let hint = hints.join("; ");
        Some(warning.at(Place::file(self.file.clone())).hint(hint))
    }
}

/// Some of those without a counterpart, with what is nearest.
fn said(list: &[Unmatched], one: &str, several: &str, question: &str) -> Option<String> {
    /// Names that are said.
    const SAID: usize = 8;
    let first = list.first()?;
    let each = |it: &Unmatched| {
        let line = it.line.map(|line| format!("line {line}"));
        let note = it.note.as_ref().map(|note| match question.is_empty() {
            true => note.clone(),
            false => format!("{question} `{note}`?"),
        });
        let more: Vec<String> = line.into_iter().chain(note).collect();
        match more.is_empty() {
            true => format!("`{}`", it.name),
            false => format!("`{}` ({})", it.name, more.join(", ")),
        }
    };
    if list.len() == 1 {
        return Some(format!("1 {one}: {}", each(first)));
    }
    let names: Vec<String> = list.iter().take(SAID).map(each).collect();
    let more = if list.len() > SAID { ", …" } else { "" };
    Some(format!("{} {several}: {}{more}", list.len(), names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::Geographic;
    use std::fs;
    use std::path::PathBuf;

    fn feature(id: &str, attributes: &[(&str, &str)]) -> Feature {
        let attributes = attributes
            .iter()
            .map(|(key, value)| ((*key).to_owned(), Value::Text((*value).to_owned())));
        let geometry = Geographic(geo::Point::new(0.0, 0.0).into());
        Feature { id: id.to_owned(), geometry, attributes: attributes.collect() }
    }

    fn provinces() -> Vec<Feature> {
        vec![
            feature("1", &[("state", "TUR"), ("name", "Muğla"), ("iso", "TR-48")]),
            feature(
                "2",
                &[("state", "TUR"), ("name", "Izmir"), ("name_tr", "İzmir"), ("iso", "TR-35")],
            ),
            feature("3", &[("state", "TUR"), ("name", "Afyonkarahisar"), ("iso", "TR-03")]),
            feature("4", &[("state", "TUR"), ("name", "Centre"), ("iso", "TR-99")]),
            feature("5", &[("state", "FRA"), ("name", "Centre"), ("iso", "FR-CVL")]),
            feature(
                "6",
                &[("state", "GRC"), ("name", "Attica"), ("name_el", "Αττική"), ("iso", "GR-I")],
            ),
        ]
    }

    fn joined(
        name: &str,
        table: &str,
        key: &str,
        column: &str,
    ) -> Result<(Vec<Feature>, Joined, Vec<Warning>)> {
        let path: PathBuf =
            std::env::temp_dir().join(format!("periplus-join-{name}-{}.csv", std::process::id()));
        fs::write(&path, table).expect("written");
        let written = format!("file = '{}'\nkey = '{key}'\ncolumn = '{column}'\n", path.display());
        let asked: Join = toml::from_str(&written).expect("a join");
        let mut features = provinces();
        let result = join(&mut features, &asked, "admin1", crate::files::DATA);
        fs::remove_file(path).expect("removed");
        result.map(|(joined, warnings)| (features, joined, warnings))
    }

    #[test]
    fn names_match_in_any_language_without_case_and_accents() {
        let table = "il;nüfus\nMUGLA;10\nİZMİR;20\nΑττική;30\n";
        let (features, joined, _) = joined("names", table, "name", "il").expect("joined");
        assert_eq!(joined.matched, 3);
        let people: Vec<Option<f64>> = features.iter().map(|it| it.number("nüfus")).collect();
        assert_eq!(people, [Some(10.0), Some(20.0), None, None, None, Some(30.0)]);
    }

    #[test]
    fn what_has_no_counterpart_is_told_with_the_nearest() {
        let table = "il,n\nMuğla,1\nIzmir,2\nAfyon Karahisar,3\nCentre,4\nMugla,5\nNowhere,6\n";
        let (features, joined, warnings) = joined("nearest", table, "name", "il").expect("joined");
        // the other rows are of Türkiye, so this one is
        assert_eq!((features[3].number("n"), features[4].number("n")), (Some(4.0), None));
        let near = |list: &[Unmatched]| -> Vec<(String, Option<String>)> {
            list.iter().map(|it| (it.name.clone(), it.note.clone())).collect()
        };
        assert_eq!(
            near(&joined.without_feature),
            [
                ("Afyon Karahisar".to_owned(), Some("Afyonkarahisar".to_owned())),
                ("Nowhere".to_owned(), None)
            ]
        );
        // Attica is of a state that the table has nothing of
        assert_eq!(
            near(&joined.without_row),
            [("Afyonkarahisar".to_owned(), Some("Afyon Karahisar".to_owned()))]
        );
        assert_eq!((joined.ambiguous.len(), joined.repeated.len()), (0, 1));
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(
            warnings[0]
                .message
                .starts_with("3 of 6 rows are joined to `admin1`; 2 rows are of no feature")
        );
    }

    #[test]
    fn rows_that_repeat_others_are_counted_as_left_out_with_a_hint_of_their_own() {
        let table = "iso,n\nTR-48,1\ntr-48,2\nTR-35,3\nTR-03,4\nTR-99,5\nTR-48,6\n";
        let (features, joined, warnings) = joined("twice", table, "iso", "iso").expect("joined");
        assert_eq!((joined.rows, joined.matched, joined.repeated.len()), (6, 4, 2));
        assert_eq!(features[0].number("n"), Some(1.0));
        let warning = &warnings[0];
        assert!(warning.message.starts_with("4 of 6 rows are joined"), "{warnings:?}");
        assert!(warning.message.contains("2 rows repeat others: `tr-48` (line 3,"), "{warnings:?}");
        let hint = warning.hint.as_deref().unwrap_or_default();
        assert!(hint.starts_with("the first row of a feature counts"), "{hint}");
    }

    #[test]
    fn codes_match_and_what_the_data_say_stays() {
        let table = "code,name,n\ntr-48,other,1\n";
        let (features, _, warnings) = joined("codes", table, "iso", "code").expect("joined");
        assert_eq!(features[0].text("name"), Some("Muğla"));
        assert_eq!(features[0].number("n"), Some(1.0));
        assert!(warnings[0].message.contains("`name`"), "{warnings:?}");
    }

    #[test]
    fn wrong_keys_columns_and_tables_are_told_what_is_there() {
        let message = |name: &str, table: &str, key: &str, column: &str| {
            let error = joined(name, table, key, column).expect_err(name);
            format!("{} | {}", error.message, error.hint.unwrap_or_default())
        };
        let table = "code,n\nTR-48,1\n";
        assert!(message("column", table, "iso", "cod").ends_with("did you mean `code`?"));
        assert!(message("key", table, "isso", "code").ends_with("did you mean `iso`?"));
        assert!(message("none", table, "name", "code").contains("`TR-48` for example"));
    }
}
