"""Pictures: what is drawn is what the command line draws, in every form that is asked for."""

import datetime
import hashlib
import json
import struct
import subprocess
import sys
import threading
import time
import warnings
import xml.etree.ElementTree as xml

import periplus
import pytest

MALTA = {"title": "Malta", "bounds": (13.5, 35.3, 15.2, 36.6), "states": ["MLT"], "breadths": [12]}


def test_a_bundled_figure_has_the_bytes_of_the_command_line(tmp_path):
    picture = periplus.render("aegean")
    command = [sys.executable, "-m", "periplus", "render", "aegean", "-o", f"{tmp_path}/"]
    subprocess.run(command, check=True)
    assert picture.svg.encode() == (tmp_path / "aegean.svg").read_bytes()
    assert picture.png() == (tmp_path / "aegean.png").read_bytes()


def test_keywords_are_the_options_of_the_command_line(tmp_path):
    picture = periplus.render("aegean", width="single", theme="mono", as_of=datetime.date(2020, 10, 17), breadths={"GRC": 6, "TUR": 12})
    options = ["--width=89mm", "--theme=mono", "--as-of=2020-10-17", "--breadth=GRC=6", "--breadth=TUR=12"]
    command = [sys.executable, "-m", "periplus", "render", "aegean", *options, "-o", f"{tmp_path}/aegean.pdf"]
    subprocess.run(command, check=True)
    assert picture.width_mm == 89
    # what a file states of its options is as it was written: `single` is not `89mm`
    assert abs(len(picture.pdf()) - (tmp_path / "aegean.pdf").stat().st_size) < 50


def test_numbers_are_millimetres_and_degrees():
    picture = periplus.render({**MALTA, "furniture": {"legend": False}}, size=(120, 110), bounds=(13.9, 35.6, 14.9, 36.2), dpi=100)
    assert (picture.width_mm, picture.height_mm) == (120, 110)
    width, height = struct.unpack(">II", picture.png()[16:24])
    assert (width, height) == (round(120 / 25.4 * 100), round(110 / 25.4 * 100))
    west, south, east, north = picture.report["bounds"]
    assert west <= 13.9 and south <= 35.6 and east >= 14.9 and north >= 36.2


def test_a_figure_is_put_together_from_keywords():
    figure = periplus.Figure(**MALTA, subtitle='Of "Malta" \\ and a line', furniture={"legend": False}, as_of=datetime.date(2024, 1, 1))
    assert figure.toml.splitlines()[:3] == ['title = "Malta"', 'subtitle = "Of \\"Malta\\" \\\\ and a line"', "as_of = 2024-01-01"]
    picture = figure.render()
    title = xml.fromstring(picture.svg).find("{http://www.w3.org/2000/svg}title").text
    assert "Malta" in title
    assert picture.report["as_of"] == "2024-01-01"
    assert [row["state"] for row in picture.report["zones"]] == ["MLT"]


def test_breadths_by_state_are_a_table():
    figure = periplus.Figure("x", states=["GRC", "TUR"], breadths={"GRC": 6, "TUR": 12})
    assert "own_breadths = { GRC = 6, TUR = 12 }" in figure.toml
    assert {row["state"]: row["breadth_nm"] for row in figure.areas()} == {"GRC": 6, "TUR": 12}


def test_text_dict_and_keywords_are_one_figure():
    figure = periplus.Figure(**MALTA)
    drawn = [periplus.render(it).svg for it in (figure, dict(MALTA), periplus.Figure.from_toml(figure.toml))]
    assert len(set(drawn)) == 1


def test_a_bundled_figure_can_be_read_and_changed():
    figure = periplus.Figure.bundled("aegean-6v12")
    assert "[[panels]]" in figure.toml
    other = periplus.Figure.from_toml(figure.toml.replace("title = ", "# Title\ntitle = ", 1), "aegean-6v12")
    assert other.render().report["figure"] == "aegean-6v12"


