//! Values: what a layer's values are is seen on the map, said in its legend, its report and its alternative text.

use periplus::Drawn;
use periplus::draw;
use periplus::error::Error;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::output::{Lettering, svg};
use periplus::style::Theme;

fn svg_of(drawn: &Drawn) -> String {
    svg::write(&drawn.scene, Lettering::Text)
}

const EXTENT: &str =
    "title = 'Fields'\n[extent]\nbounds = [20, 30, 24, 33]\n[furniture]\nlegend = 'below'\n";

/// Ten squares of half a degree, whose value is `value` of their number.
fn squares(value: impl Fn(usize) -> String) -> String {
    let square = |number: usize| {
        let (x, y) = (20.3 + 0.7 * (number % 5) as f64, 30.5 + (number / 5) as f64);
        let ring = [(0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5), (0.0, 0.0)];
        let ring: Vec<String> =
            ring.iter().map(|(dx, dy)| format!("[{},{}]", x + dx, y + dy)).collect();
        format!(
            r#"{{"type":"Feature","properties":{{"name":"F{number}"{}}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}"#,
            value(number),
            ring.join(",")
        )
    };
    let all: Vec<String> = (0..10).map(square).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, all.join(","))
}

fn drawn(data: &str, keys: &str, theme: &str) -> Result<Drawn, Error> {
    let text = format!(
        "{EXTENT}[sheet]\ntheme = '{theme}'\n[[layers]]\nfeatures = '{data}'\nclass = 'area'\nlabel = false\n{keys}\n"
    );
    let figure = Figure::parse(&text, "fields")?;
    let theme = Theme::bundled(&figure.sheet.theme)?;
    draw(&figure, &Geodata::bundled(), &theme)
}

fn numbered(number: usize) -> String {
    format!(",\"people\":{}", (number + 1) * 1_000)
}

