"""How time and memory grow: a file of more and more positions, a window of it drawn as PNG; and more and more figures in one process.

    python3 benches/growth.py target/release/periplus FOLDER [POSITIONS …]        # 10,000 to 5,000,000
"""

import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
sys.path.insert(0, str(PEERS))
import works

FIGURE = """[extent]
bounds = [20, 30, 35, 45]
[projection]
name = "laea"
[[layers]]
file = "{file}"
class = "country"
label = false
"""
FIGURES = (10, 100, 1000)


def main(periplus, folder, *sizes):
    folder = Path(folder).absolute()
    (folder / "out").mkdir(parents=True, exist_ok=True)
    draw = [Path(periplus).absolute(), "render", "--quiet", "--no-cache", "-f", "png", "-o", f"{folder}/out/"]
    print("| positions | file MB | CPU s | µs a position | peak MB | peak / file |\n|---|---|---|---|---|---|")
    for size in map(int, sizes or (10_000, 100_000, 1_000_000, 5_000_000)):
        file = folder / f"coast-{size}.geojson"
        if not file.exists():
            # by another process: what this one holds counts for those that it starts
            subprocess.run([sys.executable, PEERS / "data.py", "coast", str(size), file], check=True, stdout=subprocess.DEVNULL)
        figure = folder / f"coast-{size}.toml"
        figure.write_text(FIGURE.format(file=file.name))
        cpu, _, peak = works.run([*draw, figure], folder)
        megabytes = file.stat().st_size / 1e6
        print(f"| {size:,} | {megabytes:.1f} | {cpu:.2f} | {cpu / size * 1e6:.2f} | {peak:.0f} | {peak / megabytes:.1f} |", flush=True)
    print("\n| figures | CPU s | peak MB |\n|---|---|---|")
    for count in FIGURES:
        names = []
        for number in range(count):
            names.append(f"window-{number}.toml")
            west = number % 100 * 0.1
            text = f"[extent]\nbounds = [{20 + west:.1f}, 35, {24 + west:.1f}, 38]\n"
            (folder / names[-1]).write_text(text)
        (folder / f"windows-{count}.txt").write_text("\n".join(names) + "\n")
        cpu, _, peak = works.run([*draw, "--dpi", "72", f"@{folder}/windows-{count}.txt"], folder)
        print(f"| {count:,} | {cpu:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
