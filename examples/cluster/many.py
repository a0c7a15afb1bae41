"""A thousand figures, and the zones of many coasts, as tasks of a cluster: the digests are those of one process.

    python many.py                          a cluster of this machine's own, a worker a core
    python many.py --scheduler tcp://…      one that is there already (periplus-maps is installed on its workers)
    python many.py --figures 40 --check     draws 40, and each once more in this process, and compares

A task is a figure by its text, not a file: nothing but texts travels out, nothing but digests and counts back. What is drawn can be
kept where all workers see it (--output).
"""

import argparse
import hashlib
import itertools
import os
import pathlib
import sys
import time

import periplus
from dask.distributed import Client

#: Seas with many coasts: west, south, east, north, degrees.
SEAS = {
    "aegean": (22.5, 34.8, 29.0, 41.0),
    "ionian": (15.5, 36.0, 21.5, 40.5),
    "levant": (30.0, 31.0, 36.5, 37.0),
    "black-sea": (27.5, 41.0, 41.5, 46.5),
}
#: The part of a sea that a figure shows, degrees.
WIDTH, HEIGHT = 1.6, 1.2
BREADTHS = (3, 6, 12, 24)
#: Coasts whose zones are computed: each by its state's code and a breadth.
COASTS = tuple(itertools.product(("GRC", "TUR", "CYP", "MLT", "ITA"), (6, 12)))


def figures(count):
    """Names and figures, always the same: windows across the seas, each at a breadth."""
    for number in range(count):
        (sea, (west, south, east, north)) = list(SEAS.items())[number % len(SEAS)]
        # steps that share no factor with the sides come by every place once before any twice
        x = west + (number * 0.37) % (east - west - WIDTH)
        y = south + (number * 0.23) % (north - south - HEIGHT)
        figure = periplus.Figure(
            f"{sea}, part {number}",
            bounds=[round(side, 4) for side in (x, y, x + WIDTH, y + HEIGHT)],
            width=89,
            zones={"states": ["GRC", "TUR", "CYP", "ITA"], "breadths": [BREADTHS[number % len(BREADTHS)]]},
            name=f"{sea}-{number:04}",
        )
        yield f"{sea}-{number:04}", figure.toml


def draw(task, output=None):
    """A figure's SVG: its digest; or what was wrong with it."""
    name, toml = task
    try:
        svg = periplus.Figure.from_toml(toml, name).render().svg.encode()
    except periplus.Error as error:
        return name, f"{error.kind}: {error.message}"
    if output:
        pathlib.Path(output, f"{name}.svg").write_bytes(svg)
    return name, hashlib.sha256(svg).hexdigest()


def zones(task):
    """The zone of a state at a breadth: the digest of its features."""
    state, breadth = task
    found = periplus.zones({"zones": {"states": [state], "breadths": [breadth]}})
    return f"{state}-{breadth}", hashlib.sha256(repr(found).encode()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scheduler", help="address of a cluster; one of this machine's own unless given")
    parser.add_argument("--figures", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="of an own cluster (as there are cores)")
    parser.add_argument("--output", help="a folder that all workers see, for the SVGs")
    parser.add_argument("--check", action="store_true", help="do all of it in this process too, and compare")
    arguments = parser.parse_args()
    if arguments.output:
        os.makedirs(arguments.output, exist_ok=True)
    # a figure uses the cores that there are: a thread a worker
    where = {"address": arguments.scheduler} if arguments.scheduler else {"n_workers": arguments.workers, "threads_per_worker": 1}
    tasks = list(figures(arguments.figures))
    with Client(**where) as client:
        begin = time.perf_counter()
        drawn = client.map(draw, tasks, output=arguments.output)
        computed = client.map(zones, COASTS)
        found = dict(client.gather(drawn) + client.gather(computed))
        seconds = time.perf_counter() - begin
    refused = sorted(name for name, digest in found.items() if ":" in digest)
    print(f"{len(tasks)} figures and {len(COASTS)} coasts in {seconds:.1f} s, {len(refused)} refused")
    for name in refused:
        print(f"  {name}: {found[name]}")
    whole = hashlib.sha256("\n".join(f"{name} {found[name]}" for name in sorted(found)).encode()).hexdigest()
    print(f"digest of all: {whole}")
    if arguments.check:
        alone = dict(itertools.chain(map(draw, tasks), map(zones, COASTS)))
        differing = sorted(name for name in found if alone[name] != found[name])
        print(f"one process: {len(alone) - len(differing)} of {len(alone)} alike")
        sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