def test_a_path_keeps_its_files_beside_it(tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    point = {"type": "Feature", "properties": {"name": "Gozo light"}, "geometry": {"type": "Point", "coordinates": [14.2, 36.07]}}
    (tmp_path / "sub" / "sites.geojson").write_text(json.dumps(point))
    (tmp_path / "sub" / "malta.toml").write_text('[extent]\nbounds = [13.5, 35.3, 15.2, 36.6]\n[[layers]]\nsource = "countries"\n[[layers]]\nfile = "sites.geojson"\n')
    monkeypatch.chdir(tmp_path)
    picture = periplus.render(tmp_path / "sub" / "malta.toml")
    assert "Gozo light" in [label["text"] for label in picture.report["labels"]]
    # the same with data on top
    more = {"type": "Feature", "properties": {"name": "Comino"}, "geometry": {"type": "Point", "coordinates": [14.33, 36.01]}}
    picture = periplus.render(tmp_path / "sub" / "malta.toml", layers=more)
    assert {"Gozo light", "Comino"} <= {label["text"] for label in picture.report["labels"]}


def test_files_are_written_whole_in_the_format_of_their_name(tmp_path):
    picture = periplus.render(MALTA)
    heads = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}
    for end, head in heads.items():
        path = picture.save(tmp_path / f"malta.{end}")
        assert path.read_bytes().startswith(head)
    small, large = (picture.save(tmp_path / f"{dpi}.png", dpi=dpi).stat().st_size for dpi in (72, 300))
    assert small < large
    with pytest.raises(periplus.UsageError, match="malta.docx"):
        picture.save(tmp_path / "malta.docx")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".png", ".png", ".png", ".svg"]


def test_a_notebook_gets_pixels_outlines_and_the_alternative_text():
    picture = periplus.render(MALTA)
    data, metadata = picture._repr_mimebundle_()
    assert set(data) == {"text/plain", "image/png", "image/svg+xml"}
    assert data["text/plain"] == picture.alt == metadata["image/png"]["alt"]
    assert "Malta" in picture.alt
    assert metadata["image/png"]["width"] == round(picture.width_mm / 25.4 * 96)
    only, _ = picture._repr_mimebundle_(include={"image/png"})
    assert set(only) == {"image/png"}
    xml.fromstring(picture._repr_svg_())
    assert picture.alt in repr(picture)


def test_figures_of_one_name_share_no_id_in_a_page():
    def ids(picture):
        return {it.get("id") for it in xml.fromstring(picture._repr_svg_()).iter() if it.get("id")}

    six, twelve = (periplus.render("aegean", breadths=miles) for miles in (6, 12))
    assert ids(six) and not ids(six) & ids(twelve)


def test_what_is_warned_of_is_a_warning_of_python():
    far = {"type": "Point", "coordinates": [100.0, 0.0]}
    with pytest.warns(periplus.PeriplusWarning) as caught:
        picture = periplus.render(MALTA, layers=far)
    assert [str(it.message) for it in caught] == [str(it) for it in picture.warnings]
    assert caught[0].filename == __file__
    assert picture.warnings[0].message
    with warnings.catch_warnings():
        warnings.simplefilter("error", periplus.PeriplusWarning)
        with pytest.raises(periplus.PeriplusWarning):
            periplus.render(MALTA, layers=far)


def test_threads_draw_at_once_and_alike():
    digests, running, most = [], [], []

    def draw():
        running.append(1)
        most.append(len(running))
        digests.append(hashlib.sha256(periplus.render(MALTA).svg.encode()).hexdigest())
        running.pop()

    threads = [threading.Thread(target=draw) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(digests) == 6 and len(set(digests)) == 1
    assert max(most) > 1


def test_the_interpreter_goes_on_while_a_figure_is_drawn():
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.002)

    thread = threading.Thread(target=tick)
    thread.start()
    begin = time.perf_counter()
    periplus.render("caucasus").png()
    end = time.perf_counter()
    done.set()
    thread.join()
    within = [at for at in ticks if begin < at < end]
    longest = max(b - a for a, b in zip(within, within[1:]))
    assert longest < (end - begin) / 2, "the lock was held"
