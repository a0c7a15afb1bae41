"""Names by language of the cities that time zones are called after: Unicode's CLDR has them, in each language's usual form.

In:  CLDR's timeZoneNames.json, one a language; a town of GeoNames with its time zone.
Out: language to name of the town, if its zone is called after it.
"""

import json
import re
import unicodedata
from functools import cache as remember

from fetch import member

# Those of the United Nations, and of the region.
LANGUAGES = ["ar", "az", "de", "el", "es", "fa", "fr", "he", "hy", "it", "ka", "ru", "tr", "uk", "zh"]
# Those that say nothing of a city that is called as in English.
AS_IN_ENGLISH = ("az", "es", "fr", "tr")

# People of the least town that a time zone is taken to be called after.
LEAST = 3000


def names(cache, town, name, is_capital):
    """CLDR's names of a town of this English name; a capital may be called as its zone among other names (Panama City)."""
    zone = town["timezone"]
    continent, city = zone.split("/")[0], plain(zone.split("/")[-1])
    if town["population"] < LEAST or city not in {plain(name), *map(plain, town["alternatenames"])}:
        return {}
    known = of_zones(cache)
    return known.get((continent, plain(name))) or (known.get((continent, city), {}) if is_capital else {})


@remember
def of_zones(cache):
    """(continent, bare English name) to names by language."""
    english = exemplar_cities(cache, "en")
    by_language = {language: exemplar_cities(cache, language) for language in LANGUAGES}
    result = {}
    for zone in sorted(set().union(*by_language.values())):
        own = english.get(zone, zone.split("/")[-1].replace("_", " "))
        names = result.setdefault((zone.split("/")[0], plain(own)), {})
        for language, cities in by_language.items():
            if zone in cities or language in AS_IN_ENGLISH:
                names[language] = cities.get(zone, own)
    return result


def exemplar_cities(cache, language):
    """Time zone to CLDR's name of its city, where the locale has one."""
    text = member(cache, "cldr-dates-full", f"main/{language}/timeZoneNames.json").read_text(encoding="utf-8")
    zones = json.loads(text)["main"][language]["dates"]["timeZoneNames"]["zone"]
    return dict(walk(zones, ""))


def walk(zones, name):
    """(zone, city) of a tree of zones."""
    for part, below in sorted(zones.items()):
        if isinstance(below, dict):
            yield from walk(below, f"{name}/{part}" if name else part)
        elif part == "exemplarCity":
            yield name, below


def plain(name):
    """A name's bare Latin letters."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFD", name.lower()))
