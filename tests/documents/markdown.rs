//! `periplus document`: what becomes of blocks, and of all else.

use super::host::{SMALL, answer, block, folder_with, periplus};
use std::fs;

/// The document with figures, of the text.
fn written(test: &str, text: &str, options: &[&str]) -> String {
    let folder = folder_with(test, "in.md", text);
    answer(&folder, &[&["document", "in.md", "-q"], options].concat())
}

#[test]
fn a_block_becomes_an_image_with_caption_id_width_and_alternative_text() {
    let text = block("#fig:a caption=\"The *frame*\" alt='A \"frame\"' width=89mm");
    let folder = folder_with("block", "in.md", &text);
    answer(&folder, &["document", "in.md", "-o", "out/report.md"]);
    let found = fs::read_to_string(folder.join("out/report.md")).expect("written");
    let image = r#"![The *frame*](figures/a.svg){#fig:a width=89mm alt="A \"frame\""}"#;
    assert_eq!(found, format!("{image}\n"));
    let svg = fs::read_to_string(folder.join("out/figures/a.svg")).expect("drawn");
    assert!(
        svg.contains("width=\"89mm\"") && svg.contains("A &quot;frame&quot;</desc>"),
        "{}",
        &svg[..400]
    );
    assert!(!svg.contains("<text"), "letters are outlines: no host has the fonts");
}

#[test]
fn all_other_bytes_stay() {
    let small = block("#fig:a");
    let around = "\u{feff}# Ein\r\nhard  \r\n\ttab\r\n\r\n---\r\n\r\n";
    let tail = "\r\n<!--\r\n```periplus\r\n-->\r\n\r\n~~~ text\r\n```periplus\r\n~~~\r\n\r\n    ```periplus\r\n\r\nend";
    let text = format!("{around}{}{tail}", small.replace('\n', "\r\n"));
    let found = written("bytes", &text, &[]);
    let alt = "A.";
    assert_eq!(found, format!("{around}![](figures/a.svg){{#fig:a alt=\"{alt}\"}}\r\n{tail}"));
}

#[test]
fn a_document_without_blocks_passes_by_and_nothing_is_written() {
    let text =
        "# None\n\n````md\n```periplus\nfigure = \"aegean\"\n```\n````\n\n```python {.x}\n1\n```\n";
    let folder = folder_with("none", "in.md", text);
    assert_eq!(answer(&folder, &["document", "in.md", "-q"]), text);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
}

#[test]
fn blocks_stand_in_lists_and_quotes_and_between_lines() {
    let inner = SMALL.replace('\n', "\n> ");
    let text =
        format!("before\n> quoted\n>\n> ~~~~periplus {{#fig:q}}\n> {inner}~~~~\n> goes on\n");
    let found = written("quote", &text, &[]);
    let image = "![](figures/q.svg){#fig:q alt=\"A.\"}";
    assert_eq!(found, format!("before\n> quoted\n>\n> {image}\n>\n> goes on\n"));
    let inner = SMALL.replace('\n', "\n   ");
    let text = format!("1. one\n   ```periplus {{#fig:q}}\n   {inner}```\n2. two\n");
    let found = written("list", &text, &["--flavour", "html"]);
    let figure = "   <figure id=\"fig:q\">\n   <img src=\"figures/q.svg\" alt=\"A.\"";
    assert!(found.starts_with(&format!("1. one\n   \n{figure}")), "{found}");
    assert!(found.contains("\n   </figure>\n\n2. two\n"), "{found}");
}

#[test]
fn a_block_may_name_a_figure_of_its_folder() {
    let text = "```periplus\nfigure = \"maps/small.toml\"\n```\n\n~~~{.periplus figure=maps/small.toml #again}\n~~~\n";
    let folder = folder_with("named", "in.md", text);
    fs::create_dir(folder.join("maps")).expect("made");
    let figure = format!("caption = 'Its own'\n{SMALL}");
    fs::write(folder.join("maps/small.toml"), figure).expect("written");
    let found = answer(&folder, &["document", "in.md", "-q", "--flavour", "commonmark"]);
    assert_eq!(
        found,
        "![A.](figures/small.svg)\n\n*Its own*\n\n![A.](figures/again.svg)\n\n*Its own*\n"
    );
}

