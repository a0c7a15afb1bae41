//! What was drawn, as numbers, in; tables out for formats that set them beside the picture: shares of a sea, waters, classes of values.

use crate::record::{Record, ValuesRecord, ZoneRecord};
use crate::scene::Table;
use crate::shares::{Set, Shares};

/// The tables of a figure, those that its reader looks for first at the top.
pub(crate) fn tables(record: &Record) -> Vec<Table> {
    let zones = (!record.zones.is_empty()).then(|| zones(&record.zones));
    let values = record.values.iter().map(values);
    record.shares.iter().map(shares).chain(zones).chain(values).collect()
}

/// A row a state, a column a breadth.
fn shares(shares: &Shares) -> Table {
    let mut names: Vec<&str> = Vec::new();
    for share in shares.sets.iter().flat_map(|set| &set.shares) {
        if !names.contains(&share.name.as_str()) {
            names.push(&share.name);
        }
    }
    // what states leave comes after all of them, whichever set it is in
    let is_left = |name: &str| {
        shares
            .sets
            .iter()
            .flat_map(|set| &set.shares)
            .any(|it| it.state.is_none() && it.name == name)
    };
    names.sort_by_key(|name| is_left(name));
    let cell = |set: &Set, name: &str| {
        let share = set.shares.iter().find(|share| share.name == name);
        share.map_or_else(String::new, |share| format!("{:.1} %", share.percent))
    };
    let row = |name: &&str| {
        let cells = shares.sets.iter().map(|set| cell(set, name));
        std::iter::once((*name).to_owned()).chain(cells).collect()
    };
    let breadth = |set: &Set| match (set.as_claimed, set.breadth) {
        (false, Some(miles)) => format!("{miles} nm"),
        (true, _) => "as claimed".to_owned(),
        (false, None) => "each its own breadth".to_owned(),
    };
    Table {
        caption: format!(
            "Shares of the {} ({:.0} km² without land, outline after {})",
            shares.sea, shares.square_kilometres, shares.outline
        ),
        columns: std::iter::once(String::new()).chain(shares.sets.iter().map(breadth)).collect(),
        rows: names.iter().map(row).collect(),
    }
}

fn zones(zones: &[ZoneRecord]) -> Table {
    let row = |zone: &ZoneRecord| {
        let kind = zone.kind.to_string().replace('-', " ");
        vec![
            zone.state.clone(),
            kind,
            format!("{} nm", zone.breadth),
            zone.claim_sources.join("; "),
        ]
    };
    let has_sources = zones.iter().any(|zone| !zone.claim_sources.is_empty());
    let columns = ["State", "Waters", "Breadth", "Source"];
    let count = if has_sources { columns.len() } else { columns.len() - 1 };
    // an inset has the waters of the map once more, more exactly
    let mut rows: Vec<Vec<String>> = Vec::new();
    for mut row in zones.iter().map(row) {
        row.truncate(count);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    Table {
        caption: "Waters, computed from the coast on the ellipsoid".to_owned(),
        columns: columns[..count].iter().map(|head| (*head).to_owned()).collect(),
        rows,
    }
}

/// A row a class, or a word; of a scale without classes its ends.
fn values(values: &ValuesRecord) -> Table {
    let mut rows: Vec<Vec<String>> = match (&values.categories[..], &values.counts[..]) {
        ([], []) => values.breaks.iter().map(|end| vec![end.to_string(), String::new()]).collect(),
        ([], counts) => {
            let classes = values.breaks.windows(2).zip(counts);
            classes
                .map(|(ends, count)| {
                    let [least, greatest] = [ends[0], ends[1]];
                    vec![format!("{least} to {greatest}"), count.to_string()]
                })
                .collect()
        }
        (words, counts) => {
            let each = words.iter().zip(counts);
            each.map(|(word, count)| vec![word.clone(), count.to_string()]).collect()
        }
    };
    if values.missing > 0 {
        rows.push(vec!["no value".to_owned(), values.missing.to_string()]);
    }
    let unit = match values.unit.as_str() {
        "" => String::new(),
        unit => format!(" ({unit})"),
    };
    Table {
        caption: format!("{}{unit}", values.attribute),
        columns: vec!["Value".to_owned(), "Features".to_owned()],
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shares::Share;

    fn share(state: Option<&str>, name: &str, percent: f64) -> Share {
        Share { state: state.map(str::to_owned), name: name.to_owned(), percent }
    }

    #[test]
    fn shares_are_a_row_a_state_and_a_column_a_breadth() {
        let set = |breadth, shares| Set { breadth: Some(breadth), as_claimed: false, shares };
        let sets = vec![
            set(6.0, vec![share(Some("A"), "Alba", 44.56), share(None, "high seas", 55.44)]),
            set(12.0, vec![share(Some("B"), "Boria", 100.0)]),
        ];
        let sea = "Aegean Sea".to_owned();
        let shares =
            Shares { sea, outline: "IHO S-23".to_owned(), square_kilometres: 190_179.7, sets };
        let table = super::shares(&shares);
        assert_eq!(
            table.caption,
            "Shares of the Aegean Sea (190180 km² without land, outline after IHO S-23)"
        );
        assert_eq!(table.columns, ["", "6 nm", "12 nm"]);
        assert_eq!(
            table.rows,
            [["Alba", "44.6 %", ""], ["Boria", "", "100.0 %"], ["high seas", "55.4 %", ""]]
        );
    }

    #[test]
    fn classes_are_counted_and_what_has_no_value_too() {
        let values = ValuesRecord {
            attribute: "people".to_owned(),
            breaks: vec![0.0, 10.0, 100.0],
            counts: vec![3, 4],
            missing: 2,
            ..ValuesRecord::default()
        };
        let rows = super::values(&values).rows;
        assert_eq!(rows, [["0 to 10", "3"], ["10 to 100", "4"], ["no value", "2"]]);
    }

    #[test]
    fn a_figure_without_numbers_has_no_table() {
        assert!(tables(&Record::default()).is_empty());
    }
}
