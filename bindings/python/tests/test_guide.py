"""docs/python.md: what stands there runs as it stands there, from its first line to its last."""

import os
import pathlib
import re

import pytest


def test_the_guide_runs(tmp_path, monkeypatch):
    pytest.importorskip("geopandas")
    guide = pathlib.Path(os.environ["PERIPLUS_ROOT"], "docs/python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 6
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"aegean.pdf", "kos.svg", "kos.toml", "ports.png", "where.svg"}


def test_the_guide_names_every_keyword_of_render():
    import inspect

    import periplus

    guide = pathlib.Path(os.environ["PERIPLUS_ROOT"], "docs/python.md").read_text(encoding="utf-8")
    keywords = [name for name in inspect.signature(periplus.render).parameters if name != "figure"]
    assert [name for name in keywords if f"| `{name}` |" not in guide] == []
