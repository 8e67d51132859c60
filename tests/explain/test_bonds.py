"""Why company is not there: the chain is told link by link, and what would lift it."""

from __future__ import annotations

from dataclasses import replace

from tests.meaning.build import need, operation, package, pledge, question, unit, wants
from tests.operations import two_tasks
from willing.domain.company import parse_company
from willing.domain.operation import Operation
from willing.explain.gaps import GapNote, explain_gaps
from willing.explain.remedy import remedy
from willing.planner.plan import plan


def notes(made: Operation, task: str, outcome: str = "likeliest") -> tuple[GapNote, ...]:
    """What is said of a line that is short in the best plan."""
    best = plan(made, [outcome] if outcome != "likeliest" else outcome, gap=0.0)
    return explain_gaps(made, best, best.outcomes[0].outcome, task)


def told(made: Operation, task: str, outcome: str = "likeliest") -> str:
    """All sentences on a short line."""
    return "\n".join(s for note in notes(made, task, outcome) for s in note.sentences)


def chained() -> Operation:
    """AAA goes only with BBB, BBB only with CCC, CCC only with a mandate that is not given."""
    return operation(
        unit("aaa"), unit("bbb"), unit("ccc"), question("mandate", "no"),
        pledge("aaa", only="with BBB"), pledge("bbb", only="with CCC at east"),
        pledge("ccc", condition="mandate == yes"),
        need("north post", "D+0..D+30: 1", accept="AAA"),
        need("south post", "D+0..D+30: 1", accept="BBB"),
        need("east post", "D+0..D+30: 1", accept="CCC", place="east"), grid="1x30",
    )


def test_a_chain_is_told_to_its_end() -> None:
    """The line of who waits names every link, and the condition at its end."""
    assert told(chained(), "north post").startswith(
        "Goes only with others, who are not there: AAA aaa 1 of 1 (aaa pledge goes only with BBB; "
        "nobody is there on D+0: bbb pledge goes only with CCC at east; nobody is there on D+0: "
        "ccc pledge: its condition 'mandate == yes' does not hold: mandate is no)."
    )


def test_a_need_names_what_is_missing_and_where() -> None:
    """Where the plan has too few medics, the pledge that needs them says how many are there."""
    made = operation(
        unit("aaa"), unit("bbb", capability="medic"), pledge("aaa"), pledge("bbb"),
        wants("aaa pledge", "medic", count=2), need("post", "D+0..D+30: 1"),
        need("care", "D+0..D+30: 1", capability="medic"), grid="1x30",
    )
    said = (
        "Needs what is not there: AAA aaa 1 of 1 (aaa pledge needs medical (2 medic where it "
        "serves); 1 of 2 are there on D+0: bbb pledge"
    )
    assert said in told(made, "post")


def test_a_package_names_who_stays() -> None:
    """Of a package that cannot go, the pledge that may not serve is named with its reason."""
    made = operation(
        unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb"),
        package("brigade", "aaa pledge", "bbb pledge"), need("post", "D+0..D+30: 1", accept="AAA"),
        grid="1x30",
    )
    said = (
        "Goes only with the rest of its package: AAA aaa 1 of 1 (aaa pledge goes only with bbb "
        "pledge (package brigade); bbb pledge: BBB is not accepted there (AAA))"
    )
    assert said in told(made, "post")


def test_an_open_need_is_the_reason() -> None:
    """A need that nobody has settled is told like any other reason."""
    made = operation(
        unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"),
        wants("aaa pledge", "", "lift", met="no"), grid="1x30")
    assert told(made, "post") == (
        "Needs what is not there: AAA aaa 1 of 1 (it needs lift, which is open).")


def test_going_alone_is_a_remedy_that_is_confirmed_by_planning() -> None:
    """Without its term Germany's pledge closes the line, and the score says by how much."""
    made = two_tasks()
    bound = replace(made, pledges=tuple(
        replace(p, only=parse_company("with FRA at south")) if p.id == "deu_pledge" else p
        for p in made.pledges
    ))
    best = plan(bound, ["2027-04-01/none"], gap=0.0)
    note = explain_gaps(bound, best, "2027-04-01/none", "sector_north")[0]
    found = remedy(bound, best, "2027-04-01/none", note)
    assert found.closes
    assert "let pledge deu_pledge serve without 'with FRA at south'" in found.text
