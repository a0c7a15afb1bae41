//! The name of a datum in, how it lies to WGS 84 out, as proj4 writes it. The shifts are those of the crate `crs-definitions`; the
//! names those of OGC's well-known text and of ESRI's.

use crs_definitions as crs;

/// A datum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Datum {
    /// As OGC writes it.
    name: &'static str,
    /// As ESRI writes it, without `D_`.
    of_esri: &'static str,
    /// Its longitudes and latitudes.
    degrees: crs::Def,
}

/// A row of [`DATUMS`].
const fn datum(name: &'static str, of_esri: &'static str, degrees: crs::Def) -> Datum {
    Datum { name, of_esri, degrees }
}

const DATUMS: [Datum; 37] = [
    datum("WGS_1984", "WGS_1984", crs::EPSG_4326),
    datum("European_Terrestrial_Reference_System_1989", "ETRS_1989", crs::EPSG_4258),
    datum("North_American_Datum_1983", "North_American_1983", crs::EPSG_4269),
    datum("WGS_1972", "WGS_1972", crs::EPSG_4322),
    datum("Greek_Geodetic_Reference_System_1987", "GGRS_1987", crs::EPSG_4121),
    datum("Turkish_National_Reference_Frame", "Turkish_National_Reference_Frame", crs::EPSG_5252),
    datum("European_Datum_1950", "European_1950", crs::EPSG_4230),
    datum("European_Datum_1979", "European_1979", crs::EPSG_4668),
    datum("European_Datum_1987", "European_1987", crs::EPSG_4231),
    datum("Pulkovo_1942", "Pulkovo_1942", crs::EPSG_4284),
    datum("Pulkovo_1942_83", "Pulkovo_1942_Adj_1983", crs::EPSG_4178),
    datum("Pulkovo_1942_58", "Pulkovo_1942_Adj_1958", crs::EPSG_4179),
    datum("Pulkovo_1995", "Pulkovo_1995", crs::EPSG_4200),
    datum(
        "Cyprus_Geodetic_Reference_System_1993",
        "Cyprus_Geodetic_Reference_System_1993",
        crs::EPSG_6311,
    ),
    datum("Israel_1993", "Israel", crs::EPSG_4141),
    datum("Palestine_1923", "Palestine_1923", crs::EPSG_4281),
    datum("Deir_ez_Zor", "Deir_ez_Zor", crs::EPSG_4227),
    datum("Egypt_1907", "Egypt_1907", crs::EPSG_4229),
    datum("Iraqi_Geospatial_Reference_System", "Iraqi_Geospatial_Reference_System", crs::EPSG_3889),
    datum("Monte_Mario", "Monte_Mario", crs::EPSG_4265),
    datum("Istituto_Geografico_Militaire_1995", "IGM_1995", crs::EPSG_4670),
    datum(
        "Croatian_Terrestrial_Reference_System",
        "Croatian_Terrestrial_Reference_System",
        crs::EPSG_4761,
    ),
    datum("Slovenia_Geodetic_Datum_1996", "Slovenia_Geodetic_Datum_1996", crs::EPSG_4765),
    datum("Hungarian_Datum_1972", "Hungarian_1972", crs::EPSG_4237),
    datum("System_Jednotne_Trigonometricke_Site_Katastralni", "S_JTSK", crs::EPSG_4156),
    datum("Militar_Geographische_Institute", "MGI", crs::EPSG_4312),
    datum("Deutsches_Hauptdreiecksnetz", "Deutsches_Hauptdreiecksnetz", crs::EPSG_4314),
    datum("CH1903", "CH1903", crs::EPSG_4149),
    datum("CH1903+", "CH1903+", crs::EPSG_4150),
    datum("Amersfoort", "Amersfoort", crs::EPSG_4289),
    datum("Reseau_National_Belge_1972", "Belge_1972", crs::EPSG_4313),
    datum("Nouvelle_Triangulation_Francaise", "NTF", crs::EPSG_4275),
    datum("Reseau_Geodesique_Francais_1993", "RGF_1993", crs::EPSG_4171),
    datum("OSGB_1936", "OSGB_1936", crs::EPSG_4277),
    datum("SWEREF99", "SWEREF99", crs::EPSG_4619),
    datum("Lithuania_1994_ETRS89", "Lithuania_1994", crs::EPSG_4669),
    datum("Estonia_1997", "Estonia_1997", crs::EPSG_4180),
];

impl Datum {
    /// The datum of a name; none if it is not known how it lies to WGS 84.
    pub(super) fn of(name: &str) -> Option<Datum> {
        let esri = name.strip_prefix("D_").unwrap_or(name);
        let is_it = |datum: &&Datum| {
            datum.name.eq_ignore_ascii_case(name) || datum.of_esri.eq_ignore_ascii_case(esri)
        };
        DATUMS.iter().find(is_it).copied()
    }

    /// Whether it lies otherwise than WGS 84.
    pub(super) fn is_shifted(self) -> bool {
        let same = ["+datum=WGS84", "+datum=NAD83", "+towgs84=0,0,0,0,0,0,0"];
        !same.iter().any(|same| self.degrees.proj4.contains(same))
    }

    /// A definition of proj4 with this datum and its ellipsoid instead of what it says of them.
    pub(super) fn of_definition(self, definition: &str) -> String {
        const OF_DATUM: [&str; 7] =
            ["+a=", "+b=", "+rf=", "+ellps=", "+datum=", "+towgs84=", "+nadgrids="];
        let is_of_datum = |word: &&str| OF_DATUM.iter().any(|key| word.starts_with(key));
        // Web Mercator is computed on a sphere, whatever its datum
        if definition.contains("+nadgrids=@null") {
            return definition.to_owned();
        }
        let others = definition.split(' ').filter(|word| !is_of_datum(word));
        let own = self.degrees.proj4.split(' ').filter(is_of_datum);
        others.chain(own).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_the_definition() {
        for datum in DATUMS {
            let written = format!("DATUM[\"{}\"", datum.name);
            assert!(datum.degrees.wkt.contains(&written), "{written}");
            assert!(datum.degrees.proj4.starts_with("+proj=longlat"), "{written}");
            assert_eq!(
                Datum::of(&format!("D_{}", datum.of_esri)).map(|it| it.name),
                Some(datum.name)
            );
        }
    }
}
