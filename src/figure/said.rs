//! What a figure says of itself where an option has other breadths or another extent drawn than it was written for: figure in, words that are true of
//! what is drawn out. What names other breadths is not said, since whoever reads the sheet holds its title to be true; who drew it
//! hears of that in a warning.

use super::breadths::{Assumed, Breadths};
use super::drawn_extent::Drawn;
use super::words::{BREADTHS, Occasion};
use super::{Figure, Words};
use crate::error::Warning;
use crate::kind::Kind;

impl Figure {
    /// What its words are said of.
    pub(super) fn occasion(&self) -> Occasion<'_> {
        let zones = self.zones.as_ref();
        let all = zones.iter().flat_map(|it| it.breadths.iter().chain(it.own_breadths.values()));
        let mut drawn: Vec<f64> = all.map(|breadth| breadth.0).collect();
        drawn.sort_by(f64::total_cmp);
        drawn.dedup();
        let assumed = zones.is_some_and(|zones| zones.assumed != Assumed::No);
        let mixed = assumed && zones.is_some_and(|zones| !zones.own_breadths.is_empty());
        let view = self.worldview.as_deref();
        Occasion {
            day: self.as_of,
            view,
            breadths: Breadths { drawn, assumed, mixed },
            drawn: self.drawn(),
        }
    }

    /// The title that is true of what is drawn: a built one where the figure's own is of other breadths, none where it is of
    /// another part of the earth.
    pub fn titled(&self) -> String {
        let title = self.says(&self.title);
        match title.is_empty() && self.is_assumed() && !self.title.is_empty() {
            true => self.phrases().say("Waters of assumed breadth"),
            false if self.drawn() == Drawn::Part && !title.is_empty() => {
                self.phrases().beside(&title).fill("{words}: detail", &[("words", &title)])
            }
            false => title,
        }
    }

    /// The caption that is true of what is drawn: the title where the figure's own is of other breadths.
    pub fn captioned(&self) -> String {
        let caption = self.says(&self.caption);
        match caption.is_empty() && self.is_assumed() && !self.caption.is_empty() {
            true => self.titled(),
            false => caption,
        }
    }

    /// The figure's own alternative text, as far as it is true of what is drawn. One that was written for other breadths or
    /// another extent describes another picture, whether it names them or not.
    pub(crate) fn described(&self) -> String {
        let is_of_other_breadths =
            self.zones.as_ref().is_some_and(|zones| zones.assumed == Assumed::Replaced);
        let alt = if is_of_other_breadths { &self.alt.marked() } else { &self.alt };
        match self.drawn() {
            Drawn::Whole => self.says(alt),
            Drawn::Part | Drawn::Elsewhere => self.says(&alt.of_any_extent()),
        }
    }

    fn is_assumed(&self) -> bool {
        self.zones.as_ref().is_some_and(|zones| zones.assumed != Assumed::No)
    }

    /// What is not said since it is of other breadths, or of another extent, than those that an option has the figure draw.
    pub(crate) fn words_withheld(&self) -> Vec<Warning> {
        let (of, phrases) = (self.occasion(), self.phrases());
        let withheld = self.all_by_key().into_iter().flat_map(|(key, words)| {
            let elsewhere = words.said_elsewhere(&of, phrases);
            let elsewhere = elsewhere.into_iter().map(|it| self.said_elsewhere(&key, &it));
            let others = words.withheld(&of, phrases).into_iter();
            let others = others.map(|it| self.withheld(&key, &it));
            elsewhere.chain(others).collect::<Vec<_>>()
        });
        withheld.chain(self.shares_withheld()).collect()
    }

    fn shares_withheld(&self) -> Option<Warning> {
        let is_asked = self.furniture.shares != super::Shares::Off && self.is_drawn_elsewhere();
        let what =
            "the shares are left out: the map shows another part of the earth than their sea";
        is_asked.then(|| Warning::new(what).hint("`areas` says them"))
    }

    /// All that the figure says of itself, with the keys at which it stands.
    fn all_by_key(&self) -> Vec<(String, &Words)> {
        let kinds = [Kind::Title, Kind::Subtitle, Kind::Caption, Kind::Credit];
        let [title, subtitle, caption, alt, credit] = self.words();
        let own = kinds.into_iter().zip([title, subtitle, caption, credit]);
        let own = own.map(|(kind, words)| (kind.name().to_owned(), words));
        let own = own.chain([("alt".to_owned(), alt)]);
        let panels = self.panels.iter().enumerate();
        let panels =
            panels.map(|(number, it)| (format!("panels.{number}.{}", Kind::Title), &it.title));
        let insets = self.insets.iter().enumerate();
        let insets =
            insets.map(|(number, it)| (format!("insets.{number}.{}", Kind::Title), &it.title));
        let callouts = self.callouts.iter().enumerate().flat_map(|(number, it)| {
            let key = |name: &str| format!("callouts.{number}.{name}");
            [(key(Kind::Title.name()), &it.title), (key("text"), &it.text)]
        });
        own.chain(panels).chain(insets).chain(callouts).collect()
    }

    fn said_elsewhere(&self, key: &str, words: &str) -> Warning {
        let what =
            format!("`{key}` is of another extent than is drawn, and is left out: “{words}”");
        let hint =
            "say that the sentence is true wherever it stands: { words = \"…\", extent = \"any\" }";
        let warning = Warning::new(what).hint(hint);
        match self.place_of(&[key]) {
            Some(place) => warning.at(place),
            None => warning,
        }
    }

    fn withheld(&self, key: &str, words: &str) -> Warning {
        let what =
            format!("`{key}` is of other breadths than are drawn, and is left out: “{words}”");
        let warning = Warning::new(what).hint(
            "write {breadths} for the numbers, or say what the sentence is true of: \
             { words = \"…\", breadths = [6, 12] }, \"claimed\" or \"any\"",
        );
        match self.place_of(&[key]) {
            Some(place) => warning.at(place),
            None => warning,
        }
    }

    /// Whether words speak of breadths, and the figure gives none.
    pub(super) fn lacks_breadths(&self) -> bool {
        let is_asked = self.all_words().any(|words: &Words| words.speak_of(BREADTHS));
        is_asked && self.occasion().breadths.drawn.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(words: &str, breadths: &[&str]) -> Figure {
        let zones = "[zones]\nstates = ['GRC']\nbreadths = [6, 12]\n";
        let mut figure = Figure::parse(&format!("{words}\n{zones}"), "gulf.toml").unwrap();
        figure.set_breadths(breadths).unwrap();
        figure
    }

    #[test]
    fn a_title_of_other_breadths_gives_way() {
        let plain = "title = 'The Gulf at 6 and 12 nautical miles'";
        assert_eq!(figure(plain, &[]).titled(), "The Gulf at 6 and 12 nautical miles");
        assert_eq!(figure(plain, &["6", "12"]).titled(), "The Gulf at 6 and 12 nautical miles");
        let other = figure(plain, &["3"]);
        assert_eq!(other.titled(), "Waters of assumed breadth");
        let warning = other.words_withheld().remove(0);
        assert!(warning.message.contains("“The Gulf at 6 and 12 nautical miles”"), "{warning:?}");
        assert_eq!(warning.place.unwrap().line, Some(1));
        let open = figure("title = 'The Gulf at {breadths} nautical miles'", &["1.5", "3"]);
        assert_eq!(open.titled(), "The Gulf at 1.5 and 3 nautical miles");
        assert_eq!(open.words_withheld(), []);
        assert_eq!(figure("title = 'The Gulf'", &["3"]).titled(), "The Gulf");
    }

    #[test]
    fn a_sentence_says_what_it_is_true_of() {
        let text = "credit = [{ words = 'Both.', breadths = [12, 6] }, { words = 'All claim 12 nm.', \
                    breadths = 'any' }, { words = 'As claimed.', breadths = 'claimed' }]";
        let said = |breadths: &[&str]| figure(text, breadths).says(&figure(text, breadths).credit);
        assert_eq!(said(&[]), "Both. All claim 12 nm.");
        assert_eq!(said(&["3"]), "All claim 12 nm.");
        // one state at 6, the others at 12: nobody has both
        assert_eq!(said(&["GRC=6", "12"]), "All claim 12 nm.");
        assert_eq!(figure(text, &["3"]).words_withheld(), []);
        let error =
            Figure::parse("title = { words = 'a', breadths = 'all' }", "a.toml").unwrap_err();
        assert!(error.hint.unwrap().contains("\"claimed\" or \"any\""));
    }

    #[test]
    fn an_alternative_text_of_another_picture_is_not_said() {
        let words = "title = 'The Gulf'\nalt = 'Most of the Gulf is blue.'\ncaption = 'At 6 nm.'";
        assert_eq!(figure(words, &[]).described(), "Most of the Gulf is blue.");
        let other = figure(words, &["GRC=3", "6"]);
        assert_eq!(other.described(), "");
        assert_eq!(other.captioned(), "At 6 nm.");
        assert_eq!(figure(words, &["3"]).captioned(), "The Gulf");
        let mut added = Figure::parse("alt = 'A map of towns.'", "a.toml").unwrap();
        added.set_breadths(&["3"]).unwrap();
        assert_eq!(added.described(), "A map of towns.");
    }

    #[test]
    fn words_speak_of_breadths_that_are_given() {
        let text = "title = 'At {breadths} nm'\n[zones]\nstates = ['GRC']";
        let error = Figure::parse(text, "a.toml").unwrap_err();
        assert_eq!(error.message, "the words speak of breadths, and the figure gives none");
    }
}
