"""Offers that are not used: counted right, and answered with thanks and the truth."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.bend import bend
from tests.report.conftest import EARLY_FULL, EARLY_NONE, LATE, LATE_NONE, NEVER, Case
from tests.report.plans import hold, plan_of
from tests.report.test_reading import reading
from willing.report.conference import conference, surplus_section
from willing.report.notes import ShortfallNote
from willing.report.reading import readings
from willing.report.surplus import Unused, unused


def answers(case: Case, outcome: str) -> dict[str, Unused]:
    """What is not used, by pledge."""
    return {item.pledge.id: item for item in unused(reading(case, outcome))}


def test_elements_are_unused_that_are_never_occupied(allies: Case) -> None:
    """All three British battalions serve; two of France's two mine hunters do; jets do not."""
    found = answers(allies, EARLY_NONE)
    assert "gbr_mech_pledge" not in found
    assert "fra_mcm_pledge" not in found
    assert (found["gbr_jets_pledge"].count, found["nor_patrol_pledge"].count) == (8, 2)


def test_a_filled_line_keeps_an_offer_as_relief(tasks: Case) -> None:
    """What is offered for a filled line is thanked for, told until when, and kept for a relief."""
    assert "fra_pledge" not in answers(tasks, LATE)
    operation, plan = tasks
    more = bend("units", "deu_battalions", count=8,
                operation=bend("pledges", "deu_pledge", count=4, operation=operation))
    told = {i.pledge.id: i.answer for i in unused(reading((more, plan), LATE))}["deu_pledge"]
    assert told == (
        "Thank you for 4 battalions (deu_battalions), of which 2 are not called on. The lines it "
        "may serve (sector_north, sector_south) are filled until D+420; it is kept as first "
        "relief for sector_north, where a tour ends D+240."
    )


def test_what_no_line_asks_for_stays_on_the_list(allies: Case) -> None:
    """An offer whose capability nobody asks for is thanked for all the same."""
    operation, plan = allies
    fewer = replace(operation, requirements=tuple(
        r for r in operation.requirements if r.id != "air_policing"))
    rows = tuple(row for row in plan.rows if row.task != "air_policing")
    found = answers((fewer, replace(plan, rows=rows)), EARLY_NONE)["gbr_jets_pledge"]
    assert found.answer == (
        "Thank you for 8 aircraft (gbr_jets). No line asks for a fighter_aircraft as yet; the "
        "offer is kept on the list."
    )


def test_what_stands_against_an_offer_is_told(tasks: Case) -> None:
    """France comes with the backstop only; without it the condition is the answer."""
    found = answers(tasks, LATE_NONE)["fra_pledge"]
    assert found.answer == (
        "Thank you for 2 battalions (fra_battalions). It would count for sector_south but for "
        "this: its condition 'backstop >= enablers' does not hold: backstop is none."
    )


def test_a_line_that_is_short_all_the_same_is_not_hidden(allies: Case) -> None:
    """Where a line is short, the answer does not say that it is filled; notes say what stops it."""
    bare = answers(allies, EARLY_NONE)["gbr_jets_pledge"].answer
    assert bare.endswith("air_policing is short from D+10; the plan does not call on it there.")
    note = ShortfallNote(outcome=EARLY_NONE, task="air_policing",
                         stops=(("gbr_jets_pledge", "its ceiling is used up"),))
    [told] = [i.answer for i in unused(reading(allies, EARLY_NONE), {"air_policing": [note]})
              if i.pledge.id == "gbr_jets_pledge"]
    assert told.endswith("air_policing is short from D+10; there its ceiling is used up.")


def test_without_a_deal_nobody_is_blamed(allies: Case) -> None:
    """Where the deal never comes, nothing asks for what is counted from D."""
    assert "No line asks for" in answers(allies, NEVER)["gbr_jets_pledge"].answer


def test_the_section_says_where_more_is_called_on(allies: Case) -> None:
    """France's battalions are not used without the backstop, and used with it."""
    operation, plan = allies
    held = conference(operation, plan, outcome=EARLY_NONE)
    rows = {row[1]: row for row in surplus_section(held).tables[0].rows}
    full = next(r for r in held.readings if r.name == EARLY_FULL)
    assert rows["fra_mech_pledge"][5] == full.label
    assert rows["gbr_jets_pledge"][5] == "–"
    own = surplus_section(held, "NOR").tables[0].rows
    assert {row[0] for row in own} == {"Norway (NOR)"}


def test_elements_declared_twice_are_counted_once(post: Case) -> None:
    """Two held for a line at notice and two for a reserve, both `twice`, are two elements."""
    operation, _ = post
    line = replace(operation.requirements[0], kind="notice", ready_days=15, twice=True)
    both = replace(operation, requirements=(line, replace(line, id="second")))
    both = bend("units", "nld_company", count=3,
                operation=bend("pledges", "nld_pledge", count=3, operation=both))
    rows = [hold(both, "nld_company", task, "2027-05-01", 180, 2, pledge="nld_pledge")
            for task in ("post", "second")]
    plan = plan_of(both, {"2027-04-01": rows})
    [item] = [i for i in unused(readings(both, plan)[0]) if i.pledge.id == "nld_pledge"]
    assert item.count == 1


def test_answers_rank_nobody(allies: Case) -> None:
    """Rows stand in the operation's order, not by size or worth."""
    operation, _ = allies
    found = [item.pledge.id for item in unused(reading(allies, EARLY_NONE))]
    order = [pledge.id for pledge in operation.pledges]
    assert found == sorted(found, key=order.index)
