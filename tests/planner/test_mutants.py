"""The planner's own plans, broken on purpose: the judge names exactly the rule that was broken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random

import pytest

from tests.assess.mutants import mutants
from tests.assess.tight import LIMITS, roomy, tight
from tests.framed import framed
from tests.meaning.chance_formations import few_nations, formations
from tests.meaning.chance_standing import standing
from tests.operations import coalition, two_tasks
from tests.planner.test_all_outcomes import tiny
from tests.strategies import random_operation
from willing.assess.fault import RULES
from willing.assess.verify import verify
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.planner.all_outcomes import plan_together
from willing.planner.plan import plan

ENOUGH = 20
"""Mutants of each rule."""
OF_ONE = 5
"""Mutants of one plan at most, so that several plans are broken."""
TRIES = 120
"""Changes tried on one plan."""


@cache
def planned() -> tuple[tuple[Operation, Plan], ...]:
    """Real plans: of named operations, of some with formations, and of 200 random ones that are
    sound."""
    named = [(coalition(), "2027-05-01/enablers/wide"), (two_tasks(), "2027-04-01/enablers")]
    found = [(op, plan(op, [name], work=5)) for op, name in named]
    found += [(op, plan(op)) for op in (
        framed(), *(formations(seed)[0] for seed in range(40)),
        *(few_nations(seed) for seed in range(8)), *(standing(seed)[0] for seed in range(40)),
    )]
    for seed in range(200):
        op = random_operation(seed)
        if not any(problem.level == "fault" for problem in check(op)):
            found.append((op, plan(op, work=2)))
    return tuple(found)


@cache
def planned_together() -> tuple[tuple[Operation, Plan], ...]:
    """Plans made for all outcomes of tiny operations together."""
    return tuple((op, plan_together(op)[0]) for op in map(tiny, range(12)))


def broken(rule: str) -> Iterator[tuple[Operation, Plan]]:
    """Mutants of the plans, each with the operation whose rule it breaks."""
    for number, (op, made) in enumerate(planned_together() if rule == "ahead" else planned()):
        wide = roomy(op)
        drawn_in = tight(wide, made, rule) if rule in LIMITS else wide
        if not verify(drawn_in, made):
            for mutant in islice(mutants(drawn_in, made, rule, Random(number), TRIES), OF_ONE):
                yield drawn_in, mutant


@pytest.mark.parametrize("rule", RULES)
def test_each_mutant_of_a_planned_plan_is_named_by_its_rule(rule: str) -> None:
    """Of twenty plans that break one rule the judge names that rule and no other."""
    told = [
        {fault.rule for fault in verify(op, mutant)}
        for op, mutant in islice(broken(rule), ENOUGH)
    ]
    assert len(told) == ENOUGH
    assert all(rules == {rule} for rules in told)
