"""A neutral copy names nobody and plans alike."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

import willing
from tests.domain.standby_cases import ordered, renewing
from tests.domain.step_cases import stepping
from tests.io.strategies import often, operations
from tests.meaning.build import change, slot, wants
from tests.operations import coalition, one_post, two_tasks
from tests.planner.test_ways import shipped
from willing.domain.agreement import Agreement
from willing.domain.check import check
from willing.domain.command import Command
from willing.domain.company import parse_company
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.pledge import Caveat
from willing.io.anonymise import anonymise

NAMES = (
    "GBR", "FRA", "POL", "NOR", "EST", "XHO", "NATO", "EU", "gbr", "fra_", "pol_", "nor_", "est_",
    "EUR", "battalion", "vessel", "fighter", "hospital",
    "tapa", "catterick", "Poland", "Made up", "sector_east", "backstop", "enablers", "narrow",
)


def words(value: Any) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from words(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from words(getattr(value, field.name))


def test_no_name_is_left() -> None:
    """No nation, group, place, unit, task, question, note or source of the original is left."""
    left = " ".join(words(anonymise(coalition())))
    assert [name for name in NAMES if name in left] == []


@pytest.mark.parametrize("make", [one_post, two_tasks, coalition])
def test_the_copy_has_the_same_outcomes_and_no_fault(make: Callable[[], Operation]) -> None:
    """The copy passes check as the original does, and has as many outcomes, as likely."""
    original, copy = make(), anonymise(make())
    assert [p.kind for p in check(copy)] == [p.kind for p in check(original)]
    assert [o.probability for o in outcomes(copy)] == [o.probability for o in outcomes(original)]


def test_ids_are_replaced_alike_wherever_they_stand() -> None:
    """A unit's new id stands in its pledges; a nation's in groups, caveats and acceptability."""
    copy = anonymise(coalition())
    assert copy.pledges[0].unit == copy.units[0].id == "U001"
    assert copy.groups[0].members == ("N01", "N02", "N03", "N04", "N05")
    assert copy.caveats[1].values == ("L01", "N05")
    assert copy.commitments[0].accept == "G01, not N02"
    assert copy.changes[1].value == "G02"
    assert str(copy.pledges[2].condition) == "Q02 >= A02 and deal <= 2027-12-31"
    assert copy.orders[0].task == copy.cycles[0].task == "K01"


def test_capabilities_are_replaced_wherever_they_stand() -> None:
    """In their tree, on units, lines, substitutions, needs, slots, company, beds and changes."""
    made = coalition()
    pledge = replace(made.pledges[0], only=parse_company("if role2_hospital in east"))
    made = replace(
        made, pledges=(pledge, *made.pledges[1:]), units=made.units,
        needs=(wants(pledge.id, "role2_hospital", amount=2.0, currency="NOK"),
               wants(pledge.id, "role2_hospital", amount=2.0, currency="EUR")),
        compositions=(slot("hq", formation="mech_battalion", capability="staff_team"),),
        places=tuple(replace(p, beds_by="staff_team") for p in made.places),
        changes=(change("backstop == full", "requirements", "monitors", "capability",
                        "staff_team"),),
    )
    ids = {old.id: f"C{at:02}" for at, old in enumerate(made.capabilities, 1)}
    copy = anonymise(made)
    assert [c.id for c in copy.capabilities] == list(ids.values())
    assert [c.parent for c in copy.capabilities] == [
        ids.get(c.parent, "") for c in made.capabilities]
    assert {c.counted_in for c in copy.capabilities} == {"element"}
    for table in ("units", "requirements", "commitments", "substitutions"):
        assert [row.capability for row in getattr(copy, table)] == [
            ids[row.capability] for row in getattr(made, table)], table
    assert [s.stands_for for s in copy.substitutions] == [
        ids[s.stands_for] for s in made.substitutions]
    assert str(copy.pledges[0].only).startswith(f"if {ids['role2_hospital']} in L")
    assert [(need.capability, need.currency) for need in copy.needs] == [
        (ids["role2_hospital"], "V01"), (ids["role2_hospital"], "money")]
    assert (copy.compositions[0].formation, copy.compositions[0].capability) == (
        ids["mech_battalion"], ids["staff_team"])
    assert {place.beds_by for place in copy.places} == {ids["staff_team"]}
    assert copy.changes[0].value == ids["staff_team"]
    assert copy.settings == replace(made.settings, currency="money")


@pytest.mark.parametrize("make", [two_tasks, coalition])
def test_the_copy_is_planned_alike(make: Callable[[], Operation]) -> None:
    """Its plan has the same score, bound and terms of the score in the likeliest outcome."""
    figures = [
        [part.score, part.bound, part.unfillable, *(term.points for term in part.terms)]
        for operation in (make(), anonymise(make()))
        for part in willing.plan(operation, "likeliest", gap=0.0).outcomes
    ]
    assert figures[0] == pytest.approx(figures[1])


@given(operations())
@often
def test_any_operation_can_be_made_neutral_twice(operation: Operation) -> None:
    """However faulty an operation is, a copy is made; a copy of the copy is the same again."""
    once = anonymise(operation)
    assert anonymise(operation) == once
    assert {n.id for n in once.nations} <= {f"N{i:02}" for i in range(1, 10)}
    assert not any(u.source or u.note or u.name for u in once.units)


def test_headquarters_and_agreements_are_replaced_and_authorities_stay() -> None:
    """Commands, their superiors, lines under them, parties and places of agreements are ids."""
    line = coalition().requirements[0]
    operation = replace(
        coalition(),
        commands=(Command(id="HQ_BERLIN", superior="JFC_BRUNSSUM", nation="GBR", place="tapa"),
                  Command(id="JFC_BRUNSSUM", name="Allied Joint Force Command Brunssum")),
        requirements=(replace(line, command="HQ_BERLIN", authority="OPCON"),),
        agreements=(Agreement(id="SOFA_LONDON", kind="sofa", parties=("NATO", "GBR"),
                              place="POL", note="signed in London"),),
        caveats=(Caveat(pledge="gbr_mech_pledge", kind="authority", rule="max",
                        values=("TACON",)),),
    )
    neutral = anonymise(operation)
    assert [(c.id, c.superior, c.nation, c.name) for c in neutral.commands] == [
        ("H01", "H02", neutral.units[0].nation, ""), ("H02", "", "", "")]
    assert (neutral.requirements[0].command, neutral.requirements[0].authority) == ("H01", "OPCON")
    (agreed,) = neutral.agreements
    assert (agreed.id, agreed.parties[0], agreed.note) == ("F01", "G01", "")
    assert agreed.place in {nation.id for nation in neutral.nations}
    assert neutral.caveats[0].values == ("TACON",)


def test_a_marking_keeps_its_words_but_names_nobody() -> None:
    """Nations in a banner are replaced like everywhere."""
    marked = anonymise(replace(two_tasks(), marking="RESTRICTED, REL TO DEU, FRA"))
    assert marked.marking == "RESTRICTED, REL TO N01, N02"


def test_steps_are_replaced_with_what_they_open_and_who_takes_them() -> None:
    """Pledges and agreements in the list, the nation and the step itself have their new ids."""
    made = stepping(nation="DEU", name="Vote of the Bundestag", opens=("fra_pledge", "hafen"))
    made = replace(made, agreements=(Agreement(id="hafen", kind="sofa", place=made.places[0].id),))
    [step] = anonymise(made).steps
    assert (step.id, step.name, step.nation, step.opens) == ("Z01", "", "N01", ("P002", "F01"))


def test_legs_that_steps_open_are_replaced_too() -> None:
    """A ship's name is as telling as a nation's; legs without a name have none."""
    copy = anonymise(replace(shipped(), name="Ships"))
    assert [leg.id for leg in copy.legs] == ["", "LG01"]
    assert [step.opens for step in copy.steps] == [("LG01",)]


def test_renewals_name_what_they_renew_by_its_new_id() -> None:
    """A pledge and an agreement, whatever their tables call them."""
    made = renewing("deu_pledge", date(2027, 12, 1))
    paper = Agreement(id="paper", kind="sofa", place="port", signed=True, until=date(2027, 12, 1))
    made = replace(made, agreements=(paper,), renewals=(
        *made.renewals, replace(made.renewals[0], renews="paper", note="said by Jones")))
    copy = anonymise(made)
    assert [(row.renews, row.note) for row in copy.renewals] == [
        (copy.pledges[0].id, ""), (copy.agreements[0].id, "")]


def test_levels_of_standby_are_replaced_with_the_policies_they_are_open_to() -> None:
    """Their names are left out, and orders to stand by name them by their new ids."""
    made = ordered()
    made = replace(made, standbys=tuple(
        replace(level, policies=("battalion",), name="Camp Rhein") for level in made.standbys))
    copy = anonymise(made)
    [level], [order] = copy.standbys, copy.orders
    assert (level.id, level.name, level.policies) == ("Y01", "", (copy.policies[0].id,))
    assert (order.task, order.kind) == ("Y01", "standby")
    assert [problem.kind for problem in check(copy)] == [problem.kind for problem in check(made)]
