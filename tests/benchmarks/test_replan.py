"""Shocks, and the least that must change after one."""

from __future__ import annotations

import pytest

from benchmarks.changes import fewest_changes, tours_of
from benchmarks.door import model_of, plan_of
from benchmarks.replan import measure, undisturbed
from benchmarks.shock import shocked
from benchmarks.source import Source
from willing.assess.diff import diff
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.plan import Plan

SOURCE = Source(family="rich", seed=1, size=0.05)
DAY = 360


@pytest.fixture(scope="module")
def planned() -> tuple[Operation, Plan]:
    """A small operation and its plan."""
    operation = SOURCE.operation()
    return operation, plan_of(operation, "", 20, gap=0.01)


def _after(planned: tuple[Operation, Plan]) -> Operation:
    operation, old = planned
    return shocked(operation, SOURCE.situation(operation).timeline, old, DAY, 1)


def test_a_shock_keeps_what_began_and_takes_the_rest(planned: tuple[Operation, Plan]) -> None:
    """Turns begun before the day are orders; some pledges lapse; some lines want more from then."""
    operation, old = planned
    after = _after(planned)
    shock = after.settings.frozen_until
    began = sum(
        int(row.count) for row in old.rows
        if row.kind == "tour" and row.first_day < shock  # type: ignore[operator]
    )
    assert sum(order.count for order in after.orders) == began > 0
    lapsed = {pledge.unit for pledge in after.pledges if pledge.until is not None}
    assert len(lapsed) == max(round(0.08 * len(operation.units)), 1)
    changed = sum(
        new.quantity.on(SOURCE.situation(after).timeline)
        != line.quantity.on(SOURCE.situation(operation).timeline)
        for line, new in zip(operation.requirements, after.requirements, strict=True)
    )
    assert 0 < changed <= 5
    assert not [p for p in check(after) if p.level == "fault"]


def test_without_a_shock_nothing_must_change(planned: tuple[Operation, Plan]) -> None:
    """The old plan itself is allowed, so the bound is 0."""
    operation, old = planned
    model = model_of(SOURCE.situation(operation))
    assert fewest_changes(model, tours_of(old), undisturbed(old) + 1e-6, 60) == 0


def test_no_plan_changes_fewer_elements_than_the_bound(planned: tuple[Operation, Plan]) -> None:
    """A plan that stays close after the shock changes at least as many elements as the bound."""
    _, old = planned
    after = _after(planned)
    new = plan_of(after, "", 20, gap=0.01)
    changed = sum(item.elements for item in diff(old, new))
    least = fewest_changes(
        model_of(SOURCE.situation(after)), tours_of(old), undisturbed(new) + 1e-6, 60
    )
    assert least is not None
    assert 0 < least <= changed


def test_a_score_nobody_reaches_has_no_bound(planned: tuple[Operation, Plan]) -> None:
    """Below the relaxation there is no plan to count the changes of."""
    operation, old = planned
    model = model_of(SOURCE.situation(operation))
    assert fewest_changes(model, tours_of(old), -1.0, 60) is None


def test_replanning_is_measured_at_every_price() -> None:
    """The table has a row without a price and one for each, all of which the judge passes."""
    table = measure(SOURCE, DAY, 5, [0.1])
    assert table.count("| passes |") == 2
    assert "FAILS" not in table
    assert "changes fewer elements than: " in table
