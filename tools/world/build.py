"""The world coverage from the pinned packages: geodata/world-*.tiles and their tables, the checks of them, the layers.

tools/make runs it; alone: `python -m world.build CACHE OUT` in tools/, after the packages are fetched.
"""

import sys
import time
from pathlib import Path

from world import admin1, arcs, bathymetry, checks, classes, faces, islands, levels, seas, shores, tables, tiles, towns, waters

# The layers over the coverage, geodata/world-*.geojson, in the order of the catalogue; some ask the tiles as written.
LAYERS = [towns, waters, seas, bathymetry, islands]

# The first row of the northern package, from 27° N on: so both have less than 7 MB, the medium level in the southern one.
NORTH = 23


def main(cache, out):
    """Writes all levels, the tables and the checksums."""
    found = stage("units", faces.pieces, cache)
    found = stage("first-level units", admin1.divided, cache, found)
    topology = stage(
        "topology", arcs.topology, found, shores.shores(cache), lambda left, right, line: classes.runs(cache, left, right, line)
    )
    digests = []
    for level in levels.LEVELS:
        if level is not levels.FINE:
            topology = stage(level.name, levels.coarser, topology, level)
        checks.apart(level.name, topology.arcs)
        cut = stage("tiles", tiles.cut, topology, level.grid)
        head, rows, sums = stage("archive", tiles.archive, cut, level.grid)
        files = parted(level, head, rows)
        for file, data in files.items():
            (out / file).write_bytes(data)
        digests += [f"{level.name} {column} {row} {digest}\n" for column, row, digest in sums]
        size = sum(map(len, files.values()))
        print(f"  {', '.join(files)}: {len(topology.arcs)} arcs, {size / 1e6:.2f} MB", flush=True)
    (out / "world.sha256").write_text("".join(digests), encoding="utf-8")
    tables.write(cache, out, topology.faces, found)
    checks.main(cache, out, found)
    for layer in LAYERS:
        layer.main(cache, out)


def parted(level, head, rows):
    """The bytes of the files of a level."""
    ends = [NORTH, len(rows)] if level is levels.FINE else [len(rows)]
    parts = [b"".join(rows[start:end]) for start, end in zip([0, *ends], ends)]
    return dict(zip(levels.FILES[level.name], [head + parts[0], *parts[1:]], strict=True))


def stage(name, action, *arguments):
    """Runs one stage and says how long it took."""
    start = time.monotonic()
    result = action(*arguments)
    print(f"  {name}: {time.monotonic() - start:.0f} s", flush=True)
    return result


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
