use super::*;

fn layers(count: usize) -> String {
    "[[layers]]\nfile = 'a.geojson'\n".repeat(count)
}

#[test]
fn every_limit_has_its_row() {
    for (number, row) in LIMITS.iter().enumerate() {
        assert_eq!(row.limit as usize, number, "{}", row.name);
        assert!(row.usual < row.greatest, "{}", row.name);
    }
    let of_zones = Limits::default().of_zones();
    assert_eq!(of_zones, sea::Limits::default());
    let limits = Limits::default();
    let of_files = [limits.text(), limits.data(), limits.drawn()];
    let usual = [files::TEXT, files::DATA, files::DRAWN];
    for (limit, usual) in of_files.into_iter().zip(usual) {
        assert_eq!((limit.of_file, limit.of_stream), (usual.of_file, usual.of_stream));
    }
}

#[test]
fn what_no_sheet_can_hold_is_refused_at_its_key() {
    let bundled = |count: usize| "[[layers]]\nsource = 'lakes'\n".repeat(count);
    let title = |count: usize| format!("title = '{}'\n", "ä".repeat(count));
    let breadths = |count: usize| {
        let list: Vec<String> = (1..=count).map(|it| format!("{}", it as f64 / 2.0)).collect();
        format!("[zones]\nstates = ['GRC']\nbreadths = [{}]\n", list.join(", "))
    };
    let width = |length: &str| format!("[sheet]\nwidth = '{length}'");
    for (text, fits) in [
        (bundled(80), true),
        (bundled(81), false),
        (layers(200), true),
        (layers(201), false),
        (title(5_000), true),
        (title(5_001), false),
        (breadths(40), true),
        (breadths(41), false),
        (width("1200mm"), true),
        (width("1201mm"), false),
    ] {
        let parsed = Figure::parse(&text, "a.toml");
        assert_eq!(parsed.is_ok(), fits, "{}", &text[..20]);
        if let Err(error) = parsed {
            assert!(error.hint.is_some_and(|hint| hint.contains("--limit ")), "{}", error.message);
            assert!(error.place.is_some_and(|place| place.line.is_some()));
        }
    }
}

#[test]
fn a_limit_that_is_raised_or_lowered_holds() {
    let limits = |written: &str| {
        let mut limits = Limits::default();
        limits.set(written).map(|()| limits).map_err(|flaw| flaw.hint.unwrap_or_default())
    };
    let read = |written: &str, count| {
        Figure::parse_with(&layers(count), "a.toml", &limits(written).unwrap())
    };
    assert!(read("layers=201", 201).is_ok() && read("layers=201", 202).is_err());
    assert!(read("layers=2", 3).is_err());
    assert_eq!(limits("layer=3"), Err("did you mean `layers`?".to_owned()));
    for wrong in ["layers", "layers=", "layers=0", "layers=-1", "layers=1e3", "layers=9999999"] {
        assert!(limits(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn every_limit_that_can_be_set_is_in_the_list_of_all() {
    let list = include_str!("../../../docs/limits.md");
    for (name, _) in Limits::all() {
        assert!(list.contains(&format!("`--limit {name}=N`")), "{name}");
    }
}

#[test]
fn few_breadths_are_measured_along_any_coast() {
    let limits = Limits::default();
    assert!(limits.check_measured(3, usize::MAX).is_ok());
    assert!(limits.check_measured(40, 35_000).is_ok());
    let flaw = limits.check_measured(40, 240_000).unwrap_err();
    assert!(flaw.hint.is_some_and(|hint| hint.ends_with("--limit measured=10000000 allows more")));
}

#[test]
fn no_figure_file_raises_a_limit() {
    for text in ["limits = { layers = 300 }", "[limits]\nlayers = 300", "limit = 'layers=300'"] {
        assert!(Figure::parse(text, "a.toml").is_err(), "{text}");
    }
}

#[test]
fn the_way_out_of_a_limit_is_enough() {
    for (asked, hint) in
        [(201, "layers=500"), (500, "layers=500"), (501, "layers=1000"), (1, "layers=1")]
    {
        assert_eq!(raised_to(Limit::Layers, asked), format!("--limit {hint} allows more"));
    }
    for row in LIMITS {
        let mut limits = Limits::default();
        let hint = raised_to(row.limit, row.greatest);
        let option = hint.split(' ').nth(1).unwrap_or_default();
        assert_eq!(limits.set(option), Ok(()), "{hint}");
        assert!(raised_to(row.limit, row.greatest + 1).ends_with(" at most"));
    }
}

#[test]
fn a_table_has_as_many_arrows_as_its_limit_allows() {
    let mut limits = Limits::default();
    assert!(limits.check_flows(5_000).is_ok());
    let flaw = limits.check_flows(5_001).unwrap_err();
    assert!(flaw.hint.is_some_and(|hint| hint.contains("--limit flows=")));
    limits.set("flows=6000").unwrap();
    assert!(limits.check_flows(5_001).is_ok());
}
