"""`examples/reassurance`: big enough, sourced throughout, and interesting by rough arithmetic."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from willing.domain.check import check
from willing.domain.fit import fit
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.requirement import Requirement
from willing.domain.situation import Situation, situation
from willing.domain.span import spans
from willing.domain.turn import rhythm
from willing.factors import read_derived
from willing.io.load import load

FOLDER = Path(__file__).parents[2] / "examples" / "reassurance"
SOURCED = (
    "places", "legs", "nations", "units", "cycles", "pledges", "caveats", "requirements",
    "commitments", "substitutions", "orders", "changes", "questions", "compositions", "packages",
    "needs", "commands", "agreements", "owners", "overheads", "milestones", "thresholds", "reaches",
    "travel", "standbys", "steps",
)
FULL = {"deal": "2027-06-15", "acceptance": "all", "mandates": "full"}
YEARS = 365


@cache
def operation() -> Operation:
    """The example, read once."""
    return load(FOLDER)


@cache
def seen(backstop: str, mandates: str = "full") -> Situation:
    """The outcome of the planned deal date with an answer of the backstop."""
    wanted = {**FULL, "backstop": backstop, "mandates": mandates}
    return next(
        situation(operation(), found) for found in outcomes(operation())
        if dict(found.answers) == wanted
    )


def lasting(sit: Situation, line: Requirement) -> int:
    """Elements a line asks for in its last days."""
    return spans(line, sit.timeline)[-1].quantity


def served(sit: Situation, capability: str) -> float:
    """What its pledges can keep in place for ever, over what lines of a capability ask for."""
    lines = [r for r in sit.operation.requirements if r.capability == capability]
    supply = 0.0
    for pledge in sit.operation.pledges:
        unit = sit.operation.unit[pledge.unit]
        for line in lines:
            found = fit(sit, unit, pledge, line)
            if found.credit is not None and not found.reasons:
                turn = rhythm(sit, unit, line, (sit.timeline.d_day or 0) + YEARS)
                length = max(turn.tours)
                cycle = turn.work_up + 2 * turn.movement + turn.reception + turn.overlap
                cycle += length + turn.recovery + turn.dwell
                supply += pledge.count * found.credit.worth * length / cycle
                break
    return supply / sum(lasting(sit, line) for line in lines)


def test_it_has_no_faults() -> None:
    """The example is sound: a check finds nothing that stops planning."""
    assert [str(p) for p in check(operation()) if p.level == "fault"] == []


def test_it_is_as_large_as_promised() -> None:
    """27 nations, 200 pools, 60 lines, 30 commitments (10 and 10), 4 questions, 30 caveats."""
    op = operation()
    kinds = Counter(c.kind for c in op.commitments)
    assert len({op.unit[p.unit].nation for p in op.pledges} - {"USA", "UKR"}) >= 27
    assert len(op.units) >= 200
    assert len(op.requirements) >= 60
    assert min(kinds["standing"], kinds["rotating"]) >= 10
    assert len(op.commitments) >= 30
    assert len(op.caveats) >= 30
    assert {r.effect for r in op.requirements} == {
        "skies", "seas", "borders", "monitoring", "enabling",
    }


def test_it_asks_four_questions_about_the_world_and_none_about_a_nation() -> None:
    """No question, answer or chance is about one nation."""
    op = operation()
    assert [q.id for q in op.questions] == ["deal", "backstop", "acceptance", "mandates"]
    words = {word.lower() for q in op.questions for a in q.answers
             for word in re.findall(r"[A-Za-z]+", f"{q.id} {q.name} {a.id} {a.note}")}
    assert not words & {name.lower() for n in op.nations for name in (n.id, n.name)}
    assert [a.id for a in op.question["backstop"].answers] == [
        "none", "monitoring", "enablers", "full",
    ]


def test_it_runs_four_years_from_the_deal_behind_a_banner() -> None:
    """The marking says ILLUSTRATIVE, and the operation grid holds four years."""
    op = operation()
    assert op.marking == "ILLUSTRATIVE"
    assert op.grid.operation.days >= 4 * YEARS


@pytest.mark.parametrize("table", SOURCED)
def test_every_row_says_where_it_comes_from(table: str) -> None:
    """Source, grade and note stand on every row."""
    rows: tuple[Any, ...] = getattr(operation(), table)
    assert rows
    assert [row for row in rows if not (row.source and row.grade and row.note)] == []


def test_positions_of_nations_are_dated_and_graded() -> None:
    """A published position has a date and a grade from A to C; without one the grade is I."""
    for nation in operation().nations:
        if nation.note.startswith("Position"):
            assert nation.grade in ("A", "B", "C"), nation.id
            assert re.match(r"Position as of (\w{3} )?20\d\d", nation.note), nation.id
        else:
            assert nation.grade == "I", nation.id


def test_the_third_party_sends_no_ground_troops() -> None:
    """Everything the backstop's provider offers depends on it, and no battalion is among it."""
    op = operation()
    offered = [p for p in op.pledges if op.unit[p.unit].nation == "USA"]
    assert {op.unit[p.unit].capability for p in offered}.isdisjoint({
        "motorised_battalion", "mechanised_battalion", "light_battalion", "infantry_company",
        "brigade_hq",
    })
    assert all(p.condition and "backstop >=" in p.condition.text for p in offered)


