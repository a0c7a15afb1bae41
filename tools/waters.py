"""geodata/lakes.geojson and geodata/rivers.geojson, from Natural Earth 1 : 10 million.

In:  ne_10m_lakes (with names), ne_10m_rivers_lake_centerlines (its names are damaged or in several forms: RIVERS).
Out: `name`, `name_xx`, `rank` (1 is the most important); lakes also `kind`. The Caspian is sea: see shoreline.py.
"""

import shapely

import geojson
import natural_earth
import water_names
from fetch import described, member
from window import BOX, DECIMALS, EXTENT

TOLERANCE = 0.001  # degrees
LEAST_LAKE = 1e-5  # square degrees, 0.1 km²: what clipping leaves of a lake beyond the window

LAKE_KINDS = {"Lake": "lake", "Alkaline Lake": "salt-lake", "Reservoir": "reservoir"}
LANGUAGES = ["ar", "de", "el", "fa", "fr", "he", "it", "ru", "tr", "uk"]

# Name as Natural Earth has it: name in English.
LAKES = {
    "Ataturk Barajt": "Atatürk Reservoir",
    "Bodensee": "Lake Constance",
    "Beyşehir": "Lake Beyşehir",
    "Buhayrat al-Assad": "Lake Assad",
    "Buhayrat ath Tharthar": "Lake Tharthar",
    "Eğirdir": "Lake Eğirdir",
    "Keban Baraji": "Keban Reservoir",
    "Lago di Bracciano": "Lake Bracciano",
    "Lago di Como": "Lake Como",
    "Lago di Garda": "Lake Garda",
    "Mingevir Reservoir": "Mingachevir Reservoir",
    "Saksak Dagi": "Karakaya Reservoir",
    "Syvash": "Syvash",
}

# Name as Natural Earth 3 has it (its accents are lost, some rivers change name at a border): name in English.
RIVERS = {
    "Al Furat": "Euphrates",
    "Atrek (Atrak)": "Atrek",
    "Bojana (Buna)": "Bojana",
    "Bratul Chillia": "Chilia",
    "Bratul Sfintu Gheorghe": "Sfântu Gheorghe",
    "Bratul Sulina": "Sulina",
    "Byk Menderes": "Büyük Menderes",
    "Dicle": "Tigris",
    "Dnipro (Dnieper)": "Dnieper",
    "Donau (Danube)": "Danube",
    "Drau": "Drava",
    "Evros (Maritsa)": "Evros",
    "Ferenc Csatorna": "",
    "Firat": "Euphrates",
    "Haliacmon": "Aliakmon",
    "Ialomita": "Ialomița",
    "Kiz?lirmak": "Kızılırmak",
    "Kr": "Kura",
    "Mures": "Mureș",
    "Pivd. Buh": "Southern Bug",
    "Rhin (Rhein)": "Rhine",
    "Rhein": "Rhine",
    "Rhne": "Rhône",
    "Sefid": "Sefid Rud",
    "Sio": "Sió",
    "Soroksari Duna": "",
    "Strymnas (Truma)": "Strymon",
    "Talkeh": "Aji Chay",
    "Tevere (Tiber)": "Tiber",
    "Tisa": "Tisza",
    "Vitava": "Vltava",
}


def main(cache, out):
    """Writes the lakes and the rivers."""
    geojson.write(out / "lakes.geojson", lakes(cache))
    geojson.write(out / "rivers.geojson", rivers(cache))


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    return [
        {
            "file": "lakes.geojson",
            "reach": EXTENT,
            "title": "Lakes",
            "what": "lakes and reservoirs with names; not the Caspian",
            "licence": "LicenseRef-public-domain",
            "vintage": "Natural Earth 5",
            "source": described(natural_earth.PACKAGE, "ne_10m_lakes"),
            "credit": "Lakes and rivers: Natural Earth",
        },
        {
            "file": "rivers.geojson",
            "reach": EXTENT,
            "title": "Rivers",
            "what": "main rivers with names, also through lakes",
            "licence": "LicenseRef-public-domain",
            "vintage": "Natural Earth 3",
            "source": f"{described('libmagics++-data', 'ne_10m_rivers_lake_centerlines')}; names by hand: tools/names/waters.csv",
            "credit": "Lakes and rivers: Natural Earth",
        },
    ]


def lakes(cache):
    """Lakes as features, the most important first."""
    found = []
    for area, record in natural_earth.read(cache, "ne_10m_lakes"):
        area = shapely.intersection(shapely.simplify(area, TOLERANCE), BOX)
        area = shapely.set_precision(area, 10.0**-DECIMALS)
        parts = [part for part in shapely.get_parts(area) if part.area > LEAST_LAKE]
        if not parts:
            continue
        name = LAKES.get(record["name"], record["name"])
        properties = {"name": name or None, "kind": LAKE_KINDS[record["featurecla"]], "rank": record["scalerank"]}
        if name:
            properties |= {f"name_{code}": record[f"name_{code}"] or None for code in LANGUAGES}
        shape = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
        found.append(geojson.feature(shape, id=f"ne-lake-{record['ne_id']}", **properties))
    return sorted(found, key=lambda item: (item["properties"]["rank"], item["properties"]["id"]))


def rivers(cache):
    """Rivers as features, the most important first; a stretch through a lake is `course` "lake"."""
    path = member(cache, "libmagics++-data", "10m/ne_10m_rivers_lake_centerlines.shp")
    found = []
    for line, record in natural_earth.read_shapefile(path, "latin-1"):
        line = shapely.simplify(shapely.intersection(line, BOX), TOLERANCE)
        line = shapely.line_merge(shapely.set_precision(line, 10.0**-DECIMALS))
        if line.is_empty:
            continue
        name = RIVERS.get(record["name"], record["name"])
        course = "lake" if record["featurecla"] == "Lake Centerline" else "river"
        identity = f"ne-river-{record['rivernum']}" + ("-lake" if course == "lake" else "")
        rank = int(record["scalerank"])
        found.append(geojson.feature(line, id=identity, name=name or None, **water_names.properties(name), course=course, rank=rank))
    return sorted(found, key=lambda item: (item["properties"]["rank"], item["properties"]["id"]))
