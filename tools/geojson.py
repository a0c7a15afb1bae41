"""Writer and reader of the extracts: one feature a line, compact, keys and features in a fixed order (RFC 7946)."""

import json

import shapely
from shapely.geometry import mapping

from window import FINE_DECIMALS


def feature(geometry, **properties):
    """A feature. Properties that are None are left out; `NULL` is written as null."""
    kept = {key: None if value is NULL else value for key, value in properties.items() if value is not None}
    return {"type": "Feature", "properties": kept, "geometry": geometry}


class NULL:
    """Stands for a JSON null that means something, as the state of a disputed islet does."""


def write(path, features, decimals=FINE_DECIMALS):
    """Writes the features in the order given, and says how many and how large."""
    lines = [json.dumps(plain(item, decimals), ensure_ascii=False, separators=(",", ":")) for item in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8")
    print(f"  {path.name}: {len(lines)} features, {len(text.encode()) / 1e6:.2f} MB")


def read(path):
    """The (geometry, properties) pairs of a file."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    return [(shapely.geometry.shape(item["geometry"]), item["properties"]) for item in collection["features"]]


def plain(item, decimals):
    """The feature with its geometry as lists of rounded numbers, exterior rings counter-clockwise."""
    geometry = shapely.orient_polygons(item["geometry"]) if item["geometry"].area else item["geometry"]
    shape = mapping(geometry)
    return {**item, "geometry": {"type": shape["type"], "coordinates": rounded(shape["coordinates"], decimals)}}


def rounded(coordinates, decimals):
    """Nested coordinates, rounded; whole degrees are written without a decimal point."""
    if isinstance(coordinates, float):
        number = round(coordinates, decimals)
        return int(number) if number.is_integer() else number
    return [rounded(part, decimals) for part in coordinates]
