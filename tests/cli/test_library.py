"""The same verbs from Python, and what they cost before they are used."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import willing
from tests.cli.conftest import ONE_POST, TWO_TASKS
from tests.operations import one_post, two_tasks
from willing.domain.plan import Row
from willing.errors import ProblemsFound

HEAVY = ("highspy", "scipy", "numpy", "jinja2")


def test_every_verb_is_there_under_its_name() -> None:
    """What the package names can be called, and nothing else is found in it."""
    for name in willing.__all__:
        assert callable(getattr(willing, name)), name
    with pytest.raises(AttributeError, match="no attribute 'plam'"):
        _ = willing.plam  # type: ignore[attr-defined]


def test_a_verb_stays_a_verb_when_its_layer_is_loaded(tmp_path: Path) -> None:
    """`willing.report` can be called again after the layer of the same name was imported."""
    operation = one_post()
    plan = willing.plan(operation)
    for name in ("one.html", "two.html"):
        willing.report(operation, plan, html=tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize("words", [
    "--help", "plan --help", "nothing", f"check {ONE_POST}",
])
def test_light_commands_load_nothing_heavy(words: str) -> None:
    """Help, mistakes and checks come without waiting for solver, arrays and page makers."""
    code = (
        "import sys; from willing.cli import run; run(sys.argv[1:]);"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words.split()], capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_python_m_willing_is_the_command() -> None:
    """The module runs as the command does, with its exit codes."""
    done = subprocess.run(
        [sys.executable, "-m", "willing", "check", "nowhere"], capture_output=True, text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == ("nowhere: nothing has this name; an operation is a folder or an .xlsx "
                           "workbook; give its path.\n")


def test_output_that_nobody_reads_to_the_end_is_no_failure() -> None:
    """A reader that closes the pipe early ends the command quietly."""
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m willing plan '{TWO_TASKS}' --json | head -1;"
         "echo ${PIPESTATUS[0]}"],
        capture_output=True, text=True, check=True,
    )
    assert done.stdout.splitlines() == ["{", "0"]
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_coverage_is_that_of_the_first_outcome_unless_named() -> None:
    """Lines, classes and effects come from the rows of one outcome."""
    operation = two_tasks()
    plan = willing.plan(operation, "all")
    assert willing.coverage(operation, plan) == willing.coverage(
        operation, plan, plan.outcomes[0].outcome)
    named = willing.coverage(operation, plan, "2027-04-01/enablers")
    assert {line.state for line in named.lines} == {"filled"}


def test_faulty_operations_are_refused_by_every_verb(tmp_path: Path) -> None:
    """Planning, judging and reporting stop at the faults that check finds."""
    operation = one_post()
    plan = willing.plan(operation)
    faulty = replace(operation, units=(replace(operation.units[0], home="nowhere"),))
    for verb in (
        lambda: willing.plan(faulty), lambda: willing.replan(faulty, plan),
        lambda: willing.verify(faulty, plan), lambda: willing.coverage(faulty, plan),
        lambda: willing.compare(faulty, plan, plan),
        lambda: willing.report(faulty, plan, html=tmp_path / "x.html"),
    ):
        with pytest.raises(ProblemsFound, match="'nowhere'"):
            verb()


def row(kind: str = "tour", pinned: str = "") -> Row:
    """A row of one_post."""
    return Row(
        outcome="2027-04-01", kind=kind, pledge="nor_pledge",  # type: ignore[arg-type]
        unit="nor_company", nation="NOR", task="post", first_day=date(2027, 6, 30), days=180,
        count=1, pinned=pinned,  # type: ignore[arg-type]
    )


def test_rows_marked_pin_are_pinned_alone() -> None:
    """Of rows some of which are marked, the others stay free."""
    assert willing.pins_of([row(pinned="pin"), row()]) == (row(pinned="pin"),)


def test_unmarked_rows_are_pinned_all_but_what_is_no_choice() -> None:
    """Shortfalls, orders and elements on tour on the as-of date are left out."""
    found = willing.pins_of([row(), row("hold"), row("shortfall"), row(pinned="order"),
                             row(pinned="cycle")])
    assert found == (row(pinned="pin"), row("hold", "pin"))


def test_the_price_of_change_is_the_operations_own_where_it_has_one() -> None:
    """Replanning takes the weight of the operation, and 0.1 where that is 0."""
    operation = one_post()
    plan = willing.plan(operation)
    priced = replace(operation, weights=replace(operation.weights, disturbance=3.0))
    for told, price in ((operation, "0.1"), (priced, "3.0")):
        assert dict(willing.replan(told, plan).settings)["disturbance"] == price


def test_a_price_that_is_no_number_is_not_believed() -> None:
    """A plan made elsewhere with a strange setting is judged by the operation's own weight."""
    operation = one_post()
    plan = willing.plan(operation)
    for text in ("much", "nan", "-1", "inf"):
        assert willing.verify(operation, replace(plan, settings=(("disturbance", text),))) == ()
