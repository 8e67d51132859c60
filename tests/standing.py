"""An operation of which a nation holds elements ready, for tests of reports and explanations."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.meaning.build import day, need, operation, pledge, unit
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.standby import Standby
from willing.planner.plan import plan

DEAL = {"deal": day(60).isoformat()}
"""The deal comes after two periods of waiting."""


def river() -> Operation:
    """A bridge wants one at once, its banks another a month later; only AAA may hold them ready."""
    return replace(operation(
        unit("aaa", 2, tours=(90,), notice_days=90), pledge("aaa", 2),
        unit("bbb", 1, nation="BBB", tours=(30,), notice_days=60), pledge("bbb"),
        Standby(id="now", name="Ready at once", notice_days=0, longest=60, recovery=30,
                cost_per_day=100_000.0, policies=("aaa",)),
        Standby(id="soon", notice_days=30, longest=60, recovery=30, cost_per_day=50_000.0,
                policies=("aaa",)),
        need("bridge", "D+0..D+90: 1"), need("banks", "D+30..D+90: 1"),
        waiting="2x30", deal=(DEAL["deal"],),
    ), name="River")


@cache
def held_ready() -> tuple[Operation, Plan]:
    """The river and its best plan: one is held on each level for the last month before D."""
    made = river()
    return made, plan(made, seed=0, gap=0.0)


@cache
def nobody_held() -> tuple[Operation, Plan]:
    """The river where nobody is held ready, as his price is out of all reason."""
    made = river()
    dear = replace(made, standbys=tuple(
        replace(level, cost_per_day=1e12) for level in made.standbys))
    return dear, plan(dear, seed=0, gap=0.0)