#[test]
fn figures_are_numbered_and_referred_to_on_demand() {
    let blocks = format!("{}\n{}", block("#fig:a caption=\"One, beside @fig:b\""), block("#fig:b"));
    let text = format!("See [@fig:b] and `@fig:a`.\n\n{blocks}");
    let found = written("numbers", &text, &["--number"]);
    assert!(found.starts_with("See [Figure 2](#fig:b) and `@fig:a`.\n"), "{found}");
    assert!(
        found.contains("![Figure 1: One, beside [Figure 2](#fig:b)](figures/a.svg)"),
        "{found}"
    );
    assert!(found.contains("![Figure 2](figures/b.svg)"), "{found}");
    let german = written("numbers", &text, &["--number=Abbildung"]);
    assert!(german.contains("[Abbildung 2](#fig:b)"), "{german}");
    assert!(written("numbers", &text, &[]).contains("[@fig:b]"));
}

#[test]
fn options_stand_beside_the_block() {
    let text = block("#fig:a theme=mono format=png dpi=50 width=600px names=el as-of=2020-10-17");
    let folder = folder_with("options", "in.md", &text);
    let found = answer(&folder, &["document", "in.md", "-q"]);
    assert!(found.contains("(figures/a.png){#fig:a width=158.75mm"), "{found}");
    let png = fs::read(folder.join("figures/a.png")).expect("drawn");
    let width = u32::from_be_bytes([png[16], png[17], png[18], png[19]]);
    assert_eq!(width, (158.75_f64 / 25.4 * 50.0).round() as u32);
    let pdf = block("#fig:a format=pdf");
    let folder = folder_with("options", "in.md", &pdf);
    answer(&folder, &["document", "in.md", "-q"]);
    assert!(fs::read(folder.join("figures/a.pdf")).expect("drawn").starts_with(b"%PDF-"));
}

#[test]
fn a_figure_of_a_document_is_drawn_again_from_its_own_file() {
    let text = block("#fig:a theme=mono width=600px names=el as_of=2020-10-17");
    let folder = folder_with("again", "in.md", &text);
    answer(&folder, &["document", "in.md", "-q"]);
    answer(&folder, &["render", "figures/a.svg", "-o", "again.svg", "-q"]);
    let read = |file: &str| fs::read_to_string(folder.join(file)).expect("drawn");
    assert!(read("again.svg") == read("figures/a.svg"), "not the same picture");
}

#[test]
fn links_lead_from_the_written_document_to_the_folder_that_is_named() {
    let folder = folder_with("folders", "in.md", &block("#fig:a"));
    answer(&folder, &["document", "in.md", "-o", "site/text/out.md", "--figures", "site/my maps"]);
    let found = fs::read_to_string(folder.join("site/text/out.md")).expect("written");
    assert!(found.contains("](../my%20maps/a.svg)"), "{found}");
    assert!(folder.join("site/my maps/a.svg").is_file());
}

