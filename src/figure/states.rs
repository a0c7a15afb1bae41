//! States by their codes: ISO 3166-1 alpha-3, as of 2024, and XKX (user-assigned: Kosovo).

use super::flaw::Flaw;
use crate::error::nearest;

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

/// Refuses a word that is no state's code, with the code that may be meant.
pub fn check_state(word: &str) -> Result<(), Flaw> {
    if STATES.split(' ').any(|code| code == word) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_for_a_state_are_answered_with_its_code() {
        let hint = |word: &str| check_state(word).unwrap_err().hint.unwrap();
        assert!(check_state("TUR").is_ok());
        for (word, code) in [("GRE", "GRC"), ("Türkiye", "TUR"), ("gr", "GRC"), ("cyp", "CYP")] {
            assert!(hint(word).contains(code), "{word}: {}", hint(word));
        }
        assert!(WORDS.iter().all(|(_, code)| check_state(code).is_ok()));
        assert_eq!(STATES.split(' ').count(), 250);
    }
}
