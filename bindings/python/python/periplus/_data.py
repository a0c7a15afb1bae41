"""Anything that has shapes on the earth → GeoJSON (RFC 7946): longitude and latitude in degrees, WGS 84."""

import datetime
import json
import math
import os
from typing import Any, Dict, List, Mapping

from ._errors import usage

_GEOMETRIES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}
_WAY_OUT = "GeoDataFrames, GeoSeries, shapes of shapely, dicts of GeoJSON, lists of them, and all that has __geo_interface__ are"


def _attribute(value: Any) -> Any:
    """A value of a feature as JSON has it: days as text, what is no number as nothing."""
    if isinstance(value, Mapping):
        return {str(name): _attribute(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_attribute(one) for one in value]
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        value = value.item()  # a number of NumPy's
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value != value:  # pandas' NaT and NA are unlike themselves, or cannot say
        return None
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()  # a day, as tables have it
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def _attribute_of(value: Any) -> Any:
    try:
        return _attribute(value)
    except TypeError:  # pandas.NA says of no comparison whether it holds
        return None


def _plain(value: Any) -> Any:
    """Coordinates as lists of numbers."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        listed = value.tolist() if hasattr(value, "tolist") else value
        return [_plain(one) for one in listed] if isinstance(listed, (list, tuple)) else listed
    return value


def _feature(feature: Mapping[str, Any]) -> Dict[str, Any]:
    made: Dict[str, Any] = {
        "type": "Feature",
        "properties": {str(name): _attribute_of(one) for name, one in (feature.get("properties") or {}).items()},
        "geometry": None if feature.get("geometry") is None else _plain(_interface(feature["geometry"])),
    }
    if feature.get("id") is not None:
        made["id"] = _attribute_of(feature["id"])
    return made


def _interface(data: Any) -> Any:
    """The GeoJSON that an object gives of itself, in degrees."""
    if isinstance(data, Mapping):
        return data
    system = getattr(data, "crs", None)
    if system is not None and hasattr(data, "to_crs"):
        data = data.to_crs(4326)
    if hasattr(data, "__geo_interface__"):
        return data.__geo_interface__
    return data


def features_of(data: Any, where: str) -> List[Dict[str, Any]]:
    """The features of anything that has some."""
    data = _interface(data)
    kind = data.get("type") if isinstance(data, Mapping) else None
    if kind == "FeatureCollection":
        return [_feature(_interface(one)) for one in data.get("features") or []]
    if kind == "Feature":
        return [_feature(data)]
    if kind in _GEOMETRIES:
        return [_feature({"geometry": data})]
    if isinstance(data, (list, tuple)) or (hasattr(data, "__iter__") and hasattr(data, "geom_type")):
        return [feature for number, one in enumerate(data) for feature in features_of(one, f"{where}[{number}]")]
    if isinstance(data, Mapping):
        raise usage(f"a dict of type {kind!r} is no GeoJSON", where, _WAY_OUT)
    raise usage(f"a {type(data).__name__} has no shapes on the earth", where, _WAY_OUT)


def is_data(value: Any) -> bool:
    """Whether this is data, and no name of a layer or table of a figure, which has no key ``type``."""
    if isinstance(value, Mapping):
        return "type" in value
    return not isinstance(value, (str, os.PathLike))


def geojson(data: Any, where: str) -> str:
    """The same as the text of a file; what no file can hold is refused with its place."""
    collection = {"type": "FeatureCollection", "features": features_of(data, where)}
    try:
        return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        hint = "every position is two finite numbers, longitude and latitude in degrees"
        raise usage(f"a shape has a coordinate that is no number ({error})", where, hint) from None
    except TypeError as error:
        raise usage(f"a shape cannot be written ({error})", where, _WAY_OUT) from None