#[test]
fn a_document_is_never_written_over_itself() {
    let text = block("#fig:a");
    let folder = folder_with("itself", "in.md", &text);
    let output = periplus(&folder, &["document", "in.md", "-o", "./in.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("in.md")).expect("there"), text);
    assert!(!folder.join("figures").exists());
}

#[test]
fn what_a_figure_says_of_itself_is_words_in_every_flavour() {
    use pulldown_cmark::{Event, Parser, Tag};
    const HOSTILE: &str =
        r#"x](evil) ![y](evil) "><script>alert(1)</script> <!-- `c` $y$ | & \ \input evil"#;
    let text = block("#fig:a").replace("title = \"A\"", &format!("title = '{HOSTILE}'"));
    // what pandoc reads of its own flavour, pandoc's tests see
    for flavour in ["commonmark", "html"] {
        let found = written(&format!("hostile-{flavour}"), &text, &["--flavour", flavour]);
        if flavour == "html" {
            // of HTML's elements without an end, the one that is there gets one
            let (before, picture) = found.trim().split_once("<img").expect("a picture");
            let (picture, after) = picture.split_once('>').expect("the end of its tag");
            let found = format!("{before}<img{picture}/>{after}");
            let document = roxmltree::Document::parse(&found).expect("well-formed");
            let names: Vec<_> = document.descendants().filter(|it| it.is_element()).collect();
            assert!(
                names
                    .iter()
                    .all(|it| ["figure", "img", "figcaption"].contains(&it.tag_name().name())),
                "{found}"
            );
            let alt = names.iter().find_map(|it| it.attribute("alt")).expect("an alternative text");
            assert!(alt.contains(HOSTILE), "{alt}");
            continue;
        }
        let mut pictures = 0;
        for event in Parser::new(&found) {
            match event {
                Event::Start(Tag::Image { dest_url, .. }) => {
                    assert_eq!(&*dest_url, "figures/a.svg", "{found}");
                    pictures += 1;
                }
                Event::Start(Tag::Link { .. }) => panic!("{flavour}: a link: {found}"),
                Event::InlineHtml(html) | Event::Html(html) => panic!("{flavour}: {html}: {found}"),
                _ => {}
            }
        }
        assert_eq!(pictures, 1, "{flavour}: {found}");
    }
}

#[test]
fn a_caption_of_a_figures_file_keeps_emphasis_and_links_and_nothing_that_runs_or_is_fetched() {
    let figure = format!(
        "caption = \"Shares *at 12*, [here](https://a.org/b). <script>alert(1)</script> ![t](http://e.com/t.png) [x](javascript:1)\"\n{SMALL}"
    );
    let own = "The <b>document's</b> own ![t](http://e.com/t.png)";
    for flavour in ["html", "commonmark", "pandoc"] {
        let folder =
            folder_with("received", "in.md", "```periplus\nfigure = \"received.toml\"\n```\n");
        fs::write(folder.join("received.toml"), &figure).expect("written");
        let text = answer(&folder, &["document", "in.md", "-q", "--flavour", flavour]);
        assert!(text.contains("Shares *at 12*, [here](https://a.org/b)."), "{flavour}: {text}");
        assert!(text.contains("\\<script>alert(1)\\</script> t x"), "{flavour}: {text}");
        assert!(!text.contains("e.com") && !text.contains("javascript:"), "{flavour}: {text}");
        // what the document says itself is its writer's Markdown
        let block = format!("```{{.periplus figure=received.toml caption=\"{own}\"}}\n```\n");
        fs::write(folder.join("in.md"), block).expect("written");
        let text = answer(&folder, &["document", "in.md", "-q", "--flavour", flavour]);
        assert!(text.contains(own), "{flavour}: {text}");
        fs::write(folder.join("in.md"), format!("```periplus\n{figure}```\n")).expect("written");
        let text = answer(&folder, &["document", "in.md", "-q", "--flavour", flavour]);
        assert!(text.contains("<script>"), "{flavour}: {text}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_documents_folder_to_read_or_to_write() {
    use std::os::unix::fs::symlink;
    let outside = folder_with("links", "secret.toml", SMALL);
    let home = outside.join("home");
    fs::create_dir_all(home.join("mine")).expect("made");
    fs::create_dir_all(outside.join("away")).expect("made");
    fs::write(outside.join("secret.css"), "sea { fill: #123456 }\n").expect("written");
    fs::write(home.join("mine/figure.toml"), SMALL).expect("written");
    for (target, link) in [
        ("../secret.toml", "link.toml"),
        ("mine/figure.toml", "near.toml"),
        ("../secret.css", "link.css"),
        ("..", "up"),
    ] {
        symlink(target, home.join(link)).expect("a link");
    }
    let drawn = |text: &str, more: &[&str]| {
        fs::write(home.join("in.md"), text).expect("written");
        let output = periplus(&home, &[&["document", "in.md", "-o", "out.md"], more].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let names = |name: &str| format!("```{{.periplus #fig:a figure={name}}}\n```\n");
    for path in ["link.toml", "up/secret.toml"] {
        let (code, said) = drawn(&names(path), &[]);
        assert_eq!(code, Some(3), "{said}");
        assert!(
            said.contains(&format!("`{path}` lies outside of the document's folder")),
            "{said}"
        );
    }
    let (code, said) = drawn(&block("#fig:a theme=link.css"), &[]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("`link.css` lies outside"), "{said}");
    assert!(!home.join("out.md").exists() && !home.join("figures").exists());
    let (code, said) = drawn(&names("near.toml"), &[]);
    assert_eq!(code, Some(0), "{said}");
    // a figure, the manifest, or the folder of both
    for (target, link, written) in [
        ("../../away/a.svg", "figures/a.svg", "a link out of the figures' folder"),
        ("../../away/manifest", "figures/.periplus.json", "a link out of the figures' folder"),
        ("../away", "figures", "leads out of the document's"),
    ] {
        fs::remove_dir_all(home.join("figures")).expect("removed");
        if link != "figures" {
            fs::create_dir_all(home.join("figures")).expect("made");
        }
        symlink(target, home.join(link)).expect("a link");
        for more in [&[][..], &["--check"]] {
            let (code, said) = drawn(&names("near.toml"), more);
            assert_eq!(code, Some(3), "{link}: {said}");
            assert!(said.contains(written), "{link}: {said}");
        }
        let away = fs::read_dir(outside.join("away")).expect("a folder").count();
        assert_eq!(away, 0, "{link}");
    }
    // the folder that the command line names is the user's own affair
    let (code, said) = drawn(&names("near.toml"), &["--figures", "figures"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(outside.join("away/a.svg").is_file());
}
