#!/usr/bin/env python3
"""NOTICES.txt: what the binary is made of, by whom and under which terms, word for word; `periplus sources --notices` prints it.

In:  the crates of the locked graphs that the program and the Python module may hold, on any system (cargo tree, normal edges), with
     the licence files in their packages; geodata/LICENCES.md with COPYING and COPYING.LESSER; styles/fonts/OFL-*.txt.
Out: each text once, under the names of all that come under it.

    tools/notices.py            writes ../NOTICES.txt
    tools/notices.py --check    says whether it is as it would be written; .ci/run asks
"""

import json
import pathlib
import re
import subprocess
import sys
from collections import defaultdict

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "NOTICES.txt"
RULE = "=" * 78

# What files with terms are called.
TERMS = re.compile(r"(licen[sc]e|copying|copyright|notice|unlicense)([-_.].*)?$", re.IGNORECASE)
# A file that says in a line or a heading that the terms stand in the other ones.
LEAST_TEXT = 60

# Packages that come without the text of their licence, and those of the same project or author whose copy it is.
# Of those that may be taken under MIT or the Apache License the latter's text does: it names no holder.
WITHOUT = {
    "geo": "geo-types",
    "i_key_sort": "i_float",
    "i_overlay": "i_float",
    "krilla": "pdf-writer",
    "proj4rs": "lzma-rust2",
    "proj4rs-geodesic": "lzma-rust2",
    "proj4wkt": "lzma-rust2",
    "rstar": "geo-types",
}

HEAD = """\
Notices

Periplus is made of the crates, data and fonts below. Each text stands once, under the names of all that come under it.
Periplus itself is under the MIT licence or the Apache License, Version 2.0, as you like; the first text says which files of it
are under other terms.
"""

STANDARD_LIBRARY = """\
The Rust standard library, which every program in Rust holds, is copyright (c) The Rust Project Contributors, under the MIT
licence or the Apache License, Version 2.0; both texts stand below. Its parts by others: https://github.com/rust-lang/rust,
COPYRIGHT and library/.
"""

CREATIVE_COMMONS = """\
CC-BY-4.0, for what is GeoNames': https://creativecommons.org/licenses/by/4.0/legalcode
CC0-1.0, for what is written by hand here: https://creativecommons.org/publicdomain/zero/1.0/legalcode
"""


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


# The program, and the module of the Python package.
MANIFESTS = ("Cargo.toml", "bindings/python/Cargo.toml")


def crates():
    """(name, version) of every crate that is handed out, ours left out, with its licence and the folder of its package."""
    found = {}
    for manifest in MANIFESTS:
        found |= crates_of(manifest)
    return dict(sorted(found.items()))


def crates_of(manifest):
    of = ("--locked", "--manifest-path", manifest)
    tree = run("cargo", "tree", *of, "--edges", "normal", "--target", "all", "--prefix", "none", "--format", "{p}")
    held = {tuple(line.split()[:2]) for line in tree.splitlines() if line.strip()}
    packages = json.loads(run("cargo", "metadata", *of, "--format-version", "1"))["packages"]
    found = {
        (package["name"], package["version"]): (package["license"], pathlib.Path(package["manifest_path"]).parent)
        for package in packages
        if package["source"] and (package["name"], f"v{package['version']}") in held
    }
    ours = {(package["name"], f"v{package['version']}") for package in packages if not package["source"]}
    missing = held - ours - {(name, f"v{version}") for name, version in found}
    if missing:
        sys.exit(f"cargo knows no package of {sorted(missing)}")
    return found


def tidy(text):
    """A text without what printers and editors leave: ends of lines, spaces before them, lines without words round it."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\f", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def words(text):
    """What makes two texts one: their words; of the Apache License its terms, for what follows them is an example."""
    plain = " ".join(text.replace("https://", "http://").split())
    if plain.startswith("Apache License Version 2.0"):
        plain = plain.partition("END OF TERMS AND CONDITIONS")[0]
        plain = re.sub(r"[^a-z]", "", plain.lower())
    return plain


def texts(folder):
    """The texts of a package, by file."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and TERMS.match(path.name))
    found = [tidy(path.read_text(encoding="utf-8", errors="replace")) for path in files]
    return [text for text in found if len(text) >= LEAST_TEXT]


def of_crates():
    found = crates()
    folders = {name: folder for (name, _), (_, folder) in found.items()}
    rows, holders, whole = [], defaultdict(list), {}
    for (name, version), (licence, folder) in found.items():
        rows.append(f"{name} {version}: {licence.replace('/', ' OR ')}")
        own = texts(folder)
        if not own:
            if name not in WITHOUT:
                sys.exit(f"{name} {version} comes without the text of its licence: add it to WITHOUT")
            own = texts(folders[WITHOUT[name]])
        for text in own:
            # the shortest is the one with the least round it
            key = words(text)
            whole[key] = min(whole.get(key, text), text, key=lambda it: (len(it), it))
            holders[key].append(f"{name} {version}")
    for name in set(WITHOUT) & set(folders):
        if texts(folders[name]):
            sys.exit(f"{name} has brought the text of its licence: take it out of WITHOUT")
    order = sorted(whole, key=lambda key: (-len(holders[key]), holders[key][0], key))
    return rows, [(sorted(set(holders[key])), whole[key]) for key in order]


def wrapped(names):
    """Names in lines of at most 96 columns."""
    lines = [""]
    for name in names:
        separated = f"{lines[-1]}, {name}" if lines[-1] else name
        if len(separated) > 95:
            lines[-1] += ","
            separated = name
            lines.append("")
        lines[-1] = separated
    return "\n".join(lines)


def section(heading, text):
    return f"{RULE}\n{heading}\n{RULE}\n\n{text.strip()}\n"


def notices():
    read = lambda path: tidy((ROOT / path).read_text(encoding="utf-8"))  # noqa: E731
    rows, licences = of_crates()
    unicode_text = next(text for _, text in licences if "UNICODE LICENSE V3" in text)
    parts = [
        HEAD,
        section("Data", read("geodata/LICENCES.md") + "\n\n" + CREATIVE_COMMONS),
        section("GNU Lesser General Public License, version 3 (shoreline: GSHHG)", read("geodata/COPYING.LESSER")),
        section("GNU General Public License, version 3 (which the former adds to)", read("geodata/COPYING")),
        section("Unicode License v3 (names of states and cities: CLDR)", unicode_text),
        *(section(f"Fonts: {path.stem}", read(path)) for path in sorted((ROOT / "styles/fonts").glob("OFL-*.txt"))),
        section("Crates", "\n".join(rows) + "\n\n" + STANDARD_LIBRARY),
        *(section(wrapped(names), text) for names, text in licences if text != unicode_text),
    ]
    names = wrapped(next(names for names, text in licences if text == unicode_text))
    parts.append(section(names, "The Unicode License v3, as above."))
    return "\n".join(parts)


def main():
    text = notices()
    if sys.argv[1:] == ["--check"]:
        if not OUT.exists() or OUT.read_text(encoding="utf-8") != text:
            sys.exit("NOTICES.txt is not of these crates: run tools/notices.py")
    else:
        OUT.write_text(text, encoding="utf-8")
        print(f"NOTICES.txt: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
