//! Selectors: the text of one in, read once and matched against any number of elements.
//! simplecss splits the text and weighs it; its own selector keeps slices of the text and would have to be
//! read anew for each element. It drops what it cannot read; here that is an error with its place.

use super::Element;
use super::scanner::SourceText;
use super::stylesheet::Stylesheet;
use crate::error::Result;
use crate::kind::Kind;
use simplecss::{AttributeOperator, SelectorToken, SelectorTokenizer};

/// The attribute that an element has its classes in.
const CLASS: &str = "class";

/// A selector: compounds from the outermost to the one that names the element itself.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    compounds: Vec<Compound>,
    specificity: [u8; 3],
}

/// What is said of one element: `label.sea[state="GRC"]`.
#[derive(Clone, Debug, Default)]
struct Compound {
    /// How the element lies in that of the compound before.
    relation: Combinator,
    /// None for any kind.
    kind: Option<Kind>,
    attributes: Vec<(String, AttributeTest)>,
}

/// How an element lies in another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Combinator {
    /// At any depth: `legend label`.
    #[default]
    Descendant,
    /// Directly: `legend > label`.
    Child,
}

/// What the value of an attribute must be.
#[derive(Clone, Debug)]
enum AttributeTest {
    /// `[name]`
    Exists,
    /// `[name="value"]`
    Equals(String),
    /// `[name~="word"]`
    HasWord(String),
    /// `[name|="value"]`
    BeginsWith(String),
}

impl Selector {
    /// Reads a selector.
    ///
    /// Errors: `Input`, at the sign or the kind that is wrong.
    pub(super) fn read(part: &SourceText, sheet: &Stylesheet) -> Result<Selector> {
        refuse_unknown_signs(part, sheet)?;
        let no_selector = || sheet.error(part.offset, format!("`{}` is not a selector", part.text));
        let mut compounds: Vec<Compound> = Vec::new();
        // The relation of a compound that is still to come.
        let mut next = Some(Combinator::Descendant);
        for token in SelectorTokenizer::from(part.text.as_str()) {
            let token = token.map_err(|error| {
                sheet.error(part.offset, format!("`{}` is not a selector: {error}", part.text))
            })?;
            let relation = match token {
                SelectorToken::DescendantCombinator => Some(Combinator::Descendant),
                SelectorToken::ChildCombinator => Some(Combinator::Child),
                _ => None,
            };
            if relation.is_some() {
                if compounds.is_empty() {
                    return Err(no_selector());
                }
                next = relation;
                continue;
            }
            if let Some(relation) = next.take() {
                compounds.push(Compound { relation, ..Compound::default() });
            }
            let Some(compound) = compounds.last_mut() else { return Err(no_selector()) };
            match token {
                SelectorToken::UniversalSelector => {}
                SelectorToken::TypeSelector(name) => {
                    compound.kind = Some(kind_of(name, part, sheet)?);
                }
                SelectorToken::ClassSelector(name) => {
                    compound.attributes.push((CLASS.into(), AttributeTest::HasWord(name.into())));
                }
                SelectorToken::AttributeSelector(name, operator) => {
                    compound.attributes.push((name.to_owned(), AttributeTest::from(operator)));
                }
                _ => return Err(no_selector()),
            }
        }
        let weight = simplecss::Selector::parse(&part.text).map(|it| it.specificity());
        weight.map(|specificity| Selector { compounds, specificity }).ok_or_else(no_selector)
    }

    /// The kind that it ends in: none for `*`, `.class` and `[attribute]`.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.compounds.last().and_then(|last| last.kind)
    }

    /// A class that its last compound asks for.
    pub(super) fn class(&self) -> Option<&str> {
        self.compounds.last()?.attributes.iter().find_map(|(name, test)| match test {
            AttributeTest::HasWord(class) if name == CLASS => Some(class.as_str()),
            _ => None,
        })
    }

    /// The attributes that any of its compounds asks for.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &str> {
        let all = self.compounds.iter().flat_map(|compound| &compound.attributes);
        all.map(|(name, _)| name.as_str()).filter(|name| *name != CLASS)
    }

    /// Its weight in the cascade.
    pub(super) fn specificity(&self) -> [u8; 3] {
        self.specificity
    }

    /// Whether it means `element`.
    pub(super) fn matches(&self, element: &Element) -> bool {
        let Some((last, outer)) = self.compounds.split_last() else { return false };
        last.matches(element) && lies_in(element, last.relation, outer)
    }
}

/// Whether what `element` lies in is as the `outer` compounds say.
fn lies_in(element: &Element, relation: Combinator, outer: &[Compound]) -> bool {
    let Some((last, further)) = outer.split_last() else { return true };
    let mut around = element.within.as_deref();
    while let Some(whole) = around {
        if last.matches(whole) && lies_in(whole, last.relation, further) {
            return true;
        }
        around = whole.within.as_deref().filter(|_| relation == Combinator::Descendant);
    }
    false
}

impl Compound {
    fn matches(&self, element: &Element) -> bool {
        self.kind.is_none_or(|kind| kind == element.kind)
            && self.attributes.iter().all(|(name, test)| test.holds(name, element))
    }
}

impl AttributeTest {
    fn holds(&self, name: &str, element: &Element) -> bool {
        let operator = self.operator();
        if name == CLASS {
            return element.classes.iter().any(|class| operator.matches(class));
        }
        element.attributes.iter().any(|(known, value)| known == name && operator.matches(value))
    }

    fn operator(&self) -> AttributeOperator<'_> {
        match self {
            AttributeTest::Exists => AttributeOperator::Exists,
            AttributeTest::Equals(value) => AttributeOperator::Matches(value),
            AttributeTest::HasWord(word) => AttributeOperator::Contains(word),
            AttributeTest::BeginsWith(value) => AttributeOperator::StartsWith(value),
        }
    }
}

impl From<AttributeOperator<'_>> for AttributeTest {
    fn from(operator: AttributeOperator<'_>) -> AttributeTest {
        match operator {
            AttributeOperator::Exists => AttributeTest::Exists,
            AttributeOperator::Matches(value) => AttributeTest::Equals(value.to_owned()),
            AttributeOperator::Contains(word) => AttributeTest::HasWord(word.to_owned()),
            AttributeOperator::StartsWith(value) => AttributeTest::BeginsWith(value.to_owned()),
        }
    }
}

/// Signs that simplecss reads as the end of a selector, or that match nothing on a map.
fn refuse_unknown_signs(part: &SourceText, sheet: &Stylesheet) -> Result<()> {
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

fn kind_of(name: &str, part: &SourceText, sheet: &Stylesheet) -> Result<Kind> {
    name.parse::<Kind>().map_err(|flaw| {
        let inside = name.as_ptr().addr() - part.text.as_ptr().addr();
        let mut error = sheet.error(part.offset + inside, flaw.message);
        error.hint = flaw.hint;
        error
    })
}