#[test]
fn classes_have_a_ramp_whose_numbers_are_their_bounds() {
    let data = squares(numbered);
    let sheet = drawn(&data, "value = 'people'\nlegend = 'People'", "atlas").expect("it is drawn");
    let values = &sheet.record.values[0];
    assert_eq!((values.counts.as_slice(), values.missing), ([2; 5].as_slice(), 0));
    assert_eq!(values.breaks, [1_000.0, 3_000.0, 5_000.0, 7_000.0, 9_000.0, 10_000.0]);
    let text = svg_of(&sheet);
    for words in [">People<", ">1 000<", ">5 000<", ">10 000<"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(
        sheet
            .record
            .description
            .contains("People from 1\u{202f}000 to 10\u{202f}000, in 5 classes"),
        "{}",
        sheet.record.description
    );
}

/// The squares of one parallel are of one size, those farther north are smaller: by hand, 0.5° by 0.5° at 30.75° N.
#[test]
fn a_density_is_by_square_kilometres_on_the_ellipsoid() {
    let data = squares(|_| ",\"people\":1000".to_owned());
    let keys = "value = 'people'\nscale = { density = true, method = 'equal', classes = 2 }";
    let sheet = drawn(&data, keys, "atlas").expect("it is drawn");
    let values = &sheet.record.values[0];
    let (a, e2) = (6_378.137_f64, 0.006_694_38);
    let area = |middle: f64| {
        let sin = middle.to_radians().sin();
        let root = (1.0 - e2 * sin * sin).sqrt();
        let (north, east) =
            (a * (1.0 - e2) / (root * root * root), a / root * middle.to_radians().cos());
        0.5_f64.to_radians().powi(2) * north * east
    };
    let (south, north) = (1_000.0 / area(30.75), 1_000.0 / area(31.75));
    assert!(values.breaks[0] <= south && north <= values.breaks[2], "{:?}", values.breaks);
    assert_eq!(values.counts, [5, 5], "{:?}: {south} {north}", values.breaks);
}

#[test]
fn a_feature_without_a_value_is_no_data_and_so_said() {
    let data = squares(|number| if number == 3 { String::new() } else { numbered(number) });
    let sheet = drawn(&data, "value = 'people'\nlegend = 'People'", "atlas").expect("it is drawn");
    assert_eq!(sheet.record.values[0].missing, 1);
    assert!(svg_of(&sheet).contains(">no data<"));
    let sized = "value = 'people'\nscale = { by = 'size' }";
    let sheet = drawn(&data, sized, "atlas").expect("it is drawn");
    let told = |it: &periplus::error::Warning| it.message.starts_with("1 of 10 features");
    assert_eq!(sheet.warnings.iter().filter(|it| told(it)).count(), 1, "{:?}", sheet.warnings);
    assert!(
        !sheet.warnings.iter().any(|it| it.message.contains("paints no")),
        "{:?}",
        sheet.warnings
    );
}

#[test]
fn words_are_categories_that_look_different_in_every_theme() {
    let kinds =
        ["port", "base", "mine", "dam", "camp", "field", "tower", "wreck", "spring", "gate"];
    let data = squares(|number| format!(",\"kind\":\"{}\"", kinds[number]));
    for theme in ["atlas", "press", "nautical", "mono", "dark"] {
        let sheet = drawn(&data, "value = 'kind'\nlegend = 'Sites'", theme).expect("it is drawn");
        assert_eq!(sheet.record.values[0].categories.len(), kinds.len(), "{theme}");
        let text = svg_of(&sheet);
        for kind in kinds {
            assert!(text.contains(kind), "{theme}: {kind}");
        }
    }
}

#[test]
fn circles_grow_with_the_root_of_their_values_and_the_greatest_lies_lowest() {
    let data = squares(numbered);
    let sheet = drawn(
        &data,
        "value = 'people'\nlegend = 'People'\nscale = { by = 'size', greatest = '5mm' }",
        "atlas",
    );
    let text = svg_of(&sheet.expect("it is drawn"));
    let radii: Vec<f64> = text
        .split("<circle ")
        .skip(1)
        .filter_map(|circle| circle.split("r=\"").nth(1)?.split('"').next()?.parse().ok())
        .collect();
    let map = &radii[..10];
    assert!(
        (map[0] - 5.0).abs() < 0.01 && map.windows(2).all(|pair| pair[0] >= pair[1]),
        "{radii:?}"
    );
    assert!((map[9] - 5.0 * 0.1_f64.sqrt()).abs() < 0.01, "{radii:?}");
    // the legend's own circles are on the same scale: 10 000, 2 500, 500
    assert!((radii[10] - 5.0).abs() < 0.01 && (radii[11] - 2.5).abs() < 0.01, "{radii:?}");
}

#[test]
fn what_cannot_be_told_apart_is_an_error_at_its_place() {
    let data = squares(numbered);
    for (keys, said) in [
        ("value = 'peoples'", "no feature on the map has the attribute `peoples`"),
        ("value = 'people'\nscale = { classes = 40 }", "cannot be told apart"),
        ("value = 'people'\nscale = { breaks = [5, 3] }", "numbers that rise"),
        ("value = 'people'\nscale = { colours = 'viridi' }", "no ramp `viridi`"),
        ("value = 'people'\nscale = { colours = 'viridis', diverging = 0 }", "does not turn"),
        ("value = 'people'\nscale = { method = 'jenk' }", "no method of classes"),
        ("value = 'name'\nscale = { classes = 3 }", "is no number, and `classes`"),
        ("scale = { classes = 3 }", "a `scale` and no `value`"),
        (
            "value = 'people'\nscale = { by = 'size', colours = 'reds' }",
            "neither colours nor a middle",
        ),
    ] {
        let error = drawn(&data, keys, "atlas").expect_err(keys);
        let line = error.place.as_ref().and_then(|place| place.line);
        assert!(
            error.message.contains(said) && line.is_some_and(|line| line >= 7),
            "{keys}: {error:?}"
        );
    }
    let data = squares(|number| format!(",\"people\":{}", number as f64 - 2.0));
    for (keys, said) in [
        ("value = 'people'\nscale = { log = true }", "a log scale has no place for 3 values"),
        ("value = 'people'\nscale = { by = 'size' }", "neither size nor width"),
    ] {
        let error = drawn(&data, keys, "atlas").expect_err(keys);
        assert!(error.message.contains(said), "{keys}: {error:?}");
    }
}

/// Points in a row whose values are given, as circles by value; the layer bears names.
fn circles(values: &[f64]) -> Drawn {
    let point = |(number, value): (usize, &f64)| {
        format!(
            r#"{{"type":"Feature","properties":{{"name":"N{number}","size":{value:e}}},"geometry":{{"type":"Point","coordinates":[{},31.5]}}}}"#,
            20.6 + 0.9 * number as f64
        )
    };
    let all: Vec<String> = values.iter().enumerate().map(point).collect();
    let text = format!(
        "{EXTENT}[[layers]]\nfeatures = '{{\"type\":\"FeatureCollection\",\"features\":[{}]}}'\nclass = 'place'\n\
         value = 'size'\nscale = {{ by = 'size', greatest = '6mm' }}\n",
        all.join(",")
    );
    let figure = Figure::parse(&text, "circles").expect("a figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("it is bundled");
    draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn")
}

#[test]
fn names_stand_beside_circles_however_large_their_values_make_them() {
    let drawn = circles(&[100.0, 25.0, 1.0]);
    assert_eq!(drawn.record.labels.len(), 3, "{:?}", drawn.record.dropped);
    for label in &drawn.record.labels {
        let [x, y] = label.at.expect("it has a symbol");
        let radius = 6.0 * [1.0, 0.5, 0.1][label.text[1..].parse::<usize>().expect("a number")];
        let across = (x - label.x - label.width).max(label.x - x).max(0.0);
        let down = (y - label.y - label.height).max(label.y - y).max(0.0);
        assert!(across.hypot(down) > radius, "{} {across} {down} {radius}", label.text);
    }
}

#[test]
fn a_legend_of_values_beyond_all_names_is_no_wider_than_the_sheet() {
    let drawn = circles(&[1e300, 4e299, 1e298]);
    let svg = svg_of(&drawn);
    assert!(svg.contains("10³⁰⁰") && !svg.contains("000 000 000 000 000 000"), "{svg}");
}

#[test]
fn what_is_the_same_everywhere_has_one_entry_in_the_legend() {
    for method in ["quantile", "linear"] {
        let keys = format!("value = 'size'\nscale = {{ method = '{method}' }}");
        let drawn =
            drawn(&squares(|_| ",\"size\":7".to_owned()), &keys, "atlas").expect("it is drawn");
        let svg = svg_of(&drawn);
        assert_eq!(svg.matches(">7<").count(), 1, "{method}");
    }
}
