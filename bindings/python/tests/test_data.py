"""Own data: whatever has shapes on the earth."""

import datetime

import periplus
import pytest

BASE = {"title": "Malta", "bounds": (13.5, 35.3, 15.2, 36.6)}
GOZO = {"type": "Feature", "properties": {"name": "Gozo light"}, "geometry": {"type": "Point", "coordinates": [14.2, 36.07]}}


def labels(picture):
    return [label["text"] for label in picture.report["labels"]]


class Interface:
    """A feature of some other library."""

    __geo_interface__ = GOZO


@pytest.mark.parametrize(
    "layers",
    [
        GOZO,
        [GOZO],
        {"type": "FeatureCollection", "features": [GOZO]},
        Interface(),
        [Interface()],
        {"data": [GOZO], "class": "site", "legend": "lights"},
        [{"data": Interface(), "label": "{name}"}],
    ],
)
def test_own_data_lie_on_top_of_the_base_map(layers):
    on_top = periplus.render(BASE, layers=layers)
    within = periplus.Figure(**BASE, layers=layers).render()
    for picture in (on_top, within):
        assert "Gozo light" in labels(picture)
        # the base map below
        assert "Valletta" in labels(picture)


def test_of_layers_that_are_listed_only_those_are_drawn():
    picture = periplus.Figure(**BASE, layers=["countries", GOZO]).render()
    assert "Gozo light" in labels(picture) and "Valletta" not in labels(picture)


def test_shapes_of_shapely_are_drawn():
    shapely = pytest.importorskip("shapely")
    shape = shapely.Point(14.2, 36.07).buffer(0.2)
    picture = periplus.render(BASE, layers=[shape, [shapely.Point(14.4, 35.9), shapely.LineString([(14, 35.5), (15, 36)])]])
    assert picture.warnings == []


def frame():
    geopandas = pytest.importorskip("geopandas")
    pandas = pytest.importorskip("pandas")
    data = {
        "name": ["Gozo light", "Delimara"],
        "since": pandas.to_datetime(["1853-10-15", None]),
        "height": [180.0, float("nan")],
        "range": pandas.array([24, None], dtype="Int64"),
    }
    return geopandas.GeoDataFrame(data, geometry=geopandas.points_from_xy([14.2, 14.56], [36.07, 35.82]), crs=4326)


def test_a_geodataframe_is_drawn_with_its_columns():
    picture = periplus.render(BASE, layers={"data": frame(), "label": "{name} {range}", "class": "site"})
    assert "Gozo light 24" in labels(picture)


def test_a_geodataframe_in_metres_is_drawn_in_its_place():
    metric = frame().to_crs(32633)
    places = [
        [dot["x_mm"] for dot in periplus.render(BASE, layers=data).report["dots"] if dot["layer"].startswith("feature")]
        for data in (frame(), metric)
    ]
    assert len(places[0]) == 2 and places[0] == pytest.approx(places[1], abs=0.01)


def test_a_geoseries_is_drawn():
    assert periplus.render(BASE, layers=frame().geometry).warnings == []


def test_values_of_a_geodataframe_are_shown():
    geopandas = pytest.importorskip("geopandas")
    shapely = pytest.importorskip("shapely")
    cells = [shapely.box(14 + n * 0.2, 36.2, 14.2 + n * 0.2, 36.4) for n in range(4)]
    data = geopandas.GeoDataFrame({"name": list("abcd"), "people": [1, 20, 300, 4000]}, geometry=cells, crs=4326)
    picture = periplus.render(BASE, layers={"data": data, "value": "people", "legend": "people", "label": False})
    assert picture.report["values"][0]["attribute"] == "people"


def test_geopandas_own_shapes_are_drawn():
    geodatasets = pytest.importorskip("geodatasets")
    geopandas = pytest.importorskip("geopandas")
    try:
        path = geodatasets.get_path("naturalearth.land")
    except Exception:
        pytest.skip("the data sets of GeoPandas are fetched, and there is no network")
    periplus.render({"extent": {"fit": "data"}}, layers=geopandas.read_file(path))


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ({"type": "Rectangle"}, "Rectangle"),
        (object(), "object has no shapes"),
        ([GOZO, 3], r"layers\[1\]"),
        ({"type": "Point", "coordinates": [float("nan"), 36]}, "no number"),
    ],
)
def test_what_is_no_data_is_refused_with_its_place(layers, words):
    with pytest.raises(periplus.UsageError, match=words) as caught:
        periplus.render(BASE, layers=layers)
    assert caught.value.exit_code == 2 and caught.value.hint


def test_wrong_coordinates_are_refused_with_their_feature():
    swapped = {**GOZO, "geometry": {"type": "Point", "coordinates": [36.07, 140.2]}}
    with pytest.raises(periplus.InputError) as caught:
        periplus.render(BASE, layers=[GOZO, swapped])
    assert "feature" in caught.value.part


def test_days_are_text_of_a_feature():
    site = {**GOZO, "properties": {"name": "Gozo", "since": datetime.date(1853, 10, 15)}}
    assert "Gozo 1853-10-15" in labels(periplus.render(BASE, layers={"data": site, "label": "{name} {since}"}))
