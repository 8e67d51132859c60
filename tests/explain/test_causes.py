"""What changed between two operations or plans, and what caused it."""

from __future__ import annotations

from dataclasses import replace

from tests.operations import coalition, two_tasks
from willing.domain.agreement import Agreement
from willing.domain.operation import Operation
from willing.domain.pledge import Caveat
from willing.domain.reach import Travel
from willing.explain.causes import causes
from willing.explain.records import TABLES, compare_operations
from willing.planner.plan import plan


def fewer() -> Operation:
    """Two tasks, with one battalion of Germany pledged instead of two."""
    made = two_tasks()
    pledges = tuple(replace(p, count=1) if p.id == "deu_pledge" else p for p in made.pledges)
    return replace(made, pledges=pledges)


def test_the_same_operation_does_not_differ() -> None:
    """Nothing is told of an operation and itself."""
    assert compare_operations(coalition(), coalition()) == ()


def test_fields_and_records_that_differ_are_told_by_id() -> None:
    """A changed field has both texts; records are new or gone."""
    made = two_tasks()
    other = replace(
        fewer(), weights=replace(made.weights, lead=2.0),
        caveats=(Caveat(pledge="fra_pledge", kind="number", rule="max", values=("1",)),),
        commitments=made.commitments[:1],
    )
    assert [change.text for change in compare_operations(made, other)] == [
        "weights: lead 1 -> 2", "pledges deu_pledge: count 2 -> 1",
        "caveats fra_pledge/number/max: added", "commitments reserve: removed",
    ]


def test_every_table_is_compared() -> None:
    """Emptying any table of an operation is told of all its records."""
    made = coalition()
    for table in TABLES:
        records = getattr(made, table)
        empty: dict[str, tuple[()]] = {table: ()}
        found = compare_operations(made, replace(made, **empty))
        assert [change.kind for change in found] == ["removed"] * len(records)
        assert {change.table for change in found} <= {table}


def test_ways_that_only_their_ends_name_are_compared() -> None:
    """A row of travel has no id; another number of minutes is told by its ends and its means."""
    made = two_tasks()
    slow, fast = (
        replace(made, travel=(Travel(start="north", end="south", mode="air", minutes=minutes),))
        for minutes in (55, 40)
    )
    assert [change.text for change in compare_operations(slow, fast)] == [
        "travel north/south/air: minutes 55 -> 40"]


def test_a_task_served_otherwise_names_the_change_behind_it() -> None:
    """With one battalion fewer pledged the north loses cover, and the pledge is the cause."""
    old, new = two_tasks(), fewer()
    names = ["2027-04-01/none"]
    found = causes(old, new, plan(old, names), plan(new, names))
    north = next(item for item in found if item.task == "sector_north")
    assert north.after < north.before
    assert "caused by pledges deu_pledge: count 2 -> 1" in north.why


def test_without_a_change_of_the_data_another_plan_is_another_choice() -> None:
    """Two plans of one operation differ by choice alone."""
    made = two_tasks()
    name = "2027-04-01/none"
    full = plan(made, [name])
    bare = replace(full, rows=tuple(row for row in full.rows if row.task != "sector_north"))
    found = causes(made, made, full, bare)
    assert [item.task for item in found] == ["sector_north"]
    assert found[0].why.endswith("or is another choice of like worth")


def test_a_task_that_follows_from_another_names_it() -> None:
    """A task without a cause of its own that gets elements from one with a cause follows it."""
    old = two_tasks()
    windows = {r.id: r for r in old.requirements}
    north = replace(windows["sector_north"], priority=3)
    south = replace(windows["sector_south"], priority=1)
    new = replace(old, requirements=(north, windows["sector_south"]))
    both = replace(old, requirements=(north, south))
    names = ["2027-04-01/none"]
    found = {item.task: item for item in causes(old, both, plan(old, names), plan(both, names))}
    assert found["sector_north"].causes
    only = {item.task: item for item in causes(old, new, plan(old, names), plan(new, names))}
    assert only["sector_south"].follows == ("sector_north",)
    assert only["sector_south"].why == "follows from sector_north"


def signed(done: bool) -> Operation:
    """Two tasks where whoever is in the north needs an agreement, and Germany's may be signed."""
    made = two_tasks()
    return replace(
        made, agreements=(Agreement(id="sofa_deu", kind="sofa", parties=("DEU",), place="north",
                                    signed=done),),
        places=tuple(
            replace(p, agreements=("sofa",)) if p.id == "north" else p for p in made.places),
    )


def test_a_signature_is_the_cause_of_what_its_nation_does_there() -> None:
    """Germany serves the north once its agreement is signed, and that is told as the cause."""
    old, new, names = signed(False), signed(True), ["2027-04-01/none"]
    found = causes(old, new, plan(old, names), plan(new, names))
    north = next(item for item in found if item.task == "sector_north")
    assert north.before < north.after
    assert north.why == "caused by agreements sofa_deu: signed no -> yes"


def test_a_task_whose_holders_left_follows_from_where_they_went() -> None:
    """A pool that is held for one task no more, and sent to one with a cause, joins the two."""
    old, name = two_tasks(), "2027-04-01/none"
    line = next(r for r in old.requirements if r.id == "sector_north")
    new = replace(old, requirements=tuple(
        replace(r, weight=2.0) if r is line else r for r in old.requirements))
    row = next(r for r in plan(old, [name]).rows if r.kind == "tour" and r.task == line.id)
    held = replace(row, kind="hold", task="reserve")
    before, after = (
        replace(plan(old, [name]), rows=rows) for rows in ((held,), (row,)))
    found = {item.task: item for item in causes(old, new, before, after)}
    assert found["sector_north"].causes
    assert found["reserve"].why == "follows from sector_north"
