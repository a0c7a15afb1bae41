"""Belts of 12 nautical miles of all states in a part of the earth: CPU seconds of periplus and of GEOS, and how far apart they are.

    pip install shapely pyproj
    python3 benches/peers/zones.py target/release/periplus [W,S,E,N]

GEOS works on a plane: the coast is cut into runs of at most 2°, each is widened in the azimuthal equidistant projection of its own
middle, and the runs of a state are united. It draws no medians and takes no land out; periplus does both.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy
import shapely
from pyproj import Proj

BREADTH = 12 * 1852.0
LONGEST_RUN = 2.0  # degrees
SEGMENTS = 60  # of a quarter of a circle: within 2 m of the arc, as near as ours with 1 m on either side


def cpu(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def periplus(binary, folder, bounds):
    figure = folder / "earth.toml"
    figure.write_text(f"[extent]\nbounds = [{bounds}]\n[zones]\nbreadths = [12]\n")
    before = cpu(resource.RUSAGE_CHILDREN)
    zones = folder / "zones.geojson"
    subprocess.run([binary, "zones", figure, "--no-cache", "--quiet", "-o", zones], check=True)
    return cpu(resource.RUSAGE_CHILDREN) - before


def shores(binary, bounds):
    command = [binary, "geodata", "shoreline", f"--bounds={bounds}", "--quiet"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    west, south, east, north = map(float, bounds.split(","))
    found = defaultdict(list)
    for feature in json.loads(text)["features"]:
        line = numpy.array(feature["geometry"]["coordinates"])
        inside = (line[:, 0] >= west) & (line[:, 0] <= east) & (line[:, 1] >= south) & (line[:, 1] <= north)
        if feature["properties"].get("state") and inside.any():
            found[feature["properties"]["state"]].append(line)
    return found


def runs(line):
    """Runs of a line with extents of at most LONGEST_RUN, the last position of each the first of the next."""
    start = 0
    low = high = line[0]
    for place, at in enumerate(line):
        low, high = numpy.minimum(low, at), numpy.maximum(high, at)
        if (high - low).max() > LONGEST_RUN:
            yield line[start : place + 1]
            start, low, high = place, at, at
    if len(line) - start > 1:
        yield line[start:]


def belt(run):
    lon, lat = run.mean(axis=0)
    plane = Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
    flat = numpy.column_stack(plane(run[:, 0], run[:, 1]))
    wide = shapely.buffer(shapely.linestrings(flat), BREADTH, quad_segs=SEGMENTS)
    return shapely.transform(wide, lambda xy: numpy.column_stack(plane(xy[:, 0], xy[:, 1], inverse=True)))


def geos(coasts):
    before = cpu(resource.RUSAGE_SELF)
    vertices = 0
    for lines in coasts.values():
        shapely.union_all([belt(run) for line in lines for run in runs(line)])
        vertices += sum(map(len, lines))
    return cpu(resource.RUSAGE_SELF) - before, vertices


def main(binary, bounds="160,-55,180,-40"):
    with tempfile.TemporaryDirectory() as folder:
        ours = periplus(binary, Path(folder), bounds)
    theirs, vertices = geos(shores(binary, bounds))
    print(f"{bounds}: {vertices} positions; periplus {ours:.2f} s, GEOS {theirs:.2f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