def test_people_in_place_are_about_24_000() -> None:
    """The lines in place ask for 22,000 to 26,000 people at full strength."""
    op, sit = operation(), seen("enablers")
    size = {unit.capability: unit.people for unit in op.units}
    for slot in op.compositions:
        size[slot.formation] = sum(
            part.count * size[part.capability] for part in op.compositions
            if part.formation == slot.formation
        )
    day = (sit.timeline.d_day or 0) + 100
    people = sum(
        span.quantity * size[line.capability]
        for line in op.requirements if line.kind in ("in_place", "posts")
        for span in spans(line, sit.timeline) if span.first <= day < span.after
    )
    assert 22_000 <= people <= 26_000


def test_its_force_is_one_that_officers_would_recognise() -> None:
    """Slots, company, needs, command, agreements, kinds of line, beds and clock are all in it."""
    op = operation()
    assert {line.kind for line in op.requirements} == {"in_place", "posts", "notice", "on_call"}
    assert {line.authority for line in op.requirements} == {"", "OPCON", "TACOM", "TACON"}
    assert {command.component for command in op.commands} == {
        "headquarters", "land", "air", "maritime", "logistics",
    }
    assert {slot.framework for slot in op.compositions} == {True, False}
    assert {need.met for need in op.needs} == {"plan", "yes", "no"}
    assert any(pledge.only for pledge in op.pledges)
    assert [agreement.signed for agreement in op.agreements].count(False) == 2
    assert any(line.twice for line in (*op.requirements, *op.commitments))
    assert sum(owner.share for owner in op.owners) == pytest.approx(1)
    assert any(place.beds and place.beds_by for place in op.places)
    assert any(place.stay_days for place in op.places)
    assert any(policy.stages for policy in op.policies)
    assert any(unit.certified_until for unit in op.units)
    assert {milestone.id for milestone in op.milestones} == {"IOC", "FOC"}
    assert {line.effect for line in op.reaches} == {"enabling"}
    assert {pledge.provided for pledge in op.pledges} == {"own", "host"}


def test_each_waits_for_the_other_and_both_may_go() -> None:
    """The Netherlands go if Belgium goes, and Belgium if the Netherlands go: no ring stops them."""
    op = operation()
    terms = {op.unit[p.unit].nation: str(p.only) for p in op.pledges if p.only}
    assert terms["NLD"] == "with BEL at UKR_SOUTH"
    assert terms["BEL"] == "with NLD at UKR_SOUTH"
    assert not [p for p in check(op) if p.kind.startswith("company")]


@pytest.mark.parametrize("capability", [
    "tanker_aircraft", "early_warning_aircraft", "air_command_module", "air_defence_battery",
    "isr_detachment", "uas_company",
])
def test_the_backstop_carries_what_nations_lack(capability: str) -> None:
    """Without the backstop less than two thirds can be kept up; the full one serves most."""
    assert served(seen("none"), capability) < 0.67
    assert served(seen("full"), capability) > 0.85


