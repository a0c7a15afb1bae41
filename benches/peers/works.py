"""W1 to W4 and the bundled Aegean, drawn by periplus and by each peer in turn: CPU seconds, wall, memory, and their ratios.

    python3 works.py PERIPLUS FOLDER [ROUNDS [WORK …]]        (`run` makes the folder, with the data and the peers)

Ours and theirs follow each other within a round, so that what else the machine does falls on all of them; the medians of the rounds are
shown. CPU seconds are those of the system and of the user together, of the process and all its threads.
"""

import os
import shutil
import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
# Pixels an inch that make a sheet of 180 mm so many pixels wide.
DPI = {width: width * 25.4 / 180 for width in (1200, 2000, 4000)}

HEAD = """title = "{title}"
[extent]
bounds = [{bounds}]
[projection]
{projection}
[sheet]
width = "180mm"
"""
LAEA = 'name = "laea"\ncenter = [26.0, 38.0]'
LAYER = '[[layers]]\nfile = "{file}"\nclass = "country"\n'
ZONES = """[zones]
states = ["GRC", "TUR"]
breadths = [6, 12]
coast = "world.geojson"
coast_state = "state"
"""


def figures(folder):
    """Writes the figures of the works beside the data."""
    aegean = HEAD.format(title="W1", bounds="22.3, 34.6, 29.85, 41.2", projection=LAEA)
    world = LAYER.format(file="world.geojson")
    (folder / "w1.toml").write_text(aegean + world)
    (folder / "w2.toml").write_text(aegean.replace("W1", "W2") + ZONES + world)
    lcc = 'name = "lcc"\nparallels = [38.3333, 55.6667]'
    europe = HEAD.format(title="W3", bounds="5, 34, 45, 60", projection=lcc)
    (folder / "w3.toml").write_text(europe + LAYER.format(file="europe.geojson"))
    names = []
    for number in range(50):
        west, south = 22.0 + 0.15 * (number % 10), 34.5 + 0.8 * (number // 10)
        bounds = f"{west:.2f}, {south:.2f}, {west + 4:.2f}, {south + 3.5:.2f}"
        names.append(f"w4-{number}.toml")
        (folder / names[-1]).write_text(HEAD.format(title=f"W4, {number}", bounds=bounds, projection=LAEA) + world)
    (folder / "w4.txt").write_text("\n".join(names) + "\n")


def ours(periplus, folder, figure, width, *options):
    out = folder / "out"
    return [periplus, "render", figure, "--quiet", "--dpi", f"{DPI[width]:.4f}", "-o", f"{out}/", *options]


def works(periplus, folder):
    """Each work: ours first, then the peers."""
    mapnik = ["/usr/bin/python3", HERE / "mapnik_peer.py"]
    d3 = ["node", HERE / "d3_peer.mjs"]
    geopandas = [folder / "venv/bin/python", HERE / "geopandas_peer.py"]
    world, europe, out = folder / "world.geojson", folder / "europe.geojson", folder / "out"
    both = lambda work, data: {"Mapnik": [*mapnik, work, data, out], "d3": [*d3, work, data, out]}
    return {
        "cold": {"periplus": ours(periplus, folder, "aegean", 2000, "--no-cache"), "Mapnik": [*mapnik, "w1", world, out]},
        "warm": {"periplus": ours(periplus, folder, "aegean", 2000), "Mapnik": [*mapnik, "w1", world, out]},
        "W1": {"periplus": ours(periplus, folder, folder / "w1.toml", 2000, "--no-cache"), **both("w1", world)},
        "W2": {
            "periplus": ours(periplus, folder, folder / "w2.toml", 2000, "--no-cache"),
            "geopandas": [*geopandas, "w2", world, out],
        },
        "W3": {"periplus": ours(periplus, folder, folder / "w3.toml", 4000, "--no-cache", "-f", "png"), **both("w3", europe)},
        "W4": {"periplus": ours(periplus, folder, f"@{folder}/w4.txt", 1200, "--no-cache", "-f", "png"), **both("w4", world)},
    }


def run(command, folder):
    """Runs a command: CPU seconds, wall seconds and megabytes at its peak."""
    began = time.monotonic()
    cache = {"XDG_CACHE_HOME": str(folder / "cache"), "NODE_PATH": str(folder / "node_modules")}
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    actions = [(os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)]
    process = os.posix_spawnp(str(command[0]), list(map(str, command)), {**os.environ, **cache}, file_actions=actions)
    os.close(log)
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed: see {folder}/log")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss / 1024


def main(periplus, folder, rounds=3, *wanted):
    folder = Path(folder).absolute()
    shutil.rmtree(folder / "out", ignore_errors=True)
    (folder / "out").mkdir()
    figures(folder)
    periplus = Path(periplus).absolute()
    print("| work | by | CPU s | ours / theirs | wall s | peak MB |\n|---|---|---|---|---|---|")
    for work, contenders in works(periplus, folder).items():
        if wanted and work not in wanted:
            continue
        if work == "warm":
            run(contenders["periplus"], folder)  # fills the cache
        times = {name: [] for name in contenders}
        for _ in range(int(rounds)):
            for name, command in contenders.items():
                times[name].append(run(command, folder))
        for name, all_times in times.items():
            cpu, wall, memory = (statistics.median(column) for column in zip(*all_times))
            # of each round by itself, since the machine's speed drifts between them
            ratios = [own[0] / its[0] for own, its in zip(times["periplus"], all_times)]
            shown = "" if name == "periplus" else f"{statistics.median(ratios):.2f}"
            print(f"| {work} | {name} | {cpu:.2f} | {shown} | {wall:.2f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
