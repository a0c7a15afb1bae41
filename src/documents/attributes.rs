//! The attributes of a block as pandoc writes them in, `{.periplus #fig:a caption="…" width=89mm}`:
//! an id, classes and pairs out, each with the place where it stands.

use crate::error::Flaw;

/// What stands between the braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `#fig:a`: without the mark.
    pub id: Option<String>,
    /// `.periplus`: without the mark.
    pub classes: Vec<String>,
    /// `key=value`, in the order of the text.
    pub pairs: Vec<Pair>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The key as written.
    pub key: String,
    /// The value, without its quotes.
    pub value: String,
    /// How many characters stand before the key in the text of the attributes.
    pub offset: usize,
}

/// What cannot be read, and how many characters stand before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Characters before it.
    pub offset: usize,
    /// What is wrong.
    pub flaw: Flaw,
}

impl Attributes {
    /// Reads the attributes that `text`, which begins with `{`, consists of.
    ///
    /// Errors: the first thing that cannot be read.
    pub fn parse(text: &str) -> Result<Attributes, Fault> {
        let mut reader = Reader { letters: text.chars().collect(), at: 0 };
        let mut found = Attributes::default();
        if !reader.take('{') {
            return Err(reader.fault("these are no attributes", "write them in braces: {#fig:id}"));
        }
        loop {
            reader.skip_spaces();
            match reader.peek() {
                None => return Err(reader.fault("the attributes have no end", "close them with }")),
                Some('}') => break,
                Some('#') => found.id = Some(reader.marked("#fig:id")?),
                Some('.') => found.classes.push(reader.marked(".periplus")?),
                Some(_) => found.take_pair(&mut reader)?,
            }
        }
        reader.at += 1;
        reader.skip_spaces();
        match reader.peek() {
            None => Ok(found),
            Some(_) => Err(reader.fault("something follows the attributes", "take it away")),
        }
    }

    fn take_pair(&mut self, reader: &mut Reader) -> Result<(), Fault> {
        let offset = reader.at;
        let key = reader.word(|letter| letter == '=');
        if !reader.take('=') {
            // `{periplus}`, as some hosts write a language
            if key == "periplus" {
                self.classes.push(key);
                return Ok(());
            }
            let flaw = Flaw::new(format!("`{key}` has no value")).hint(format!("{key}=\"…\""));
            return Err(Fault { offset, flaw });
        }
        let value = match reader.peek() {
            Some(quote @ ('"' | '\'')) => reader.quoted(quote)?,
            _ => reader.word(|_| false),
        };
        self.pairs.push(Pair { key, value, offset });
        Ok(())
    }
}

struct Reader {
    letters: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn take(&mut self, letter: char) -> bool {
        let there = self.peek() == Some(letter);
        self.at += usize::from(there);
        there
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// What stands up to a space, a closing brace or an `end`.
    fn word(&mut self, end: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(|it| !it.is_whitespace() && it != '}' && !end(it)) {
            self.at += 1;
        }
        self.letters[start..self.at].iter().collect()
    }

    /// A word after a mark.
    fn marked(&mut self, example: &str) -> Result<String, Fault> {
        self.at += 1;
        let word = self.word(|_| false);
        if word.is_empty() {
            self.at -= 1;
            return Err(self.fault("a mark without a word", &format!("write {example}")));
        }
        Ok(word)
    }

    /// A value in quotes; a backslash takes the next letter as it is.
    fn quoted(&mut self, quote: char) -> Result<String, Fault> {
        let start = self.at;
        self.at += 1;
        let mut value = String::new();
        while let Some(letter) = self.peek() {
            self.at += 1;
            match letter {
                letter if letter == quote => return Ok(value),
                '\\' if self.peek().is_some_and(|it| it == quote || it == '\\') => {
                    value.extend(self.peek());
                    self.at += 1;
                }
                letter => value.push(letter),
            }
        }
        self.at = start;
        Err(self.fault("a quoted value has no end", "close it with the same quotation mark"))
    }

    fn fault(&self, what: &str, hint: &str) -> Fault {
        Fault { offset: self.at, flaw: Flaw::new(what).hint(hint) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let pairs = Attributes::parse(text).unwrap().pairs.into_iter();
        pairs.map(|pair| (pair.key, pair.value)).collect()
    }

    #[test]
    fn ids_classes_and_pairs_are_told_apart() {
        let found = Attributes::parse("{.periplus #fig:a .wide width=89mm}").unwrap();
        assert_eq!(found.id.as_deref(), Some("fig:a"));
        assert_eq!(found.classes, ["periplus", "wide"]);
        assert_eq!(found.pairs[0].offset, 24);
        assert_eq!(Attributes::parse("{periplus}").unwrap().classes, ["periplus"]);
    }

    #[test]
    fn values_stand_in_either_quotes_or_none() {
        let text = r#"{a="it's {so}" b='say "no"' c="a \"b\" \\ c" d=x=y}"#;
        let values: Vec<String> = pairs(text).into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, ["it's {so}", "say \"no\"", "a \"b\" \\ c", "x=y"]);
    }

    #[test]
    fn what_cannot_be_read_is_found_where_it_stands() {
        let cases = [("{#fig:a", 7), ("{a=\"b}", 3), ("{wide}", 1), ("{# a=b}", 1), ("{} x", 3)];
        for (text, offset) in cases {
            assert_eq!(Attributes::parse(text).unwrap_err().offset, offset, "{text}");
        }
    }
}
