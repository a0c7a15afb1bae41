"""What goes wrong is an exception with file, place and way out."""

import pickle
import subprocess
import sys

import periplus
import pytest


def test_kinds_are_the_exit_codes():
    kinds = {cls.kind: cls.exit_code for cls in (periplus.RenderError, periplus.UsageError, periplus.InputError, periplus.MissingError, periplus.StaleError)}
    assert kinds == {"render": 1, "usage": 2, "input": 3, "missing": 4, "stale": 5}


def test_an_unknown_figure_is_told_with_the_nearest_name():
    with pytest.raises(periplus.InputError) as caught:
        periplus.render("agean")
    assert caught.value.hint == "did you mean `aegean`?"
    assert "hint: did you mean" in str(caught.value)


def test_a_wrong_key_is_told_with_line_and_column():
    with pytest.raises(periplus.InputError) as caught:
        periplus.Figure.from_toml('title = "Malta"\ntitel = "Malta"\n').render()
    error = caught.value
    assert (error.file, error.line, error.column) == ("the figure", 2, 1)
    assert error.place == "the figure:2:1"
    assert "title" in error.hint
    assert '  titel = "Malta"\n  ^' in str(error)


def test_a_wrong_keyword_is_told_by_its_name():
    with pytest.raises(periplus.UsageError) as caught:
        periplus.render("aegean", as_of="17 October")
    assert caught.value.part == "as_of"
    with pytest.raises(periplus.UsageError, match="there is no keyword `widht`"):
        periplus.Figure(title="x").render(widht=3)


def test_errors_are_values_and_look_ups_that_failed():
    with pytest.raises(ValueError):
        periplus.render("aegean", width="wide")
    with pytest.raises(LookupError):
        periplus.render("no/such/file.toml")
    with pytest.raises(periplus.Error):
        periplus.render("aegean", theme="no-such-theme")


def test_an_error_travels_between_processes():
    with pytest.raises(periplus.Error) as caught:
        periplus.render("agean")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again)) == (type(caught.value), str(caught.value))


@pytest.mark.parametrize("figure", [None, 3, "-", "", object()])
def test_what_is_no_figure_is_refused(figure):
    with pytest.raises(periplus.Error):
        periplus.render(figure)


@pytest.mark.parametrize("value", [float("nan"), object(), {"a": {1}.__iter__()}, "\ud800"])
def test_what_is_no_value_of_a_figure_is_refused(value):
    with pytest.raises(periplus.UsageError):
        periplus.Figure(title=value)


def test_the_command_line_is_in_the_package():
    def run(*words, code=0):
        done = subprocess.run([sys.executable, "-m", "periplus", *words], capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return done

    assert run("--version").stdout.strip() == f"periplus {periplus.__version__}"
    assert "aegean" in run("figures").stdout
    assert "did you mean `aegean`?" in run("render", "agean", code=3).stderr
    run("render", "--no-such-option", "aegean", code=2)


def test_lists_are_those_of_the_command_line():
    assert {"aegean", "caucasus"} <= {figure["name"] for figure in periplus.figures()}
    assert [theme["name"] for theme in periplus.themes() if theme["default"]] == ["atlas"]
