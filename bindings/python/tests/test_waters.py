"""Numbers and shapes of waters."""

import json
import subprocess
import sys

import periplus
import pytest

MALTA = {"states": ["MLT"], "breadths": [12]}


def of_command_line(*words):
    return json.loads(subprocess.run([sys.executable, "-m", "periplus", *words], check=True, capture_output=True).stdout)


def test_areas_are_the_rows_of_the_command_line():
    rows = periplus.areas("aegean")
    assert rows == of_command_line("areas", "aegean", "--format=json")
    assert "<table>" in rows._repr_html_() and "GRC" in rows._repr_html_()
    assert rows.to_csv().splitlines()[0].startswith("state,kind,breadth_nm,area_km2,share_percent,parts")


def test_shares_of_a_sea_add_up():
    rows = periplus.areas("aegean", breadths=[6, 12], as_of="2020-10-17")
    for miles in (6, 12):
        assert sum(row["share_percent"] for row in rows if row["breadth_nm"] == miles) == pytest.approx(100, abs=0.3)


def test_areas_are_a_data_frame_where_pandas_is():
    pytest.importorskip("pandas")
    table = periplus.areas("aegean").to_pandas()
    assert list(table.columns)[:6] == ["state", "kind", "breadth_nm", "area_km2", "share_percent", "parts"]
    assert table.area_km2.dtype == float


def test_zones_are_geojson_as_the_command_line_writes_it():
    zones = periplus.Figure(**MALTA).zones()
    assert zones["type"] == "FeatureCollection" and zones.__geo_interface__["features"]
    assert {one["properties"]["state"] for one in zones["features"]} == {"MLT"}
    assert periplus.zones("aegean", rings=True) == of_command_line("zones", "aegean", "--rings")


def test_zones_are_a_geodataframe_whose_area_is_the_stated_one():
    pytest.importorskip("geopandas")
    frame = periplus.zones(MALTA).to_pandas()
    assert frame.crs == "EPSG:4326"
    # an equal-area projection, to a thousandth: it is of another ellipsoid's sphere
    area = frame.to_crs("+proj=cea +lat_ts=36 +ellps=WGS84").area.sum() / 1e6
    assert area == pytest.approx(frame.area_km2.sum(), rel=1e-3)


def test_a_coast_in_memory_has_zones():
    island = {
        "type": "Feature",
        "properties": {"state": "AAA"},
        "geometry": {"type": "Polygon", "coordinates": [[[25, 36], [25.2, 36], [25.1, 36.1], [25, 36]]]},
    }
    zones = periplus.zones(coast=island, breadths=12)
    [belt] = zones["features"]
    assert belt["properties"]["area_km2"] > 1552, "more than a rock alone has: pi times 22.224 squared"
    assert periplus.points(coast=island, breadths=12)


def test_drawn_waters_are_layers_again():
    picture = periplus.render({"bounds": (13.5, 35.3, 15.2, 36.6)}, layers=periplus.zones(MALTA))
    assert picture.report["labels"]


def test_a_figure_or_a_coast_and_not_both():
    for given in ({}, {"figure": "aegean", "coast": "coast.geojson"}):
        with pytest.raises(periplus.UsageError, match="a figure or a coast"):
            periplus.zones(**given)


def test_a_text_is_located():
    found = periplus.locate("The road from Athens to Thessaloniki was closed.")
    assert [it["name"] for it in found["placed"]] == ["Athens", "Thessaloniki"]
    assert "Athens" in found._repr_html_()
    picture = found.render(width="single")
    assert picture.width_mm == 89
    assert {"Athens", "Thessaloniki"} <= {label["text"] for label in picture.report["labels"]}


def test_places_are_located_by_name():
    found = periplus.locate(places=["Rhodes", "İzmir"])
    assert [it["state"] for it in found["placed"]] == ["GRC", "TUR"]
