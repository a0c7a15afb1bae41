//! `periplus pandoc`: caption, id and alternative text reach the writers, of old pandoc and new.

use super::absent::skip;
use super::host::{SMALL, answers, block, filtered, folder, folder_with, host, pandocs, typst};
use std::fs;

const LUA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/extensions/quarto/_extensions/periplus/periplus.lua");

/// A document as pandoc writes it: a paragraph that cites the figure, and the block in a list.
fn document(version: &str, number: bool) -> String {
    let text = SMALL.trim_end().replace('\n', "\\n").replace('"', "\\\"");
    let meta = if number {
        r#"{"periplus":{"t":"MetaMap","c":{"number":{"t":"MetaBool","c":true}}}}"#
    } else {
        "{}"
    };
    let cite = r#"{"t":"Cite","c":[[{"citationId":"fig:a","citationPrefix":[],"citationSuffix":[],"citationMode":{"t":"NormalCitation"},"citationNoteNum":1,"citationHash":0}],[{"t":"Str","c":"[@fig:a]"}]]}"#;
    format!(
        r#"{{"pandoc-api-version":{version},"meta":{meta},"blocks":[{{"t":"Para","c":[{cite}]}},{{"t":"BulletList","c":[[{{"t":"CodeBlock","c":[["fig:a",["periplus"],[["caption","The *frame*"],["alt","An alt"],["width","89mm"]]],"{text}"]}}]]}}]}}"#
    )
}

