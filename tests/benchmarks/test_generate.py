"""Generated operations: the same for a seed, without faults, and as large as they should be."""

from __future__ import annotations

import pytest

from benchmarks.generate import family
from benchmarks.knobs import FAMILIES
from willing.domain.check import check
from willing.domain.outcomes import outcomes
from willing.domain.situation import situation
from willing.planner.choices import Choices
from willing.planner.milp import Limits, solve_relaxed
from willing.planner.model import build
from willing.planner.tours import choices


def _choices(name: str, seed: int, size: float) -> Choices:
    operation = family(name, seed, size)
    return choices(situation(operation, outcomes(operation)[0]))


@pytest.mark.parametrize("name", FAMILIES)
def test_the_same_seed_gives_the_same_operation(name: str) -> None:
    """A seed names one operation, and another seed another."""
    assert family(name, 3, 0.1) == family(name, 3, 0.1)
    assert family(name, 3, 0.1) != family(name, 4, 0.1)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("size", [0.05, 0.2, 0.5])
def test_generated_operations_have_no_faults(name: str, size: float) -> None:
    """Whatever the family, size and seed, `check` finds warnings at most."""
    for seed in range(1, 6):
        found = [p for p in check(family(name, seed, size)) if p.level == "fault"]
        assert not found, f"seed {seed}: {found[0]}"


@pytest.mark.parametrize("name", FAMILIES)
def test_generated_operations_have_one_outcome_that_begins_on_day_0(name: str) -> None:
    """The deal takes effect on the as-of date, and every question has one likely answer."""
    operation = family(name, 1, 0.1)
    found = outcomes(operation)
    assert len(found) == 1
    assert situation(operation, found[0]).timeline.d_day == 0


def test_basic_has_the_size_the_docs_say() -> None:
    """Basic is 200 pools with 875 elements, 60 lines, 36 periods, and one tour length."""
    operation = family("basic", 1)
    assert len(operation.units) == 200
    assert sum(unit.count for unit in operation.units) == 875
    assert len(operation.requirements) == 60
    assert str(operation.grid.operation) == "36x30"
    assert {policy.tours for policy in operation.policies} == {(180,)}
    assert not operation.commitments


def test_rich_has_commitments_backfill_and_a_third_of_the_ratios_in_points() -> None:
    """Rich has 30 commitments, at least 10 of each kind, others' pledges for them, and 4:3."""
    operation = family("rich", 1)
    kinds = [commitment.kind for commitment in operation.commitments]
    assert kinds.count("standing") >= 10
    assert kinds.count("rotating") >= 10
    assert {pledge.purpose for pledge in operation.pledges} == {"operation", "backfill", "any"}
    points = [row for row in operation.substitutions if (row.give, row.count) == (4, 3)]
    assert len(points) == round(len(operation.substitutions) / 3)
    assert operation.weights.burden > 0


def test_full_uses_every_rule() -> None:
    """Full has a record for each rule that basic and rich leave out."""
    operation = family("full", 1)
    lines, nations = operation.requirements, operation.nations
    assert any(line.lead and line.lead_days for line in lines)
    assert any(line.max_share for line in lines)
    assert any(line.min_useful for line in lines)
    assert any(line.per_people for line in lines)
    assert any(nation.ceiling_people for nation in nations)
    assert any(nation.ceiling_tasks for nation in nations)
    assert any(nation.ceiling_cost for nation in nations)
    assert {caveat.kind for caveat in operation.caveats} == {"place", "task", "time", "number"}
    assert any(row.mode == "lots" for row in operation.substitutions)
    assert any(pledge.condition for pledge in operation.pledges)
    assert operation.cycles
    assert operation.orders
    assert operation.grid.tail.runs


def test_formed_is_full_with_formations() -> None:
    """The family with formations differs from full by them alone, and has framework nations."""
    operation, full = family("formed", 1), family("full", 1)
    assert operation.slot_lines
    assert any(line.nations for line in operation.requirements)
    assert any(slot.framework for slot in operation.compositions)
    assert (operation.units, operation.pledges, operation.orders) == (
        full.units, full.pledges, full.orders)


@pytest.mark.parametrize("name", ["basic", "rich", "full"])
def test_shortfall_is_real_and_most_is_filled(name: str) -> None:
    """Even the relaxation leaves some of the demand short, and fills most of it."""
    operation = family(name, 1, 0.1)
    model = build(situation(operation, outcomes(operation)[0]))
    x = solve_relaxed(model.program, Limits(), "ipm").x
    assert x is not None
    short = asked = 0.0
    for task, spans in enumerate(model.choices.spans):
        columns = model.making.short.get(task, ())
        short += sum(x[c] * span.days for c, span in zip(columns, spans, strict=False))
        asked += sum(span.quantity * span.days for span in spans)
    assert 0.03 < short / asked < 0.35


def test_orders_may_be_kept() -> None:
    """Every order of a generated operation is a tour the planner knows."""
    found = _choices("full", 1, 0.3)
    ordered = sum(order.count for order in found.situation.operation.orders)
    assert ordered
    assert found.tours.least[found.tours.given == 1].sum() == ordered
