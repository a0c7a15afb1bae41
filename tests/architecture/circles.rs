//! No files in a circle: the graph of modules, read from `use` and from paths in the code.
//!
//! A file is a module, and an edge leads to the file where the named item is *defined*: what a `mod.rs`
//! hands on by `pub use` counts for the file that it comes from. Two things are no edges:
//! - a `pub use`: it hands on, and asks for nothing;
//! - a type, constant or macro that a file takes from a module above it (`use super::Label` in a room
//!   whose `mod.rs` defines `Label`): the words of the room, which its files share. A *function* of
//!   the module above is an edge, since that module calls its files and would be called back.
//!
//! Code for tests is left out, and so is the crate's own root: it joins the stages, and no room holds it.

use std::collections::{BTreeMap, BTreeSet};

/// The code of each module by its path: `label::candidate`; the crate itself is empty.
pub(crate) type Modules = BTreeMap<String, String>;

/// Each module with the modules that it depends on, and the names that tie them.
type Graph = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The circles among `modules`: a line each, with what ties its files.
pub(crate) fn circles(modules: &Modules) -> Vec<String> {
    let modules: Modules =
        modules.iter().map(|(path, text)| (path.clone(), without_tests(&code(text)))).collect();
    let graph = graph(&modules);
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        graph.keys().map(|from| (from, reachable(&graph, from))).collect();
    let mut reported: BTreeSet<&String> = BTreeSet::new();
    let mut circles = Vec::new();
    for from in graph.keys() {
        let meets = |other: &&&String| reached.get(*other).is_some_and(|it| it.contains(from));
        let circle: Vec<&String> = reached[from].iter().filter(meets).copied().collect();
        if !circle.is_empty() && reported.insert(from) {
            reported.extend(&circle);
            circles.push(in_words(&graph, &circle));
        }
    }
    circles
}

fn in_words(graph: &Graph, circle: &[&String]) -> String {
    let mut words = format!("{} files in a circle:", circle.len());
    for from in circle {
        for (to, names) in graph[*from].iter().filter(|(to, _)| circle.contains(to)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            words += &format!("\n  {from} -> {to}: {}", names.join(", "));
        }
    }
    words
}

/// All modules that one can get to, itself only by way of others.
fn reachable<'a>(graph: &'a Graph, from: &str) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&String> = graph.get(from).into_iter().flat_map(BTreeMap::keys).collect();
    while let Some(module) = next.pop() {
        if seen.insert(module) {
            next.extend(graph.get(module).into_iter().flat_map(BTreeMap::keys));
        }
    }
    seen
}

fn graph(modules: &Modules) -> Graph {
    let mut graph = Graph::new();
    for (here, text) in modules.iter().filter(|(here, _)| !here.is_empty()) {
        let edges = graph.entry(here.clone()).or_default();
        for path in paths(text, here, modules) {
            let Some((to, name)) = resolve(&path, here, modules, 0) else { continue };
            let of_the_room = is_above(&to, here) && !is_function(&name, &modules[&to]);
            if to != *here && !to.is_empty() && !of_the_room {
                edges.entry(to).or_default().insert(name);
            }
        }
    }
    graph
}

