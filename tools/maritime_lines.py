"""geodata/maritime-lines.geojson, turning-points.geojson and straight-baselines.geojson: lines with published points.

In:  names/maritime-lines.toml: each line's law, dates and points as published.
Out: maritime-lines.geojson: LineStrings with `id`, `name`, `status` (as the hand file has it), `kind`, `states`, `zones`,
     `claimed_by`, `along`, `signed_on`, `valid_from`, `valid_to`, `edges`, `datum`, `law`, `source`, `confidence`, `note`.
     turning-points.geojson: Points with `id`, `line`, `number`, `name`, `status`, `claimed_by`, `states`, `valid_from`,
     `valid_to`, `position` as published, `source`; one for each point of a line that no other line published before.
     straight-baselines.geojson: LineStrings with `id`, `state`, `kind`, `edges`, the dates, `law` and the rest.

Positions are taken as WGS 84 whatever the datum: what a datum that is not stated would shift is not known.

A line may be published as a parallel (`parallel`, `between` two meridians): it runs from coast to coast of shoreline.py.

Not here: any line whose points are not published, and any line that is computed.
"""

import tomllib
from pathlib import Path

import shapely

import edges
import geojson
import shoreline

HAND = Path(__file__).with_name("names") / "maritime-lines.toml"

# A hundredth of a second, the finest that is published, is 0.3 m; 6 decimals are 0.1 m.
DECIMALS = 6

OF_LINE = ["status", "kind", "states", "zones", "claimed_by", "along"]
OF_POINT = ["status", "claimed_by", "states"]
DATES = ["signed_on", "valid_from", "valid_to"]
ORIGIN = ["edges", "datum", "law", "source", "confidence", "note"]


def main(cache, out):
    """Writes the three layers."""
    lines, baselines = hand()
    published = [line for line in lines if "points" in line and "along" not in line]
    points = [point for line in published for point in point_features(line, published)]
    geojson.write(out / "maritime-lines.geojson", [line_feature(cache, line) for line in lines], DECIMALS)
    geojson.write(out / "turning-points.geojson", points, DECIMALS)
    geojson.write(out / "straight-baselines.geojson", [baseline_feature(cache, line) for line in baselines], DECIMALS)


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    common = {
        "licence": "CC0-1.0",
        "vintage": "as published; each feature names its law and source",
        "source": "published points: tools/names/maritime-lines.toml",
    }
    return [
        {
            "file": "maritime-lines.geojson",
            "title": "Agreed and claimed lines at sea",
            "what": "lines with published turning points, by status and date; at sea only, nothing computed",
            **common,
        },
        {
            "file": "turning-points.geojson",
            "title": "Turning points",
            "what": "the published points of the agreed and claimed lines",
            **common,
        },
        {
            "file": "straight-baselines.geojson",
            "title": "Straight baselines",
            "what": "baselines between published points; the water inside is internal",
            **common,
        },
    ]


def hand():
    """The lines and the baselines of the hand file, each with its `points`, in the order of the file."""
    text = tomllib.loads(HAND.read_text(encoding="utf-8"))
    points_of = {line["id"]: line["points"] for line in text["line"] if "points" in line}
    lines = [{"points": points_of[line["along"]], **line} if "along" in line else line for line in text["line"]]
    return lines, text["baseline"]


def line_feature(cache, line):
    """One line, its edges made dense."""
    return geojson.feature(
        geometry(cache, line), id=line["id"], name=line["name"], **taken(line, OF_LINE), **dates(line), **taken(line, ORIGIN)
    )


def point_features(line, published_lines):
    """The turning points of a line; where two pairs of states meet on a line, the point is that of the pair before."""
    before = published_lines[: published_lines.index(line)]
    taken_before = {published for other in before if other["law"] == line["law"] for _, published in other["points"]}
    return [
        geojson.feature(
            shapely.Point(edges.position(published)),
            id=f"{line['id']}/{number}",
            line=line["id"],
            number=number,
            name=number,
            **taken(line, OF_POINT),
            **dates(line),
            position=published,
            source=line["source"],
        )
        for number, published in line["points"]
        if published not in taken_before
    ]


def baseline_feature(cache, line):
    """One run of straight baselines, its edges made dense."""
    kind = {"state": line["state"], "kind": "straight-baseline"}
    return geojson.feature(
        geometry(cache, line), id=line["id"], name=line["name"], **kind, **dates(line), **taken(line, ORIGIN)
    )


def geometry(cache, line):
    """The line through the points, or along the parallel where that is what was published."""
    if "parallel" in line:
        return along_parallel(cache, line)
    positions = [edges.position(published) for _, published in line["points"]]
    return shapely.LineString(edges.dense(positions, line["edges"]))


def along_parallel(cache, line):
    """The longest stretch at sea of a parallel between two meridians: from coast to coast."""
    west, east = (edges.position(f"{line['parallel']} {meridian}") for meridian in line["between"])
    ashore = shapely.union_all(shoreline.land(cache))
    at_sea = shapely.get_parts(shapely.LineString([west, east]).difference(ashore))
    ends = max(at_sea, key=lambda part: part.length).coords
    return shapely.LineString(edges.dense(list(ends), line["edges"]))


def taken(line, keys):
    """The values of a line under these keys; None where it has none."""
    return {key: line.get(key) for key in keys}


def dates(line):
    """The dates of a line in ISO 8601."""
    return {key: line[key].isoformat() if key in line else None for key in DATES}
