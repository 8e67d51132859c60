"""Good plans pass; plans broken in one way are told to be broken in that way."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from tests.assess.good import CASES, drawn_in
from tests.assess.mutants import mutants
from tests.assess.tight import LIMITS
from willing.assess.fault import RULES
from willing.assess.verify import verify

ENOUGH = 20
"""Mutants of each rule, and at most of each rule and good plan."""


@pytest.mark.parametrize("name", CASES)
def test_good_plans_have_no_fault(name: str) -> None:
    """A plan made by hand, with every day reckoned, passes the judge."""
    assert verify(*CASES[name]()) == ()


@pytest.mark.parametrize("rule", LIMITS)
def test_limits_may_be_used_up(rule: str) -> None:
    """A plan that uses exactly what a limit allows has no fault."""
    for operation, plan in drawn_in(rule):
        assert verify(operation, plan) == ()


@pytest.mark.parametrize("rule", RULES)
def test_each_mutant_is_named_by_its_rule(rule: str) -> None:
    """Of a plan that breaks one rule the judge names that rule and no other, twenty times over."""
    told = [
        {fault.rule for fault in verify(operation, mutant)}
        for number, (operation, plan) in enumerate(drawn_in(rule))
        for mutant in islice(mutants(operation, plan, rule, Random(number)), ENOUGH)
    ]
    assert len(told) >= ENOUGH
    assert all(rules == {rule} for rules in told)
