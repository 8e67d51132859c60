"""Problems, places and the nearest known name."""

from __future__ import annotations

import pytest

from willing.errors import Origin, Problem, ProblemsFound, TextFault, WillingError, nearest


def test_an_origin_names_line_or_cell() -> None:
    """A file with its line, a file alone, or a sheet with its cell."""
    assert Origin(file="units.csv", line=7).at("count") == "units.csv:7 count"
    assert Origin(file="operation.yaml").at() == "operation.yaml"
    sheet = Origin(file="op.xlsx", sheet="Units", row=7, columns=(("count", "D"),))
    assert (sheet.at("count"), sheet.at()) == ("Units!D7", "Units!A7")


def test_a_problem_is_told_in_four_parts() -> None:
    """Where, what was given, what is allowed, what to do: one sentence with one end."""
    problem = Problem(kind="range", where="here", given="3 is given", allowed="2 is allowed",
                      fix="lower it")
    assert str(problem) == "here: 3 is given; 2 is allowed; lower it."
    asked = Problem(kind="range", where="here", given="a", allowed="b", fix="did you mean 'c'?")
    assert str(asked) == "here: a; b; did you mean 'c'?"


def test_all_problems_travel_together() -> None:
    """The exception carries every problem and prints each on its line."""
    problems = [Problem(kind="range", where=w, given="a", allowed="b", fix="c") for w in "xy"]
    with pytest.raises(ProblemsFound, match=r"x: a; b; c\.\ny: a; b; c\.") as caught:
        raise ProblemsFound(problems)
    assert caught.value.problems == tuple(problems)
    assert isinstance(caught.value, WillingError)


def test_a_text_fault_knows_its_column() -> None:
    """The text, the column and the three parts are in the message."""
    with pytest.raises(TextFault, match=r"'abc' column 2: b; no b; drop it\."):
        raise TextFault("abc", 2, "b", "no b", "drop it")


@pytest.mark.parametrize(("word", "known", "said"), [
    ("unts", ["units", "nations"], "did you mean 'units'?"),
    ("gbr", ["GBR", "FRA"], "did you mean 'GBR'?"),
    ("zzz", ["units", "nations"], "known are 'units', 'nations'"),
    ("zzz", [str(i) for i in range(9)], "known are '0', '1', '2', '3', '4', '5', '6', '7', ..."),
    ("zzz", [], "none is known"),
])
def test_the_nearest_known_name_is_told(word: str, known: list[str], said: str) -> None:
    """A misspelt name gets its neighbour, whatever its case; a strange one the list, cut short."""
    assert nearest(word, known) == said
