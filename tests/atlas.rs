//! `periplus atlas`: the worked example of docs/atlas.md as it stands there, features as rows, and what is wrong in a cell.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A fresh folder for one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("atlas").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// The guide.
fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/atlas.md");
    fs::read_to_string(path).expect("the guide can be read")
}

/// A fresh folder with the files of the guide, each named in the line before its block.
fn folder_of_the_guide(test: &str) -> PathBuf {
    let (folder, guide) = (folder(test), guide());
    let parts: Vec<&str> = guide.split("```").collect();
    let mut count = 0;
    for pair in parts.chunks_exact(2) {
        let (before, block) = (pair[0].trim_end(), pair[1]);
        let last = before.lines().last().unwrap_or_default();
        let name = last
            .split('`')
            .nth_back(1)
            .filter(|name| name.ends_with(".toml") || name.ends_with(".csv"));
        if let (Some(name), Some((kind, text))) = (name, block.split_once('\n'))
            && matches!(kind, "toml" | "csv")
        {
            fs::write(folder.join(name), text).expect("written");
            count += 1;
        }
    }
    assert_eq!(count, 3, "the guide has three files");
    folder
}

fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.output().expect("the binary runs")
}

/// What the command says; it must succeed.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = periplus(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_guide_makes_the_pages_that_it_says() {
    let folder = folder_of_the_guide("guide");
    let guide = guide();
    let commands = guide.lines().filter_map(|line| line.strip_prefix("periplus atlas "));
    let commands: Vec<&str> = commands.collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        let words: Vec<&str> = ["atlas"].into_iter().chain(command.split(' ')).collect();
        said(&folder, &words);
    }
    let pages = ["1-syros", "2-kastellorizo", "3-gökçeada"];
    let expected: Vec<String> =
        pages.iter().flat_map(|page| [format!("{page}.png"), format!("{page}.svg")]).collect();
    assert_eq!(names(&folder.join("islands")), expected);
    let svg = |name: &str| fs::read_to_string(folder.join(name)).expect("written");
    let drawn = svg("islands/2-kastellorizo.svg");
    for part in ["Kastellorizo (Dodecanese)", ">Kastellorizo<"] {
        assert!(drawn.contains(part), "{part}");
    }
    said(&folder, &["render", "islands/2-kastellorizo.svg", "-o", "again.svg"]);
    assert!(svg("again.svg") == drawn, "a page is drawn again from its file");
    let pdf = fs::read(folder.join("islands.pdf")).expect("written");
    let is_page = |at: &[u8]| at.starts_with(b"/Type/Page") && at.get(10) != Some(&b's');
    let pages = (0..pdf.len()).filter(|at| is_page(&pdf[*at..])).count();
    assert_eq!(pages, 3);
}

#[test]
fn shares_and_jobs_make_the_same_pages() {
    let folder = folder_of_the_guide("shares");
    said(&folder, &["atlas", "atlas.toml", "-f", "svg", "-o", "all/", "--jobs", "1"]);
    for shard in ["1/2", "2/2"] {
        said(&folder, &["atlas", "atlas.toml", "-f", "svg", "-o", "parts/", "--shard", shard]);
    }
    assert_eq!(names(&folder.join("all")), names(&folder.join("parts")));
    for name in names(&folder.join("all")) {
        let bytes = |part: &str| fs::read(folder.join(part).join(&name)).expect("written");
        assert!(bytes("all") == bytes("parts"), "{name}");
    }
}

#[test]
fn features_of_a_layer_are_rows_and_show_their_bounds() {
    let folder = folder("features");
    let page = "title = 'A'\n[extent]\nregion = 'aegean'\n[sheet]\nwidth = 'single'\n";
    fs::write(folder.join("page.toml"), page).expect("written");
    let atlas = "template = 'page.toml'\nmargin = 0.2\n[layer]\nsource = 'countries'\nonly = ['MLT', 'CYP']\n\
                 [page]\ntitle = '{name}'\nsubjects = ['{state}']\n";
    fs::write(folder.join("atlas.toml"), atlas).expect("written");
    said(&folder, &["atlas", "atlas.toml", "-f", "svg", "-o", "out/"]);
    let written = names(&folder.join("out"));
    assert_eq!(written, ["1-cyprus.svg", "2-malta.svg"]);
    let svg = fs::read_to_string(folder.join("out/2-malta.svg")).expect("written");
    assert!(svg.contains("Valletta") && !svg.contains("Nicosia"));
}

