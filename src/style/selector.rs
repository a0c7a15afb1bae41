//! Selectors: checked word by word when a theme is read, matched by simplecss when it is used.
//! simplecss drops a selector that it cannot read; here every such selector is an error with its place.

use super::Element;
use super::sheet::{Part, Sheet};
use crate::error::{Result, nearest};
use crate::kind::{Kind, UnknownKind};
use simplecss::{AttributeOperator, PseudoClass, Selector, SelectorToken, SelectorTokenizer};

/// Checks a selector, and gives the kind that it ends in: `None` for `*`, `.class` and `[attribute]`.
pub(super) fn check(part: &Part, sheet: &Sheet) -> Result<Option<Kind>> {
    refuse_unknown_signs(part, sheet)?;
    let mut kind = None;
    for token in SelectorTokenizer::from(part.text.as_str()) {
        let token = token.map_err(|error| {
            sheet.error(part.offset, format!("`{}` is not a selector: {error}", part.text))
        })?;
        match token {
            SelectorToken::TypeSelector(name) => kind = Some(kind_of(name, part, sheet)?),
            SelectorToken::DescendantCombinator | SelectorToken::ChildCombinator => kind = None,
            _ => {}
        }
    }
    match Selector::parse(&part.text) {
        Some(_) => Ok(kind),
        None => Err(sheet.error(part.offset, format!("`{}` is not a selector", part.text))),
    }
}

/// Signs that simplecss reads as the end of a selector, or that match nothing on a map.
fn refuse_unknown_signs(part: &Part, sheet: &Sheet) -> Result<()> {
    let mut quote = None;
    for (index, c) in part.text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '.' | '[' | ']' | '=' | '~' | '|' | '*' | '>' | '-' | '_') => {}
            (None, _) if c.is_alphanumeric() || c.is_whitespace() => {}
            (None, _) => {
                let message = format!("`{c}` has no meaning in a theme's selector");
                return Err(sheet.error(part.offset + index, message).hint(
                    "write kind, .class, [name], [name=\"value\"], kind kind or kind > kind",
                ));
            }
        }
    }
    Ok(())
}

fn kind_of(name: &str, part: &Part, sheet: &Sheet) -> Result<Kind> {
    name.parse::<Kind>().map_err(|unknown: UnknownKind| {
        let inside = name.as_ptr().addr() - part.text.as_ptr().addr();
        let error = sheet.error(part.offset + inside, unknown.to_string());
        match nearest(name, Kind::NAMES.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("known are {}", Kind::NAMES.join(", "))),
        }
    })
}

/// The weight of a checked selector in the cascade.
pub(super) fn specificity(text: &str) -> [u8; 3] {
    Selector::parse(text).map(|selector| selector.specificity()).unwrap_or_default()
}

/// Whether a checked selector means `element`.
///
/// Reads the selector anew each time, since simplecss keeps only slices of its text: 0.2 µs, less
/// than keeping texts and slices together would cost the reader.
pub(super) fn matches(text: &str, element: &Element) -> bool {
    Selector::parse(text).is_some_and(|selector| selector.matches(&Candidate(element)))
}

/// An element as simplecss wants to see it.
struct Candidate<'a>(&'a Element);

impl simplecss::Element for Candidate<'_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.within.as_deref().map(Candidate)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        None
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.kind.name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        if name == "class" {
            return self.0.classes.iter().any(|class| operator.matches(class));
        }
        self.0.attributes.iter().any(|(known, value)| known == name && operator.matches(value))
    }

    fn pseudo_class_matches(&self, _: PseudoClass<'_>) -> bool {
        false
    }
}
