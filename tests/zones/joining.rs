//! Coasts that run together: borders whose vertices differ, gaps, land under two states, lakes.

use crate::command::*;
use serde_json::Value;

fn feature(state: &str, more: &str, rings: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"state":"{state}"{more}}},
           "geometry":{{"type":"Polygon","coordinates":{rings}}}}}"#
    )
}

fn coast(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// The areas of two states, or none of a state that has no waters.
fn areas(found: &[Value], states: [&str; 2]) -> [Option<f64>; 2] {
    states.map(|state| {
        let has = found.iter().any(|feature| feature["properties"]["state"] == state);
        has.then(|| area(found, state, 12.0))
    })
}

/// Two squares of a tenth of a degree, side by side; the second one as it is drawn.
fn neighbours(second: &str) -> String {
    coast(&[
        feature("AAA", "", "[[[20,35],[20.1,35],[20.1,35.1],[20,35.1],[20,35]]]"),
        feature("BBB", "", second),
    ])
}

const AGREED: &str = "[[[20.1,35],[20.2,35],[20.2,35.1],[20.1,35.1],[20.1,35]]]";

#[test]
fn borders_whose_vertices_differ_part_the_waters_as_if_they_agreed() {
    let clean = features(
        &folder("agreed", &neighbours(AGREED)),
        "zones --coast coast.geojson --breadth 12",
    );
    let [Some(one), Some(other)] = areas(&clean, ["AAA", "BBB"]) else { panic!("no waters") };
    // By symmetry, half and half, to a metre along the limits.
    assert!((one - other).abs() < 0.15, "{one} and {other}");
    let drawn = [
        ("vertex", "[[[20.1,35],[20.2,35],[20.2,35.1],[20.1,35.1],[20.1,35.05],[20.1,35]]]"),
        ("gap", "[[[20.1000001,35],[20.2,35],[20.2,35.1],[20.1000001,35.1],[20.1000001,35]]]"),
        ("overlap", "[[[20.0999999,35],[20.2,35],[20.2,35.1],[20.0999999,35.1],[20.0999999,35]]]"),
        (
            "bent",
            "[[[20.1,35],[20.2,35],[20.2,35.1],[20.1,35.1],[20.1000003,35.07],[20.0999998,35.03],[20.1,35]]]",
        ),
    ];
    for (name, second) in drawn {
        let folder = folder(name, &neighbours(second));
        let (_, said) = answer(&folder, "zones --coast coast.geojson --breadth 12");
        let told = "warning: the common border of AAA and BBB is drawn ";
        assert!(
            said.contains(told) && said.contains("their coasts meet at 20.1"),
            "{name}: {said}"
        );
        let found = features(&folder, "zones --coast coast.geojson --breadth 12");
        check_rules(&found);
        for (own, clean) in areas(&found, ["AAA", "BBB"]).into_iter().zip([one, other]) {
            // A metre along limits and medians of some 150 km.
            let own = own.unwrap_or_default();
            assert!((own - clean).abs() < 0.15, "{name}: {own} not {clean} km²");
        }
    }
}

#[test]
fn an_island_under_two_states_has_the_waters_of_both_or_of_none() {
    let ring = "[[[20,35],[21,35],[21,36],[20,36],[20,35]]]";
    let twice = coast(&[feature("AAA", "", ring), feature("BBB", "", ring)]);
    let folder = folder("disputed", &twice);
    let command = "zones --coast coast.geojson --breadth 12";
    let (_, said) = answer(&folder, command);
    assert!(said.contains("are of AAA and BBB at once: waters off it are given to none"), "{said}");
    assert_eq!(areas(&features(&folder, command), ["AAA", "BBB"]), [None, None]);
    let [one, other] =
        areas(&features(&folder, &format!("{command} --overlap keep")), ["AAA", "BBB"]);
    assert!(one.is_some() && one == other, "{one:?} and {other:?}");
    let told = coast(&[feature("AAA", r#","disputed":false"#, ring), feature("BBB", "", ring)]);
    let folder = crate::command::folder("held", &told);
    let found = areas(&features(&folder, command), ["AAA", "BBB"]);
    let [Some(held), Some(kept)] = [found[0], one] else { panic!("no waters: {found:?}") };
    // A metre along a limit of 500 km.
    assert!((held - kept).abs() < 0.5 && found[1].is_none(), "{found:?}");
}

#[test]
fn a_lake_has_no_territorial_sea() {
    let exterior = "[[20,35],[20.3,35],[20.3,35.3],[20,35.3],[20,35]]";
    let lake = "[[20.1,35.1],[20.1,35.2],[20.2,35.2],[20.2,35.1],[20.1,35.1]]";
    let command = "zones --coast coast.geojson --breadth 12";
    let whole = folder("whole", &coast(&[feature("AAA", "", &format!("[{exterior}]"))]));
    let holed = folder("holed", &coast(&[feature("AAA", "", &format!("[{exterior},{lake}]"))]));
    let [whole, holed] = [whole, holed].map(|it| area(&features(&it, command), "AAA", 12.0));
    assert!((whole - holed).abs() < 1e-3, "{holed} not {whole} km²");
    // The same lake between two states.
    let halves = coast(&[
        feature(
            "AAA",
            "",
            "[[[20,35],[20.15,35],[20.15,35.1],[20.1,35.1],[20.1,35.2],[20.15,35.2],[20.15,35.3],[20,35.3],[20,35]]]",
        ),
        feature(
            "BBB",
            "",
            "[[[20.15,35],[20.3,35],[20.3,35.3],[20.15,35.3],[20.15,35.2],[20.2,35.2],[20.2,35.1],[20.15,35.1],[20.15,35]]]",
        ),
    ]);
    let folder = folder("between", &halves);
    let found = features(&folder, command);
    let [Some(one), Some(other)] = areas(&found, ["AAA", "BBB"]) else { panic!("no waters") };
    assert!((one + other - whole).abs() < 0.1, "{one} and {other} of {whole} km²");
    assert!(answer(&folder, command).1.contains("a lake has no territorial sea"));
}

#[test]
fn a_state_that_is_written_in_several_ways_is_one() {
    let rings = |west: f64| {
        format!("[[[{west},35],[{0},35],[{0},35.1],[{west},35.1],[{west},35]]]", west + 0.1)
    };
    let spelt = coast(&[
        feature("grc", "", &rings(20.0)),
        feature(" GRC ", "", &rings(20.1)),
        feature("GRC", "", &rings(20.2)),
    ]);
    let folder = folder("spelt", &spelt);
    let (_, said) = answer(&folder, "zones --coast coast.geojson --breadth 12");
    assert!(said.contains("are one state: read as GRC"), "{said}");
    let found = features(&folder, "zones --coast coast.geojson --breadth 12");
    assert!(found.iter().all(|feature| feature["properties"]["state"] == "GRC"));
}