#[test]
fn a_wrong_cell_is_said_with_row_and_column_and_the_other_pages_are_drawn() {
    let folder = folder_of_the_guide("wrong");
    let table = fs::read_to_string(folder.join("islands.csv")).expect("read");
    fs::write(folder.join("islands.csv"), table.replace("GRC;TUR", "GRC;TUX")).expect("written");
    let output = periplus(&folder, &["atlas", "atlas.toml", "-f", "svg"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("at: islands.csv:3:1, column `states`"), "{said}");
    assert!(said.ends_with("wrote 2 of 3 figures; not 2-kastellorizo\n"), "{said}");
}

const PAGE: &str = "title = 'A'\n[extent]\nregion = 'aegean'\n[sheet]\nwidth = 'single'\n[[layers]]\nsource = 'overview-countries'\n";

/// A fresh folder with a template in it, an atlas and its table.
fn atlas_of(test: &str, atlas: &str, table: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join("page.toml"), PAGE).expect("written");
    fs::write(folder.join("atlas.toml"), atlas).expect("written");
    fs::write(folder.join("rows.csv"), table).expect("written");
    folder
}

const ROWS: &str =
    "template = 'page.toml'\ntable = 'rows.csv'\nmargin = '25nm'\nfile_name = '{name}'\n";

/// The exit code, and what is said.
fn drawn(folder: &Path) -> (Option<i32>, String) {
    let output = periplus(folder, &["atlas", "atlas.toml", "-f", "svg", "-o", "out/"]);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn an_atlas_reads_nothing_outside_of_its_folder_however_it_is_written() {
    let outside = folder("outside");
    let home = outside.join("home");
    fs::create_dir_all(home.join("in")).expect("made");
    let point = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[25,37]},"properties":{"name":"Secret"}}"#;
    for (name, text) in [
        ("secret.csv", "name,lon,lat\nSecret,25,37\n"),
        ("secret.toml", PAGE),
        ("secret.geojson", point),
        ("home/page.toml", PAGE),
        ("home/rows.csv", "name,lon,lat\nSyros,24.91,37.41\n"),
    ] {
        fs::write(outside.join(name), text).expect("written");
    }
    let absolute = outside.join("secret.csv").display().to_string();
    let table = |path: &str| format!("template = 'page.toml'\ntable = '{path}'\nmargin = '9km'\n");
    let template =
        |path: &str| format!("template = '{path}'\ntable = 'rows.csv'\nmargin = '9km'\n");
    let layer =
        |path: &str| format!("template = 'page.toml'\nmargin = '9km'\n[layer]\nfile = '{path}'\n");
    let mut wrong = vec![
        (table("../secret.csv"), "../secret.csv"),
        (table("in/../../secret.csv"), "in/../../secret.csv"),
        (table(&absolute), absolute.as_str()),
        (table("/etc/passwd"), "/etc/passwd"),
        (template("../secret.toml"), "../secret.toml"),
        (layer("../secret.geojson"), "../secret.geojson"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats_read");
        let part = |end: &str| data.join(format!("shapefile-points.{end}"));
        fs::copy(part("dbf"), outside.join("secret.dbf")).expect("copied");
        fs::copy(part("shp"), home.join("points.shp")).expect("copied");
        for (target, link) in [
            ("../secret.csv", "link.csv"),
            ("../secret.toml", "link.toml"),
            ("../secret.geojson", "link.geojson"),
            ("../secret.dbf", "points.dbf"),
            ("..", "up"),
        ] {
            symlink(target, home.join(link)).expect("a link");
        }
        wrong.extend([
            (table("link.csv"), "link.csv"),
            (table("up/secret.csv"), "up/secret.csv"),
            (template("link.toml"), "link.toml"),
            (layer("link.geojson"), "link.geojson"),
            (layer("points.shp"), "points.dbf"),
        ]);
    }
    for (atlas, path) in wrong {
        fs::write(home.join("atlas.toml"), &atlas).expect("written");
        let (code, said) = drawn(&home);
        assert_eq!(code, Some(3), "{atlas}{said}");
        assert!(said.contains(&format!("`{path}` lies outside of the atlas's folder")), "{said}");
        assert!(said.contains("at: atlas.toml") && !said.contains("Secret"), "{said}");
        assert!(!home.join("out").exists(), "{atlas}");
        let check = periplus(&home, &["check", "atlas.toml"]);
        assert_eq!(check.status.code(), Some(3), "{atlas}");
    }
    fs::write(home.join("atlas.toml"), table("rows.csv")).expect("written");
    assert_eq!(drawn(&home).0, Some(0));
}