/// Whether `module` holds `other`, at any depth.
fn is_above(module: &str, other: &str) -> bool {
    other.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

fn is_function(name: &str, text: &str) -> bool {
    text.lines().any(|line| {
        let mut words = line.split([' ', '(', '<']).skip_while(|word| *word != "fn");
        !line.starts_with(' ') && words.nth(1) == Some(name)
    })
}

fn child(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

fn parent(module: &str) -> String {
    module.rsplit_once("::").map_or(String::new(), |(above, _)| above.to_owned())
}

/// The module where the item at the end of `path` is defined, and the item's name (the module's own where
/// the path names a module); none if it lies outside of the crate.
fn resolve(
    path: &[String],
    here: &str,
    modules: &Modules,
    depth: usize,
) -> Option<(String, String)> {
    /// Re-exports of re-exports go no deeper than this.
    const DEEPEST: usize = 8;
    let (first, mut rest) = path.split_first()?;
    let mut module = match first.as_str() {
        "crate" => String::new(),
        "self" => here.to_owned(),
        "super" => parent(here),
        name if modules.contains_key(&child(here, name)) => child(here, name),
        _ => return None,
    };
    while let Some((next, further)) = rest.split_first() {
        module = match next.as_str() {
            "super" => parent(&module),
            "self" => module,
            name if modules.contains_key(&child(&module, name)) => child(&module, name),
            name => {
                let origin = handed_on(&modules[&module], name).filter(|_| depth < DEEPEST);
                let origin = origin.and_then(|path| resolve(&path, &module, modules, depth + 1));
                return origin.or_else(|| Some((module, name.to_owned())));
            }
        };
        rest = further;
    }
    let name = module.rsplit("::").next().unwrap_or_default().to_owned();
    Some((module, name))
}

/// The path that a module imports `name` from, for itself and for the modules in it.
fn handed_on(text: &str, name: &str) -> Option<Vec<String>> {
    uses(text)
        .flat_map(|(_, tree)| expanded(tree))
        .find_map(|(path, bound)| (bound == name).then_some(path))
}

/// The `use` items of a text: whether public, and the tree.
fn uses(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split_inclusive(';').filter_map(|item| {
        let item = item.trim_end_matches(';');
        let start = item.rfind("use ").filter(|at| {
            let before = item[..*at].chars().next_back();
            before.is_none_or(|c| c.is_whitespace())
        })?;
        let line = item[..start].rsplit('\n').next().unwrap_or_default().trim();
        let is_use = line.is_empty() || line.starts_with("pub");
        is_use.then(|| (line.starts_with("pub"), item[start + "use ".len()..].trim()))
    })
}

/// The paths of a `use` tree, each with the name that it binds.
fn expanded(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    if let Some((before, group)) = tree.split_once('{') {
        let group = group.trim_end().strip_suffix('}').unwrap_or(group);
        let prefix = segments(before);
        let inner = top_level(group).into_iter().flat_map(expanded);
        return inner
            .map(|(path, bound)| {
                let own = path.iter().filter(|it| *it != "self").cloned();
                let whole: Vec<String> = prefix.iter().cloned().chain(own).collect();
                let bound = if bound == "self" { prefix.last().cloned() } else { Some(bound) };
                (whole, bound.unwrap_or_default())
            })
            .collect();
    }
    let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
    let path = segments(path);
    let bound = if alias.is_empty() { path.last().cloned() } else { Some(alias.trim().to_owned()) };
    bound.map(|bound| vec![(path, bound)]).unwrap_or_default()
}

/// The pieces of a group between commas that stand in no group of their own.
fn top_level(group: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                pieces.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&group[start..]);
    pieces.into_iter().filter(|piece| !piece.trim().is_empty()).collect()
}

fn segments(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The paths that a module asks for: those of its private `use` items, and those in its code.
fn paths(text: &str, here: &str, modules: &Modules) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<String>> = Vec::new();
    for (public, tree) in uses(text) {
        if !public {
            paths.extend(expanded(tree).into_iter().map(|(path, _)| path));
        }
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("use "));
    for word in lines.flat_map(|line| line.split(|c: char| !is_part(c))) {
        let path = segments(word);
        let Some(first) = path.first().filter(|_| path.len() > 1) else { continue };
        let inside = ["crate", "super", "self"].contains(&first.as_str());
        let is_child = modules.contains_key(&child(here, first));
        if (inside || is_child) && !word.starts_with(':') && !is_handed_on(text, word) {
            paths.push(path);
        }
    }
    paths
}

/// Whether a path stands in a `pub use` only.
fn is_handed_on(text: &str, word: &str) -> bool {
    let public: usize =
        uses(text).filter(|(public, _)| *public).map(|(_, tree)| tree.matches(word).count()).sum();
    public > 0 && text.matches(word).count() == public
}

/// A text without comments, and with nothing between its quotation marks.
fn code(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let mut quoted = false;
        let mut before = ' ';
        let mut signs = line.chars().peekable();
        while let Some(c) = signs.next() {
            if !quoted && c == '/' && signs.peek() == Some(&'/') {
                break;
            }
            if c == '"' && before != '\\' && before != '\'' {
                quoted = !quoted;
            } else if !quoted {
                code.push(c);
            }
            before = c;
        }
        code.push('\n');
    }
    code
}

/// A text without the items that only tests see.
fn without_tests(text: &str) -> String {
    let mut retained = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("#[cfg(test)]") {
        retained.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = item.find([';', '{']).unwrap_or(item.len());
        let whole = if item[end..].starts_with('{') { end + block(&item[end..]) } else { end };
        rest = item.get(whole + 1..).unwrap_or_default();
    }
    retained + rest
}

/// The byte of the `}` that closes the block that a text begins with.
fn block(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.char_indices().find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.map_or(text.len(), |(at, _)| at)
}

mod tests {
    use super::circles;

    fn found(modules: &[(&str, &str)]) -> Vec<String> {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        circles(&modules.iter().map(owned).collect())
    }

    #[test]
    fn a_circle_is_named_with_what_ties_it() {
        let found = found(&[
            ("", "mod room;"),
            ("room", "mod a;\nmod b;\nmod c;"),
            ("room::a", "use super::{\n    b::{self, Thing},\n    c,\n};"),
            ("room::b", "pub struct Thing;\nfn f() { crate::room::c::go() }"),
            ("room::c", "use super::a::list;\npub fn go() {}"),
        ]);
        let [circle] = found.as_slice() else { panic!("{found:?}") };
        assert!(circle.starts_with("3 files in a circle"), "{circle}");
        assert!(circle.contains("room::b -> room::c: go"), "{circle}");
        assert!(circle.contains("room::a -> room::b: Thing, b"), "{circle}");
    }

    #[test]
    fn what_a_module_hands_on_counts_for_the_file_that_it_comes_from() {
        let found = found(&[
            ("", "mod room;"),
            ("room", "mod a;\nmod b;\npub use a::First;\npub(crate) use b::Second as Other;"),
            ("room::a", "use super::Other;\npub struct First;"),
            ("room::b", "use crate::room::First;\npub struct Second;"),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("room::a -> room::b: Second"), "{}", found[0]);
    }

    #[test]
    fn the_words_of_a_room_are_shared_and_its_functions_call_back() {
        let room = "mod a;\nuse a::list;\npub struct Label;\npub fn place() {}";
        let with = |item: &str| {
            let text = format!("use super::{item};\npub fn list() {{}}");
            found(&[("", "mod room;"), ("room", room), ("room::a", &text)]).len()
        };
        assert_eq!((with("Label"), with("place")), (0, 1));
    }

    #[test]
    fn comments_quotations_and_tests_tie_nothing() {
        let a = "use super::b::B;\npub struct A;";
        let b = "// use super::a::A;\npub struct B; // crate::room::a::A\nconst C: &str = \"super::a::A\";
                 #[cfg(test)]\nmod tests {\n    use super::super::a::A;\n    fn f() { if true { } }\n}";
        assert!(
            found(&[("", ""), ("room", "mod a;\nmod b;"), ("room::a", a), ("room::b", b)])
                .is_empty()
        );
    }
}
