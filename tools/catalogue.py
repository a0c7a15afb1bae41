"""geodata/catalogue.toml: what each extract and font is, whose it is, where it comes from, and its sha256.

In:  the `catalogue_entries()` of the modules that write them, the files as written, sources.toml.
Out: [[dataset]] and [[font]] tables; `source_sha256` holds the packages' sums in the order of `source`.
"""

import csv
import hashlib
import io
import json
import re
import shutil
import tomllib

from fetch import member, sources
from shoreline import PACKAGE

HEAD = "# Written by tools/make. One entry a file; `credit` is the line that a figure prints.\n"
KEYS = ["file", "parts", "title", "what", "reach", "since", "licence", "vintage", "source", "source_sha256", "sha256", "credit", "features"]


def main(cache, out, modules):
    """Writes the catalogue of what the modules wrote, and the licence texts that must go with it."""
    tables = [HEAD]
    for module in modules:
        for entry in module.catalogue_entries():
            tables.append(font(out, entry) if entry["file"].endswith(".ttf") else dataset(out, entry))
    (out / "catalogue.toml").write_text("\n".join(tables), encoding="utf-8")
    for name in ("COPYING", "COPYING.LESSER"):
        shutil.copyfile(member(cache, PACKAGE, name), out / name)
    print(f"  catalogue.toml: {len(tables) - 1} entries")


def dataset(out, entry):
    """The table of an extract."""
    data = b"".join((out / part).read_bytes() for part in entry.get("parts", [entry["file"]]))
    return table("dataset", entry, data, features=count(data, entry["file"]))


def count(data, name):
    """How many features an extract has (a picture and tiles have none), or how many rows the first table of a hand-written file."""
    if name.endswith((".png", ".tiles")):
        return ""
    if name.endswith(".csv"):
        return sum(1 for _ in csv.reader(io.StringIO(data.decode()))) - 1
    if name.endswith(".toml"):
        return len(next(iter(tomllib.loads(data.decode()).values())))
    return len(json.loads(data)["features"])


def font(out, entry):
    """The table of a font, which stands in styles/fonts beside `out`."""
    return table("font", entry, (out.parent / "styles" / "fonts" / entry["file"]).read_bytes())


def table(kind, entry, data, **more):
    """A TOML table; JSON's strings and numbers are TOML's too."""
    sums = {"source_sha256": source_sums(entry["source"]), "sha256": hashlib.sha256(data).hexdigest()}
    values = {**entry, **more, **sums}
    written = [key for key in KEYS if values.get(key) not in ("", None)]
    lines = [f"{key} = {json.dumps(values[key], ensure_ascii=False)}\n" for key in written]
    return f"[[{kind}]]\n" + "".join(lines)


def source_sums(text):
    """The sha256 of each pinned package that a `source` names, separated by spaces."""
    found = []
    for package, source in sources().items():
        named = re.search(rf"(PyPI|npm|Debian) {re.escape(package)} ", text)
        if named:
            found.append((named.start(), source["sha256"]))
    return " ".join(sha256 for _, sha256 in sorted(found))
