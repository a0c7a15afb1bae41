"""The notebook of examples/ runs from its first cell to its last, and shows pictures."""

import base64
import pathlib
import re

import pytest


def test_the_notebook_runs_and_shows_its_pictures(tmp_path):
    nbconvert = pytest.importorskip("nbconvert")
    from nbconvert.preprocessors import ExecutePreprocessor

    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(pathlib.Path(__file__).parent.parent / "notebook.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(notebook.cells) == 10 and all(not cell.outputs for cell in code)
    ExecutePreprocessor(timeout=120, kernel_name="python3").preprocess(notebook, {"metadata": {"path": str(tmp_path)}})
    outputs = [output for cell in code for output in cell.outputs]
    said = [output.text for output in outputs if output.output_type == "stream"]
    assert all("PeriplusWarning" in text and "Error" not in text for text in said), said
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 4
    for picture in pictures:
        assert base64.b64decode(picture["data"]["image/png"]).startswith(b"\x89PNG")
        assert len(picture["data"]["text/plain"]) > 50, "its alternative text"
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    # hosts take the outlines before the pixels
    assert len(re.findall(r'<img[^>]*src="data:image/svg\+xml;base64,', page)) == 4