#[test]
fn a_row_that_does_not_say_where_it_lies_is_told_and_the_others_are_drawn() {
    for (table, place, reason) in [
        (
            "name,lon,lat\nA,24.9,37.4\nB,,\n",
            "rows.csv:3:1, column `lon`",
            "does not say where it lies",
        ),
        ("name,lon,lat\nA,24.9,37.4\nB,,37\n", "rows.csv:3:1, column `lon`", "`lon` is empty"),
        ("name,lon,lat\nA,24.9,37.4\nB,25,91\n", "rows.csv:3:1, column `lat`", "91 is beyond 90"),
        (
            "name,west,south,east,north\nA,24,37,25,38\nB,20,35,,40\n",
            "rows.csv:3:1, column `east`",
            "says half of where it lies: `east` is empty",
        ),
        (
            "name,lon,lat\nA,24.9,37.4\n,25,37\n",
            "rows.csv:3:1, column `name`",
            "the page has no name",
        ),
    ] {
        let folder = atlas_of("rows", ROWS, table);
        let (code, said) = drawn(&folder);
        assert_eq!(code, Some(1), "{table}{said}");
        assert!(said.contains(&format!("at: {place}")) && said.contains(reason), "{table}{said}");
        assert_eq!(names(&folder.join("out")), ["a.svg"], "{table}");
    }
    let folder = atlas_of("columns", ROWS, "name,lat\nA,37.4\n");
    let (code, said) = drawn(&folder);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("has column `lat` and no column `lon`\n  at: rows.csv:1:1"), "{said}");
    // a table of other things, or pages with an extent of their own, say nothing of places
    let of_pages = format!("{ROWS}[page.extent]\nregion = 'aegean'\n");
    assert_eq!(drawn(&atlas_of("others", &of_pages, "name,lat\nA,\n")).0, Some(0));
    assert_eq!(drawn(&atlas_of("things", ROWS, "name,count\nA,1\n")).0, Some(0));
}

#[test]
fn columns_of_places_are_found_whatever_their_case() {
    let there = atlas_of("lower", ROWS, "name,lon,lat\nA,24.9,37.4\n");
    let here = atlas_of("upper", ROWS, "name,LON,Latitude\nA,24.9,37.4\n");
    for folder in [&there, &here] {
        let (code, said) = drawn(folder);
        assert_eq!(code, Some(0), "{said}");
    }
    let svg = |folder: &Path| fs::read_to_string(folder.join("out/a.svg")).expect("written");
    let map = |text: String| text.split_once("<g").map(|(_, map)| map.to_owned());
    assert_eq!(map(svg(&here)), map(svg(&there)));
}

#[test]
fn states_of_an_atlas_are_those_of_the_earth_whole_and_who_is_none_is_told() {
    let atlas = "template = 'page.toml'\nmargin = 0\nfile_name = '{id}'\n[layer]\nsource = 'countries'\n\
                 states = ['FJI', 'GRC', 'RUS', 'XXX']\n[page]\ntitle = '{name}'\n";
    let folder = atlas_of("earth", atlas, "");
    let (code, said) = drawn(&folder);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(names(&folder.join("out")), ["fji.svg", "grc.svg", "rus.svg"]);
    let told = "`states` names `XXX`, which no feature of layer \"countries\" is or has: it has no page\n  at: atlas.toml:6:";
    assert!(said.contains(told), "{said}");
    let bounds = |page: &str| {
        let path = format!("out/{page}.svg");
        let inspected = periplus(&folder, &["inspect", &path, "--json"]);
        let text = String::from_utf8_lossy(&inspected.stdout).into_owned();
        let (_, after) = text.split_once("bounds = [").expect("an extent");
        let (numbers, _) = after.split_once(']').expect("its end");
        let numbers = numbers.split(',').map(|it| it.trim().parse().expect("a number"));
        numbers.collect::<Vec<f64>>()
    };
    // from Kaliningrad (19.6° E) over 180° to Chukotka (169° W), from Dagestan (41.2° N) to Franz Josef Land (81.8° N)
    let [west, south, east, north] = bounds("rus")[..] else { panic!("four numbers") };
    assert!((19.0..20.5).contains(&west) && (-170.5..-168.5).contains(&east), "{west} {east}");
    assert!((40.5..41.8).contains(&south) && (81.0..82.5).contains(&north), "{south} {north}");
    // on both sides of 180°
    let [west, _, east, _] = bounds("fji")[..] else { panic!("four numbers") };
    assert!((174.0..178.0).contains(&west) && (-180.0..-177.5).contains(&east), "{west} {east}");
}

#[test]
fn an_atlas_is_checked_as_an_atlas() {
    let folder = folder_of_the_guide("checked");
    let said = said(&folder, &["check", "atlas.toml"]);
    assert!(said.contains("atlas.toml: nothing wrong") || said.contains("no errors"), "{said}");
    let table = fs::read_to_string(folder.join("islands.csv")).expect("read");
    fs::write(folder.join("islands.csv"), table.replace("GRC;TUR", "GRC;TUX")).expect("written");
    let output = periplus(&folder, &["check", "atlas.toml"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("at: islands.csv:3:1, column `states`"), "{said}");
    let atlas = fs::read_to_string(folder.join("atlas.toml")).expect("read");
    fs::write(folder.join("atlas.toml"), atlas.replace("margin", "margins")).expect("written");
    let output = periplus(&folder, &["check", "atlas.toml"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("unknown key `margins`") && !said.contains("`template`\n"), "{said}");
}
