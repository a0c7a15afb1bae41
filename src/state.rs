//! States: what people write in, one code a state out. Codes are ISO 3166-1 alpha-3, as of 2024, and XKX (user-assigned:
//! Kosovo); a coast of one's own may have names of its own.

use crate::error::{Flaw, nearest};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// Every code, in order of the alphabet.
pub const STATES: &str = "\
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG \
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH \
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY \
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM \
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL \
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR \
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU \
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA \
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB \
VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE";

/// States of the bundled window by other words for them: alpha-2 codes, names, IOC codes.
const WORDS: [(&str, &str); 62] = [
    ("al", "ALB"),
    ("albania", "ALB"),
    ("am", "ARM"),
    ("armenia", "ARM"),
    ("az", "AZE"),
    ("azerbaijan", "AZE"),
    ("bg", "BGR"),
    ("bul", "BGR"),
    ("bulgaria", "BGR"),
    ("cy", "CYP"),
    ("cyprus", "CYP"),
    ("dz", "DZA"),
    ("algeria", "DZA"),
    ("eg", "EGY"),
    ("egypt", "EGY"),
    ("ge", "GEO"),
    ("georgia", "GEO"),
    ("gb", "GBR"),
    ("uk", "GBR"),
    ("united kingdom", "GBR"),
    ("gr", "GRC"),
    ("gre", "GRC"),
    ("greece", "GRC"),
    ("hellas", "GRC"),
    ("hr", "HRV"),
    ("cro", "HRV"),
    ("croatia", "HRV"),
    ("il", "ISR"),
    ("israel", "ISR"),
    ("iq", "IRQ"),
    ("iraq", "IRQ"),
    ("ir", "IRN"),
    ("iran", "IRN"),
    ("it", "ITA"),
    ("italy", "ITA"),
    ("jo", "JOR"),
    ("jordan", "JOR"),
    ("kz", "KAZ"),
    ("kazakhstan", "KAZ"),
    ("lb", "LBN"),
    ("lebanon", "LBN"),
    ("lib", "LBN"),
    ("ly", "LBY"),
    ("lba", "LBY"),
    ("libya", "LBY"),
    ("mt", "MLT"),
    ("malta", "MLT"),
    ("ps", "PSE"),
    ("palestine", "PSE"),
    ("ro", "ROU"),
    ("romania", "ROU"),
    ("ru", "RUS"),
    ("russia", "RUS"),
    ("sy", "SYR"),
    ("syria", "SYR"),
    ("tn", "TUN"),
    ("tunisia", "TUN"),
    ("tr", "TUR"),
    ("turkey", "TUR"),
    ("türkiye", "TUR"),
    ("ua", "UKR"),
    ("ukraine", "UKR"),
];

/// A state's code, or the name that a coast of one's own has for it.
///
/// `GRC`, ` grc ` and `Grc` are one state: three letters are a code and stand in capitals. Whatever else it may be, a name
/// stays as it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct StateCode(String);

/// Letters of a code.
const LETTERS: usize = 3;

impl StateCode {
    /// The code as it is written: `GRC`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the code of the state that data call by this name.
    pub fn means(&self, state: &str) -> bool {
        // asked of each state of each coast: nothing is written anew for it
        let word = state.trim();
        if is_code(word) { self.0.eq_ignore_ascii_case(word) } else { self.0 == word }
    }

    /// Whether it is a code of ISO 3166-1.
    ///
    /// Errors: another word, with the code that may be meant.
    pub fn check(&self) -> Result<(), Flaw> {
        let word = self.as_str();
        let mut codes = STATES.as_bytes().chunks(LETTERS + 1).map(|code| &code[..LETTERS]);
        if codes.any(|code| code == word.as_bytes()) {
            return Ok(());
        }
        let flaw = Flaw::new(format!("`{word}` is not the code of a state"));
        let lower = word.to_lowercase();
        let meant = WORDS.iter().find(|(other, _)| *other == lower).map(|(_, code)| *code);
        let meant = meant.or_else(|| nearest(&word.to_uppercase(), STATES.split(' ')));
        Err(match meant {
            Some(code) => flaw.hint(format!("did you mean `{code}`? codes are ISO 3166-1 alpha-3")),
            None => flaw.hint("codes are ISO 3166-1 alpha-3, such as GRC and TUR"),
        })
    }
}

impl From<&str> for StateCode {
    fn from(written: &str) -> StateCode {
        let word = written.trim();
        StateCode(if is_code(word) { word.to_ascii_uppercase() } else { word.to_owned() })
    }
}

fn is_code(word: &str) -> bool {
    word.len() == LETTERS && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

impl FromStr for StateCode {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<StateCode, Infallible> {
        Ok(StateCode::from(written))
    }
}

impl From<String> for StateCode {
    fn from(written: String) -> StateCode {
        StateCode::from(written.as_str())
    }
}

impl From<StateCode> for String {
    fn from(code: StateCode) -> String {
        code.0
    }
}

impl PartialEq<&str> for StateCode {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for StateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_state_however_it_is_written() {
        for written in ["GRC", " GRC ", "grc", "Grc"] {
            assert_eq!(StateCode::from(written), "GRC");
            assert!(StateCode::from("GRC").means(written));
        }
        // names of a coast of one's own are their owner's
        assert_eq!(StateCode::from(" Aland"), "Aland");
        assert!(!StateCode::from("Aland").means("ALAND"));
    }

    #[test]
    fn other_words_for_a_state_are_answered_with_its_code() {
        let hint = |word: &str| StateCode::from(word).check().unwrap_err().hint.unwrap();
        assert!(StateCode::from("TUR").check().is_ok() && StateCode::from("cyp").check().is_ok());
        for (word, code) in [("GRE", "GRC"), ("Türkiye", "TUR"), ("gr", "GRC")] {
            assert!(hint(word).contains(code), "{word}: {}", hint(word));
        }
        assert!(WORDS.iter().all(|(_, code)| StateCode::from(*code).check().is_ok()));
        assert_eq!(STATES.split(' ').count(), 250);
    }
}
