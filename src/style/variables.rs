//! Custom properties in, values without `var()` out (CSS Custom Properties Level 1, set on `:root` only).

use super::value::Problem;
use crate::error::nearest;
use std::collections::BTreeMap;

/// Longest value after substitution, bytes: no honest colour or font needs more, and a variable
/// that doubles itself at every level would need more than there is.
const LONGEST: usize = 10_000;
/// Deepest chain of variables and fallbacks.
const DEEPEST: usize = 50;

/// The custom properties of a theme as they are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    pub(super) written: BTreeMap<String, String>,
}

impl Variables {
    /// `text` with every `var(--name)` and `var(--name, fallback)` replaced.
    pub(super) fn substitute(&self, text: &str) -> Result<String, Problem> {
        self.substitute_within(text, &mut Vec::new())
    }

    /// The same, with the `chain` of variables that led here.
    fn substitute_within(&self, text: &str, chain: &mut Vec<String>) -> Result<String, Problem> {
        let mut done = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("var(") {
            let (before, call) = rest.split_at(start);
            let arguments = &call["var(".len()..];
            let end = closing(arguments).ok_or_else(|| {
                Problem::new(format!("`{call}` has no closing )")).hint("write var(--name)")
            })?;
            done.push_str(before);
            done.push_str(&self.value(&arguments[..end], chain)?);
            if done.len() > LONGEST {
                return Err(Problem::new(format!("`{text}` grows past {LONGEST} bytes")));
            }
            rest = &arguments[end + 1..];
        }
        done.push_str(rest);
        Ok(done)
    }

    /// What stands for `--name` or `--name, fallback`.
    fn value(&self, arguments: &str, chain: &mut Vec<String>) -> Result<String, Problem> {
        let (name, fallback) = match arguments.split_once(',') {
            Some((name, fallback)) => (name.trim(), Some(fallback.trim())),
            None => (arguments.trim(), None),
        };
        if chain.iter().any(|above| above == name) {
            let ring = format!("{} → {name}", chain.join(" → "));
            return Err(Problem::new(format!("`{name}` is made of itself: {ring}")));
        }
        if chain.len() >= DEEPEST {
            return Err(Problem::new(format!("`{name}` lies more than {DEEPEST} variables deep")));
        }
        let known = self.written.get(name).map(String::as_str);
        let text = known.or(fallback).ok_or_else(|| self.unknown(name))?;
        // A fallback counts as a step too, nameless, so that its depth is limited like the rest.
        chain.push(if known.is_some() { name.to_owned() } else { String::new() });
        let value = self.substitute_within(text, chain);
        chain.pop();
        value
    }

    fn unknown(&self, name: &str) -> Problem {
        let problem = Problem::new(format!("the variable `{name}` is not set"));
        match nearest(name, self.written.keys().map(String::as_str)) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("set it: :root {{ {name}: … }}")),
        }
    }
}

/// The byte of the `)` that closes a call whose arguments begin `text`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(index),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> Variables {
        let written = pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Variables { written }
    }

    #[test]
    fn variables_stand_for_each_other_and_for_parts_of_a_value() {
        let known = variables(&[("--a", "#123456"), ("--b", "var(--a)")]);
        let text = "var(--b) hatch(45deg, 1mm, .2mm, var( --a ))";
        assert_eq!(known.substitute(text), Ok("#123456 hatch(45deg, 1mm, .2mm, #123456)".into()));
    }

    #[test]
    fn a_fallback_serves_where_the_name_is_not_set() {
        let known = variables(&[("--a", "red")]);
        assert_eq!(known.substitute("var(--x, var(--y, var(--a)))"), Ok("red".into()));
        assert_eq!(known.substitute("var(--a, blue)"), Ok("red".into()));
        assert_eq!(known.substitute("var(--x, rgb(1, 2, 3)) 1mm"), Ok("rgb(1, 2, 3) 1mm".into()));
    }

    #[test]
    fn a_ring_of_variables_is_shown() {
        let known = variables(&[("--a", "var(--b)"), ("--b", "var(--a)")]);
        let problem = known.substitute("var(--a)").expect_err("a ring");
        assert_eq!(problem.message, "`--a` is made of itself: --a → --b → --a");
    }

    #[test]
    fn doubling_and_depth_have_a_limit() {
        let doubled: Vec<(String, String)> = (1..60)
            .map(|n| (format!("--v{n}"), format!("var(--v{0}) var(--v{0})", n - 1)))
            .collect();
        let mut known = variables(&[("--v0", "0123456789")]);
        known.written.extend(doubled);
        assert!(known.substitute("var(--v40)").is_err());
        let deep = format!("{}red{}", "var(--x, ".repeat(5000), ")".repeat(5000));
        assert!(known.substitute(&deep).is_err());
    }
}
