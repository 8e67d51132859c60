"""The starter folder and the examples load, pass check, and are what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operations import one_post, two_tasks
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.io.anonymise import anonymise
from willing.io.load import load
from willing.io.save import save
from willing.io.starter import write_starter
from willing.io.tables import TABLES
from willing.planner.limits import PlanLimits
from willing.planner.solve import plan_situation

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_starter_passes_check(tmp_path: Path) -> None:
    """A new folder loads without a fault or a warning, and has an outcome for each answer."""
    write_starter(tmp_path / "new", 'Winter "27": north')
    operation = load(tmp_path / "new")
    assert operation.name == 'Winter "27": north'
    assert not check(operation)
    assert len(outcomes(operation)) == 4


def test_a_starter_plans_at_once(tmp_path: Path) -> None:
    """The planner proves a plan for each outcome of a new folder; the backstop is worth much."""
    write_starter(tmp_path / "new")
    scores = planned(load(tmp_path / "new"))
    assert len(scores) == 4
    assert scores["2027-04-01/full"] < scores["2027-04-01/none"] - 10


@pytest.mark.parametrize("folder", ["one_post", "two_tasks"])
def test_the_examples_cost_what_their_pages_work_out(folder: str) -> None:
    """The scores worked by hand in README.md, in bold, are those of the proved plans."""
    page = (EXAMPLES / folder / "README.md").read_text()
    by_hand = sorted(float(found) for found in re.findall(r"\*\*([\d.]+)\*\* \|$", page, re.M))
    assert by_hand
    assert sorted(planned(load(EXAMPLES / folder)).values()) == pytest.approx(by_hand)


@pytest.mark.parametrize("make", [one_post, two_tasks])
def test_a_neutral_copy_plans_alike(make: Callable[[], Operation]) -> None:
    """The copy without names has the same scores, outcome by outcome."""
    copy, original = planned(anonymise(make())), planned(make())
    assert list(copy.values()) == pytest.approx(list(original.values()))


def planned(operation: Operation) -> dict[str, float]:
    """Proved scores by outcome."""
    found = {}
    for outcome in outcomes(operation):
        solved = plan_situation(situation(operation, outcome), PlanLimits(gap=0.0))
        assert solved.status == "proved"
        found[outcome.name] = solved.value
    return found


def test_a_starter_is_named_like_its_folder(tmp_path: Path) -> None:
    """Without a name the operation is called like its folder."""
    write_starter(tmp_path / "northern_guard")
    assert load(tmp_path / "northern_guard").name == "northern_guard"


def test_a_starter_is_not_written_over_something(tmp_path: Path) -> None:
    """A folder that exists is left alone."""
    (tmp_path / "mine").mkdir()
    with pytest.raises(ProblemsFound, match="mine: something has this name already"):
        write_starter(tmp_path / "mine", "Mine")
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_starter_needs_a_name_that_can_be_printed(tmp_path: Path) -> None:
    """A name with control characters is refused, and nothing is written."""
    with pytest.raises(ProblemsFound, match=r"the name: the control character U\+0007"):
        write_starter(tmp_path / "new", "bell\x07")
    assert list(tmp_path.iterdir()) == []


def test_the_starter_explains_every_table(tmp_path: Path) -> None:
    """README.txt names each CSV table, and operation.yaml says a word on each of its keys."""
    write_starter(tmp_path / "new")
    readme = (tmp_path / "new" / "README.txt").read_text()
    missing = [t.name for t in TABLES.values() if t.home == "csv" and f"{t.name}.csv" not in readme]
    assert missing == []
    assert (tmp_path / "new" / "operation.yaml").read_text().count("#") > 20


@pytest.mark.parametrize("make", [one_post, two_tasks])
def test_the_small_examples_are_the_named_operations(
    make: Callable[[], Operation], tmp_path: Path
) -> None:
    """The folders in examples/ are the operations of the tests, as `save` writes them."""
    folder = EXAMPLES / make.__name__
    assert load(folder) == make()
    save(make(), tmp_path / "again")
    assert {p.name: p.read_text() for p in (tmp_path / "again").iterdir()} == {
        p.name: p.read_text() for p in folder.iterdir() if p.name != "README.md"
    }