#[test]
fn new_pandoc_gets_a_figure_and_old_pandoc_a_marked_image() {
    let folder = folder("json");
    let caption =
        r#"[{"c":"The","t":"Str"},{"t":"Space"},{"c":[{"c":"frame","t":"Str"}],"t":"Emph"}]"#;
    let new = filtered(&folder, &["pandoc", "html", "-q"], &document("[1,23,1]", false));
    let figure = format!(r#"{{"c":[["fig:a",[],[]],[null,[{{"c":{caption},"t":"Plain"}}]]"#);
    assert!(new.contains(&figure), "{new}");
    assert!(new.contains(r#"["figures/a.svg",""]"#), "{new}");
    let old = filtered(&folder, &["pandoc", "html", "-q"], &document("[1,22,2,1]", false));
    let image = format!(
        r#"{{"c":[["fig:a",[],[["width","89mm"],["alt","An alt"]]],{caption},["figures/a.svg","fig:"]],"t":"Image"}}"#
    );
    assert!(old.contains(&image), "{old}");
    assert!(old.contains("[@fig:a]"), "no numbers were asked for");
}

#[test]
fn the_picture_suits_the_writer() {
    let folder = folder("formats");
    for (writer, end) in [("latex", "pdf"), ("docx", "png"), ("typst", "svg"), ("epub3", "svg")] {
        let found = filtered(&folder, &["pandoc", writer, "-q"], &document("[1,23,1]", true));
        assert!(found.contains(&format!("figures/a.{end}")), "{writer}: {found}");
        assert!(folder.join(format!("figures/a.{end}")).is_file());
    }
    let png = fs::read(folder.join("figures/a.png")).expect("drawn");
    let width = u32::from_be_bytes([png[16], png[17], png[18], png[19]]);
    assert_eq!(width, (89.0_f64 / 25.4 * 300.0).round() as u32);
}

/// A document in Markdown, with numbers.
fn source() -> String {
    let attributes = "#fig:a caption=\"The *frame* & 5 %\" alt='An \"alt\" & 5 %' width=89mm";
    format!("---\nperiplus:\n  number: true\n---\n\nSee [@fig:a].\n\n{}", block(attributes))
}

#[test]
fn html_keeps_caption_id_and_alternative_text() {
    for pandoc in pandocs() {
        let folder = folder_with("html", "in.md", &source());
        let found =
            host(&folder, &pandoc, &["in.md", "--lua-filter", LUA, "-t", "html", "--wrap=none"]);
        assert!(
            found.contains("<figcaption>Figure 1: The <em>frame</em> &amp; 5 %</figcaption>"),
            "{found}"
        );
        assert!(
            found.contains("id=\"fig:a\"") && found.contains("src=\"figures/a.svg\""),
            "{found}"
        );
        assert!(found.contains("alt=\"An &quot;alt&quot; &amp; 5 %\""), "{found}");
        assert!(found.contains("<a href=\"#fig:a\">Figure 1</a>"), "{found}");
    }
}

#[test]
fn word_keeps_caption_id_and_alternative_text() {
    if !answers("unzip", "-v") {
        return skip("unzip");
    }
    for pandoc in pandocs() {
        let folder = folder_with("docx", "in.md", &source());
        host(&folder, &pandoc, &["in.md", "--lua-filter", LUA, "-o", "out.docx"]);
        let xml = host(&folder, "unzip", &["-p", "out.docx", "word/document.xml"]);
        assert!(xml.contains("descr=\"An &quot;alt&quot; &amp; 5 %\""), "{pandoc}: {xml}");
        assert!(
            xml.contains("w:name=\"fig:a\"") && xml.contains("w:anchor=\"fig:a\""),
            "{pandoc}: {xml}"
        );
        assert!(
            xml.contains("w:val=\"ImageCaption\"") && xml.contains("w:val=\"CaptionedFigure\""),
            "{pandoc}: {xml}"
        );
        assert!(
            xml.contains("Figure 1: The</w:t>") && xml.contains(">frame</w:t>"),
            "{pandoc}: {xml}"
        );
        let files = host(&folder, "unzip", &["-l", "out.docx"]);
        assert!(files.contains(".png"), "{files}");
    }
}

#[test]
fn latex_keeps_caption_label_and_alternative_text() {
    for pandoc in pandocs() {
        let folder = folder_with("latex", "in.md", &source());
        let arguments = ["in.md", "--lua-filter", LUA, "-t", "latex", "-s", "--wrap=none"];
        let found = host(&folder, &pandoc, &arguments);
        assert!(found.contains(r"\caption{The \emph{frame} \& 5 \%}\label{fig:a}"), "{found}");
        assert!(
            found.contains("{figures/a.pdf}") && found.contains(r"\usepackage{graphicx}"),
            "{found}"
        );
        assert!(found.contains("alt={An \"alt\" \\& 5 \\%}"), "{pandoc}: {found}");
        assert!(found.contains(r"Figure~\ref{fig:a}"), "{found}");
    }
}

#[test]
fn typst_keeps_caption_label_and_alternative_text_and_compiles() {
    for pandoc in pandocs().into_iter().filter(|pandoc| writes_typst(pandoc)) {
        let folder = folder_with("typst", "in.md", &source());
        let arguments =
            ["in.md", "--lua-filter", LUA, "-s", "-t", "typst", "--wrap=none", "-o", "out.typ"];
        host(&folder, &pandoc, &arguments);
        let found = fs::read_to_string(folder.join("out.typ")).expect("written");
        let figure = "#figure(image(\"figures/a.svg\", width: 89mm, alt: \"An \\\"alt\\\" & 5 %\")";
        assert!(found.contains(figure), "{found}");
        assert!(found.contains("caption: [The #emph[frame] & 5 %]) <fig:a>"), "{found}");
        assert!(found.contains("#ref(<fig:a>)"), "{found}");
        if typst(&folder, "out.typ", "out.pdf") {
            assert!(fs::read(folder.join("out.pdf")).expect("compiled").starts_with(b"%PDF-"));
        }
    }
}

fn writes_typst(pandoc: &str) -> bool {
    let formats = host(&folder("formats-of"), pandoc, &["--list-output-formats"]);
    formats.lines().any(|format| format == "typst")
}

#[test]
fn what_a_figure_says_of_itself_runs_in_no_host() {
    // of Markdown's own signs nothing is left to do in an alternative text; of LaTeX's and Typst's there would be
    let title = r##"x \input evil $y$ "#read("evil")" <script>alert(1)</script>"##;
    let text = block("#fig:a").replace("title = \"A\"", &format!("title = '{title}'"));
    for pandoc in pandocs() {
        let folder = folder_with("hostile", "in.md", &text);
        for (writer, signs) in [
            ("latex", r" \input evil"),
            ("latex", "$y$"),
            ("typst", "\"#read(\"evil"),
            ("html", "<script"),
        ] {
            if writer == "typst" && !writes_typst(&pandoc) {
                continue;
            }
            let found = host(
                &folder,
                &pandoc,
                &["in.md", "--lua-filter", LUA, "-t", writer, "--wrap=none"],
            );
            assert!(found.contains("evil") && !found.contains(signs), "{writer}: {found}");
        }
    }
}

#[test]
fn who_has_no_periplus_on_the_path_is_told_so() {
    let folder = folder_with("absent-program", "in.md", &source());
    let pandocs = pandocs();
    if pandocs.is_empty() {
        return skip("pandoc");
    }
    for pandoc in pandocs {
        for (named, words) in [
            (None, "periplus is not on the PATH\nhint: install it, or say where it is: PERIPLUS="),
            (Some("/no/such/program"), "PERIPLUS names `/no/such/program`, which cannot be run: "),
            (Some("false"), "the figures were not drawn by `false pandoc html`"),
        ] {
            let mut command = std::process::Command::new(&pandoc);
            command.args(["in.md", "--lua-filter", LUA, "-t", "html"]).current_dir(&folder);
            command.env_remove("PERIPLUS").envs(named.map(|program| ("PERIPLUS", program)));
            command.env("PATH", "/bin");
            let output = command.output().expect("pandoc runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(!output.status.success() && said.contains(words), "{pandoc}: {said}");
        }
    }
}
