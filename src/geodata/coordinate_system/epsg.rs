//! An EPSG code in, the definition of its system out, as proj4 writes it: UTM in every zone, Web Mercator, and the grids of the states
//! between the Adriatic and the Caspian and of Europe. The definitions are those of the crate `crs-definitions`.

use crs_definitions as crs;

/// The systems that are known one by one.
const SYSTEMS: [crs::Def; 62] = [
    crs::EPSG_3857,
    // longitudes and latitudes
    crs::EPSG_4121,
    crs::EPSG_4141,
    crs::EPSG_4171,
    crs::EPSG_4200,
    crs::EPSG_4227,
    crs::EPSG_4230,
    crs::EPSG_4258,
    crs::EPSG_4269,
    crs::EPSG_4281,
    crs::EPSG_4284,
    crs::EPSG_5252,
    crs::EPSG_6311,
    // Greece, Türkiye, Cyprus
    crs::EPSG_2100,
    crs::EPSG_2319,
    crs::EPSG_2320,
    crs::EPSG_2321,
    crs::EPSG_2322,
    crs::EPSG_2323,
    crs::EPSG_2324,
    crs::EPSG_2325,
    crs::EPSG_5253,
    crs::EPSG_5254,
    crs::EPSG_5255,
    crs::EPSG_5256,
    crs::EPSG_5257,
    crs::EPSG_5258,
    crs::EPSG_5259,
    crs::EPSG_5636,
    crs::EPSG_6312,
    // Israel, Palestine, Syria, Lebanon, Egypt
    crs::EPSG_2039,
    crs::EPSG_28191,
    crs::EPSG_28193,
    crs::EPSG_22700,
    crs::EPSG_22770,
    crs::EPSG_22780,
    crs::EPSG_22991,
    crs::EPSG_22992,
    crs::EPSG_22993,
    // Gauss-Krüger of the Soviet Union and its successors
    crs::EPSG_28404,
    crs::EPSG_28405,
    crs::EPSG_28406,
    crs::EPSG_28407,
    crs::EPSG_28408,
    crs::EPSG_28409,
    crs::EPSG_28410,
    crs::EPSG_20006,
    crs::EPSG_20007,
    crs::EPSG_20008,
    crs::EPSG_20009,
    // Italy and the Balkans
    crs::EPSG_3003,
    crs::EPSG_3004,
    crs::EPSG_3765,
    crs::EPSG_3794,
    // the rest of Europe
    crs::EPSG_2056,
    crs::EPSG_2154,
    crs::EPSG_27700,
    crs::EPSG_28992,
    crs::EPSG_3034,
    crs::EPSG_3035,
    crs::EPSG_31370,
    crs::EPSG_3067,
];

/// The definition of a code, and whether its datum lies otherwise than WGS 84; none if it is not known here.
pub(super) fn definition(code: u32) -> Option<(String, bool)> {
    let found = universal(code).or_else(|| {
        let code = match code {
            // what Google and ESRI called Web Mercator before
            900_913 | 102_100 | 102_113 | 3785 => 3857,
            other => u16::try_from(other).ok()?,
        };
        SYSTEMS.iter().find(|system| system.code == code).map(|system| system.proj4.to_owned())
    })?;
    let same = ["+datum=WGS84", "+datum=NAD83", "+towgs84=0,0,0,0,0,0,0", "+nadgrids=@null"];
    let is_shifted = !same.iter().any(|same| found.contains(same));
    Some((found, is_shifted))
}

/// UTM: on WGS 84, ETRS89 and ED50.
fn universal(code: u32) -> Option<String> {
    let (base, zone) = (code / 100, code % 100);
    let (zones, model) = match base {
        326 => (1..=60, crs::EPSG_32636),
        327 => (1..=60, crs::EPSG_32736),
        258 => (28..=38, crs::EPSG_25836),
        230 => (28..=38, crs::EPSG_23036),
        _ => return None,
    };
    let other = |word: &str| match word.starts_with("+zone=") {
        true => format!("+zone={zone}"),
        false => word.to_owned(),
    };
    let words = model.proj4.split(' ').map(other).collect::<Vec<_>>().join(" ");
    zones.contains(&zone).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proj4rs::Proj;

    #[test]
    fn every_system_can_be_left() {
        let codes = SYSTEMS.iter().map(|system| u32::from(system.code));
        for code in codes.chain([32601, 32760, 25835, 23038, 900_913]) {
            let (definition, _) = definition(code).expect("known");
            let system = Proj::from_proj_string(&definition);
            assert!(system.is_ok_and(|system| system.has_inverse()), "{code}: {definition}");
        }
        for code in [0, 1, 32600, 32661, 99_999] {
            assert!(definition(code).is_none(), "{code}");
        }
    }
}
