//! A stylesheet's rules in, the style of any element out: which rules hold, and in which order.
//! CSS Cascading and Inheritance Level 4: importance, then specificity, then order; no inheritance.

use super::property::{self, ComputedStyle, PropertyValue};
use super::scanner::{Declaration, Rule};
use super::selector::Selector;
use super::stylesheet::Stylesheet;
use super::value::Problem;
use super::variables::Variables;
use super::{DEFAULT_WIDTH, Element, Style};
use crate::error::Error;
use crate::kind::Kind;
use crate::units::Millimetres;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A stylesheet's rules at one width, variables replaced, weakest first.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub(super) variables: BTreeMap<String, String>,
    style_rules: Vec<StyleRule>,
    /// The style rules that can hold for a kind: its own and those without a kind.
    by_kind: BTreeMap<Kind, OfKind>,
    /// The style rules without a kind.
    of_any_kind: OfKind,
    /// The attributes that any selector asks for.
    asked: BTreeSet<String>,
}

/// Style rules by number, each list weakest first.
#[derive(Debug, Default)]
struct OfKind {
    /// Those that ask for no class.
    plain: Vec<usize>,
    /// Those that ask for this one.
    by_class: Vec<(String, Vec<usize>)>,
}

impl OfKind {
    fn push(&mut self, class: Option<&str>, number: usize) {
        let Some(class) = class else { return self.plain.push(number) };
        match self.by_class.iter_mut().find(|(known, _)| known == class) {
            Some((_, numbers)) => numbers.push(number),
            None => self.by_class.push((class.to_owned(), vec![number])),
        }
    }

    /// The rules that can hold for what has these classes, weakest first.
    fn for_classes(&self, classes: &[String]) -> Vec<usize> {
        let mut numbers = self.plain.clone();
        let has = |class: &String| classes.iter().any(|its| its.split(' ').any(|it| it == class));
        for (_, of_class) in self.by_class.iter().filter(|(class, _)| has(class)) {
            numbers.extend(of_class);
        }
        numbers.sort_unstable();
        numbers
    }
}

/// One selector and what it sets.
#[derive(Debug)]
struct StyleRule {
    selector: Selector,
    declared: Arc<Vec<PropertyValue>>,
}

impl Resolved {
    pub(super) fn new(
        sheet: &Stylesheet,
        width: Millimetres,
        problems: &mut Vec<Error>,
    ) -> Resolved {
        let rules: Vec<&Rule> = sheet
            .rules
            .iter()
            .filter(|rule| rule.conditions.iter().all(|condition| condition.holds(width)))
            .collect();
        let variables = custom_properties(&rules);
        let mut resolved = Resolved::default();
        for (name, text) in &variables.written {
            // An error in an unused variable is found here too, at its own place.
            if let Ok(value) = variables.substitute(text) {
                resolved.variables.insert(name.clone(), value);
            }
        }
        resolved.style_rules = style_rules(sheet, &rules, &variables, problems);
        resolved.index();
        resolved
    }

    /// The style of an element.
    pub(super) fn style(&self, element: &Element) -> Style {
        let own = self.by_kind.get(&element.kind).unwrap_or(&self.of_any_kind);
        let mut draft = ComputedStyle::default();
        for rule in own.for_classes(&element.classes).into_iter().map(|it| &self.style_rules[it]) {
            if rule.selector.matches(element) {
                rule.declared.iter().for_each(|setting| setting.apply(&mut draft));
            }
        }
        draft.finish()
    }

    fn index(&mut self) {
        let kinds = self.style_rules.iter().filter_map(|rule| rule.selector.kind());
        self.by_kind = kinds.map(|kind| (kind, OfKind::default())).collect();
        for (number, StyleRule { selector, .. }) in self.style_rules.iter().enumerate() {
            self.asked.extend(selector.attributes().map(str::to_owned));
            let class = selector.class();
            match selector.kind() {
                Some(kind) => self.by_kind.entry(kind).or_default().push(class, number),
                None => {
                    let all = self.by_kind.values_mut().chain([&mut self.of_any_kind]);
                    all.for_each(|rules| rules.push(class, number));
                }
            }
        }
    }

