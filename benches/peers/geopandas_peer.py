"""What geopandas makes of W2: belts of 6 and 12 nautical miles of two states, none beyond the median line, on W1's map.

    python3 geopandas_peer.py w2 DATA OUT

Belts are buffers in the plane of one equidistant projection; the median is between Voronoi cells of the coast's positions.
"""

import sys

import geopandas
import matplotlib
import numpy

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import shapely

MILE = 1852.0
BREADTHS = (6, 12)
WINDOW = (22.3, 34.6, 29.85, 41.2)
SEGMENTS = 60  # of a quarter of a circle: within 2 m of the arc
CLOSEST = 500.0  # metres between positions that the median is drawn between


def cells(land, around):
    """The part of the plane that is nearest to each state's coast."""
    shores = {state: shapely.get_coordinates(shapely.segmentize(shape.boundary, CLOSEST)) for state, shape in land.items()}
    owners = numpy.repeat(list(shores), [len(shore) for shore in shores.values()])
    # to the metre: GEOS builds no diagram of positions that are all but one; those of the land boundary are either state's
    positions, first = numpy.unique(numpy.round(numpy.vstack(list(shores.values()))), axis=0, return_index=True)
    diagram = shapely.voronoi_polygons(shapely.multipoints(positions), extend_to=around, ordered=True)
    parts = shapely.get_parts(diagram)
    return {state: shapely.union_all(parts[owners[first] == state]) for state in land}


def main(data, out):
    world = geopandas.read_file(data)
    plane = "+proj=aeqd +lat_0=38 +lon_0=26 +datum=WGS84"
    near = world.cx[WINDOW[0] - 1 : WINDOW[2] + 1, WINDOW[1] - 1 : WINDOW[3] + 1].to_crs(plane)
    near.geometry = near.geometry.make_valid()  # the quantised coast crosses itself here and there
    frame = geopandas.GeoSeries([shapely.box(*WINDOW).segmentize(0.1)], crs=4326).to_crs(plane).iloc[0]
    room = frame.buffer(2 * BREADTHS[-1] * MILE)
    states = near[near["state"].isin(["GRC", "TUR"])].dissolve("state")
    land = {state: shape.intersection(room) for state, shape in states.geometry.items()}
    nearest = cells(land, room)
    everything = shapely.union_all(near.geometry.intersection(room))
    _, axes = plt.subplots(figsize=(2000 / 300, 2000 / 300 * 1.15), dpi=300)
    axes.set(xlim=(frame.bounds[0], frame.bounds[2]), ylim=(frame.bounds[1], frame.bounds[3]), aspect="equal")
    for breadth in reversed(BREADTHS):
        for state, colour in (("GRC", "#7fb2e5"), ("TUR", "#e58f7f")):
            wide = shapely.buffer(land[state], breadth * MILE, quad_segs=SEGMENTS)
            belt = wide.intersection(nearest[state]).difference(everything)
            geopandas.GeoSeries([belt], crs=plane).plot(ax=axes, color=colour, alpha=0.5, linewidth=0)
    median = nearest["GRC"].intersection(nearest["TUR"]).intersection(room)
    geopandas.GeoSeries([median], crs=plane).plot(ax=axes, color="#333333", linewidth=0.5)
    near.plot(ax=axes, color="#f4efe2", edgecolor="#6b6b6b", linewidth=0.4)
    plt.savefig(f"{out}/geopandas-w2.png")
    plt.savefig(f"{out}/geopandas-w2.svg")


if __name__ == "__main__":
    main(*sys.argv[2:])