def test_most_lines_could_be_kept_up_in_the_best_outcome() -> None:
    """By rough arithmetic 70 to 95 of 100 capabilities are there to be kept up for ever."""
    sit = seen("full")
    wanted = sorted({r.capability for r in sit.operation.requirements if lasting(sit, r)})
    enough = [capability for capability in wanted if served(sit, capability) >= 1]
    assert 0.7 <= len(enough) / len(wanted) <= 0.95


def test_borders_hang_on_votes() -> None:
    """With part of the votes fewer battalions can be kept up than with all of them."""
    some, every = seen("full", "partial"), seen("full")
    assert served(some, "motorised_battalion") < 0.8 < served(every, "motorised_battalion")


def test_a_caveat_keeps_the_largest_engineer_pledge_out_of_the_sectors() -> None:
    """The largest engineer pledge fits at the gate, and only its caveat bars it forward."""
    sit = seen("full")
    op = sit.operation
    engineers = [p for p in op.pledges if op.unit[p.unit].capability == "engineer_battalion"]
    largest = max(engineers, key=lambda p: p.count)
    unit = op.unit[largest.unit]
    west, gate = op.task["ENABLE_ENGINEERS_WEST"], op.task["ENABLE_ENGINEERS_GATE"]
    assert largest.count > sum(p.count for p in engineers if p is not largest) / 2
    assert [reason.kind for reason in fit(sit, unit, largest, west).reasons] == ["caveat"]
    assert fit(sit, unit, largest, gate).reasons == ()


@pytest.mark.parametrize("chain_of", [
    ("SWE", "BG_LVA_SWE", "DNK", "BG_LVA_DNK", "NOR"),
    ("SWE", "AIR_AMARI", "DNK", "QRA_DNK", "NOR"),
])
def test_a_chain_of_two_backfills_is_open(chain_of: tuple[str, str, str, str, str]) -> None:
    """A nation that sends units can be stood in for by one that others stand in for."""
    first, left, second, left_too, third = chain_of
    sit = seen("enablers")
    op = sit.operation
    for owner, task, helper in ((first, left, second), (second, left_too, third)):
        assert op.task[task].nation == owner  # type: ignore[union-attr]
        assert any(
            not fit(sit, op.unit[p.unit], p, op.task[task]).reasons
            for p in op.pledges if op.unit[p.unit].nation == helper
        )


def test_derived_lines_ask_for_what_their_factors_give() -> None:
    """Where a line says how it was derived, its quantity is the derived one."""
    lines = [line for line in operation().requirements if line.derived]
    assert lines
    for line in lines:
        assert lasting(seen("none"), line) == read_derived(line.derived).rounded, line.id


def test_answers_change_lines_near_the_front() -> None:
    """The question of acceptance closes lines, and each change names what it changes."""
    changed = {
        answer: {c.id for c in operation().changes if answer in c.when.text}
        for answer in ("no_neighbours", "outside_monitors")
    }
    assert len(changed["no_neighbours"]) >= 5
    assert changed["outside_monitors"] <= changed["no_neighbours"]


def test_statuses_and_purposes_use_the_whole_ladder() -> None:
    """Pledges stand on every rung, and some are for backfill."""
    pledges = operation().pledges
    assert {p.status for p in pledges} == {"promised", "conditional", "confirmed", "verified"}
    assert sum(p.purpose == "backfill" for p in pledges) >= 8
    assert {c.kind for c in operation().caveats} == {
        "place", "task", "time", "number", "authority", "support",
    }
    assert sum(p.until is not None for p in pledges) >= 5


def test_conditions_only_name_questions() -> None:
    """Conditions of pledges rest on the four questions."""
    known = set(operation().question)
    named = chain.from_iterable(
        p.condition.comparisons() for p in operation().pledges if p.condition is not None
    )
    assert {comparison.question for comparison in named} <= known