    /// Whether any selector asks for an attribute of this name.
    pub(super) fn asks_for(&self, attribute: &str) -> bool {
        self.asked.contains(attribute)
    }
}

/// The custom properties that hold; a later one replaces an earlier.
fn custom_properties(rules: &[&Rule]) -> Variables {
    let mut variables = Variables::default();
    for rule in rules.iter().filter(|rule| is_root(rule)) {
        for declaration in &rule.declarations {
            variables.written.insert(declaration.name.text.clone(), declaration.value.text.clone());
        }
    }
    variables
}

/// Whether this is a `:root` rule.
fn is_root(rule: &Rule) -> bool {
    rule.selectors.iter().all(|selector| selector.text == ":root")
}

/// The style rules of all rules but `:root`, weakest first; what cannot be read is added to `problems`.
fn style_rules(
    sheet: &Stylesheet,
    rules: &[&Rule],
    variables: &Variables,
    problems: &mut Vec<Error>,
) -> Vec<StyleRule> {
    let mut ranked = Vec::new();
    for rule in rules {
        let root = is_root(rule);
        for important in [false, true] {
            let mut declared = Vec::new();
            for declaration in rule.declarations.iter().filter(|d| d.important == important) {
                match setting(declaration, root, variables) {
                    Ok(Some(setting)) => declared.push(setting),
                    Ok(None) => {}
                    Err(fault) => problems.push(fault.error(declaration, sheet)),
                }
            }
            if root || (important && declared.is_empty()) {
                continue;
            }
            let declared = Arc::new(declared);
            for selector in &rule.selectors {
                match Selector::read(selector, sheet) {
                    Ok(selector) => {
                        let rank = (important, selector.specificity());
                        let declared = Arc::clone(&declared);
                        ranked.push((rank, StyleRule { selector, declared }));
                    }
                    Err(error) => problems.push(error),
                }
            }
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, rule)| rule).collect()
}

/// A problem, and whether it lies in the name of the declaration or in its value.
struct DeclarationError {
    problem: Problem,
    in_name: bool,
}

impl DeclarationError {
    fn error(self, declaration: &Declaration, sheet: &Stylesheet) -> Error {
        let part = if self.in_name { &declaration.name } else { &declaration.value };
        let mut error = sheet.error(part.offset, self.problem.message);
        error.hint = self.problem.hint;
        error
    }
}

/// The setting of a declaration, variables replaced; `None` for a custom property.
fn setting(
    declaration: &Declaration,
    root: bool,
    variables: &Variables,
) -> Result<Option<PropertyValue>, DeclarationError> {
    let in_name = |problem: Problem| DeclarationError { problem, in_name: true };
    let in_value = |problem: Problem| DeclarationError { problem, in_name: false };
    let name = &declaration.name.text;
    let custom = name.starts_with("--");
    if custom != root {
        let message = format!("`{name}` cannot be set here");
        let hint = if custom { "set it on :root" } else { "only --names are set on :root" };
        return Err(in_name(Problem::new(message).hint(hint)));
    }
    if !custom && !property::is_known(name) {
        return Err(in_name(property::unknown(name)));
    }
    let value = variables.substitute(&declaration.value.text).map_err(in_value)?;
    if custom {
        return Ok(None);
    }
    PropertyValue::read(name, &value).map(Some).map_err(in_value)
}

/// What is wrong at any width: a variable may be set at some widths only.
pub(super) fn problems_at_every_width(sheet: &Stylesheet) -> Vec<Error> {
    /// A step past a limit, mm, to be on its other side.
    const STEP: f64 = 1e-6;
    let limits = sheet.rules.iter().flat_map(|rule| &rule.conditions).map(|c| c.limit().0);
    let mut widths: Vec<f64> =
        limits.flat_map(|limit| [limit - STEP, limit, limit + STEP]).collect();
    widths.push(DEFAULT_WIDTH.0);
    widths.sort_by(f64::total_cmp);
    widths.dedup();
    let mut problems = Vec::new();
    for width in widths {
        Resolved::new(sheet, Millimetres(width), &mut problems);
    }
    problems.sort_by_key(|error| sheet.texts().position(error));
    problems.dedup_by(|a, b| a.place == b.place && a.message == b.message);
    problems
}
