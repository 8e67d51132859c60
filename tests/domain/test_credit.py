"""What an element counts for, and who is accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.bend import add
from tests.operations import coalition
from willing.domain.accept import Acceptability, parse_acceptability
from willing.domain.credit import Credit, credit, kinds_of
from willing.domain.requirement import Substitution
from willing.domain.unit import Capability
from willing.errors import TextFault


def test_the_same_and_its_children_count_fully() -> None:
    """A child counts for its parent one for one; the parent does not count for its child."""
    assert credit(coalition(), "mech_battalion", "mech_battalion") == Credit()
    assert credit(coalition(), "mech_battalion", "infantry_battalion") == Credit()
    assert credit(coalition(), "infantry_battalion", "mech_battalion") is None


def test_a_substitute_counts_its_part() -> None:
    """In points each element counts count / give; in lots whole lots do; the penalty is told."""
    builders = credit(coalition(), "construction_company", "engineer_company")
    assert builders == Credit(give=3, count=2, penalty=0.1)
    assert builders.worth == pytest.approx(2 / 3)
    patrol = credit(coalition(), "patrol_vessel", "mcm_vessel")
    assert patrol == Credit(give=2, count=1, lots=True, penalty=0.2)


def test_substitution_is_not_chained_and_wants_the_exact_name() -> None:
    """A for B and B for C is not A for C; a substitute for a child is none for its parent."""
    operation = add("substitutions", Substitution(
        capability="engineer_company", stands_for="staff_team",
    ), Substitution(capability="staff_team", stands_for="mech_battalion"))
    assert credit(operation, "construction_company", "staff_team") is None
    assert credit(operation, "staff_team", "infantry_battalion") is None
    assert credit(operation, "staff_team", "mech_battalion") == Credit()


def test_the_nearest_named_parent_and_the_first_row_hold() -> None:
    """A row for the child goes before one for its parent, and the first row before the second."""
    rows = tuple(
        Substitution(capability=sent, stands_for="staff_team", give=give)
        for sent, give in (("infantry_battalion", 5), ("mech_battalion", 2), ("mech_battalion", 3))
    )
    operation = replace(coalition(), substitutions=rows)
    assert credit(operation, "mech_battalion", "staff_team") == Credit(give=2)
    assert credit(operation, "infantry_battalion", "staff_team") == Credit(give=5)
    only_parent = replace(operation, substitutions=rows[:1])
    assert credit(only_parent, "mech_battalion", "staff_team") == Credit(give=5)


def test_kinds_come_to_an_end() -> None:
    """Parents come nearest first; a ring or an unknown name does no harm."""
    assert kinds_of(coalition(), "mech_battalion") == ("mech_battalion", "infantry_battalion")
    ring = replace(coalition(), capabilities=(
        Capability(id="a", parent="b"), Capability(id="b", parent="a"),
    ))
    assert kinds_of(ring, "a") == ("a", "b")
    assert kinds_of(ring, "unknown") == ()


@pytest.mark.parametrize(("text", "admitted"), [
    ("", "GBR FRA POL NOR EST XHO"), ("EU", "FRA POL EST"), ("NATO, not EU", "GBR NOR"),
    ("not EU", "GBR NOR XHO"), ("EU, GBR, not FRA", "GBR POL EST"), (" not  FRA ,EU", "POL EST"),
])
def test_acceptability_admits_and_refuses(text: str, admitted: str) -> None:
    """Groups and nations are let in or not; a refusal outranks an admission."""
    accepted = parse_acceptability(text)
    nations = [n.id for n in coalition().nations if accepted.admits(coalition(), n.id)]
    assert nations == admitted.split()


@pytest.mark.parametrize(("text", "match"), [
    ("EU NATO", r"column 1: 'EU NATO' is not a nation or group"),
    ("EU, not", r"column 4: 'not' is not a nation or group"),
    ("EU,NATO, not A B", r"column 9: 'not A B' is not"),
])
def test_acceptability_that_cannot_be_read(text: str, match: str) -> None:
    """A part that is not an id, or `not` and an id, is told with its column."""
    with pytest.raises(TextFault, match=match):
        parse_acceptability(text)


def test_an_empty_part_is_nothing() -> None:
    """A comma too many does no harm."""
    assert parse_acceptability("EU,, not FRA,") == Acceptability(("EU",), ("FRA",))
