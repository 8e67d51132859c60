"""Company: reading, printing, columns of mistakes, and who counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.meaning.build import need, operation, package, pledge, question, unit, wants
from tests.operations import coalition as coalition_of_tests
from willing.domain.check import check
from willing.domain.checks.differing import differing
from willing.domain.checks.links import check_links
from willing.domain.checks.names import Names
from willing.domain.company import Company, Term, parse_company
from willing.domain.fit import fit
from willing.domain.link import links
from willing.domain.nation import Group, Nation, Place
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome, outcomes
from willing.domain.package import Need, Package
from willing.domain.situation import situation
from willing.errors import Problem, TextFault
from willing.explain.records import compare_operations

TERMS = st.builds(
    Term, st.sampled_from(("with", "if", "after")), st.sampled_from(("GBR", "NATO", "role2")),
    st.integers(1, 99), st.sampled_from(("", "SEC_W", "W.1")),
)


@given(st.lists(TERMS, min_size=1, max_size=4))
def test_what_is_printed_reads_back(terms: list[Term]) -> None:
    """The printed form of any company is company that is the same."""
    company = Company(tuple(terms), "")
    again = parse_company(str(company))
    assert again == company
    assert [(t.word, t.name, t.number, t.place) for t in again.terms] == [
        (t.word, t.name, t.number, t.place) for t in terms]


def test_blanks_and_the_other_word_for_a_place_change_nothing() -> None:
    """`at` and `in` mean the same, and so do one blank and many."""
    assert parse_company("with   2 GBR in SEC_W and  if role2 at SEC_W") == parse_company(
        "with 2 GBR at SEC_W and if role2 in SEC_W")


@pytest.mark.parametrize(("text", "column", "told"), [
    ("GBR", 1, "a term begins with 'with', 'if' or 'after'"),
    ("with", 5, "a nation or group is expected"),
    ("if 2 and", 6, "a capability is expected"),
    ("with GBR at", 12, "a place or nation is expected"),
    ("with GBR at SEC_W or with FRA", 19, "'and' or the end may follow"),
    ("with GBR SEC_W", 10, "'and', or 'at' and a place, or the end may follow"),
    ("with 0 GBR", 6, "a whole number of 1 or more"),
    ("with 1.5 GBR", 6, "a whole number of 1 or more"),
    ("with GBR and", 13, "a term begins with"),
    ("with {GBR}", 6, "a nation or group is expected"),
])
def test_a_mistake_is_told_with_its_column(text: str, column: int, told: str) -> None:
    """What cannot be read is refused, at the column where it stands."""
    with pytest.raises(TextFault, match=told) as found:
        parse_company(text)
    assert found.value.column == column


def coalition() -> Operation:
    """Three nations, a region with a town, one pledge that waits for others."""
    return operation(
        unit("aaa"), unit("bbb", capability="medic"), unit("ccc"),
        Group(id="pact", members=("AAA", "BBB")), Place(id="town", part_of="region"),
        Place(id="region"), Nation(id="AAA"),
        pledge("aaa", only="with pact at region and if medic and after CCC"),
        pledge("bbb"), pledge("ccc"), pledge("aaa", id="other", until=90),
        wants("aaa pledge", "medic", providers="AAA, BBB"), wants("aaa pledge", "team"),
        need("post", "D+0..D+60: 1", place="town"),
        need("care", "D+0..D+60: 1", place="region", capability="medic"),
    )


def test_a_nation_is_company_to_itself_only_where_it_is_named() -> None:
    """A group, and a need of anybody, leave the nation itself out; naming it lets it in."""
    found = links(coalition())
    assert [sorted(link.nations) for link in found] == [
        ["BBB"], ["AAA", "BBB", "CCC"], ["CCC"], ["AAA", "BBB"], ["BBB", "CCC"]]
    assert [link.before for link in found] == [False, False, True, False, False]


def test_a_part_of_a_place_is_there_and_the_larger_one_is_not() -> None:
    """Who is in a part is in the whole; who is somewhere in the whole need not be in the part."""
    made = coalition()
    town, region = made.task["post"], made.task["care"]
    with_pact, *_, need_of_team = links(made)
    assert with_pact.there(made, town, region)
    assert need_of_team.there(made, town, region)
    assert not need_of_team.there(made, region, town)


def test_elements_of_the_pledge_itself_never_count() -> None:
    """A pledge is no company to itself, another pledge of its nation may be."""
    made = operation(
        unit("aaa", 2), pledge("aaa", only="with AAA"), pledge("aaa", id="other", until=90),
        need("post", "D+0..D+60: 1"))
    link, = links(made)
    pool = made.unit["aaa"]
    assert not link.counts(made, pool, made.pledge["aaa pledge"])
    assert link.counts(made, pool, made.pledge["other"])


def test_an_open_need_keeps_a_pledge_from_everything() -> None:
    """A need that is not met is a reason, in words."""
    made = operation(
        unit("aaa"), pledge("aaa"), need("post", "D+0..D+60: 1"),
        wants("aaa pledge", "", "lift", met="no", providers="NATO"))
    here = situation(made, outcome({"deal": "2027-01-01"}, 1.0))
    reason, = fit(here, made.unit["aaa"], made.pledge["aaa pledge"], made.task["post"]).reasons
    assert (reason.kind, reason.text) == ("need", "it needs lift from NATO, which is open")


def told(made: Operation) -> list[Problem]:
    """What can never hold."""
    return list(check_links(Names(made), differing(made, outcomes(made))[0]))


def kinds(made: Operation) -> list[str]:
    """Kinds of what can never hold."""
    return [problem.kind for problem in told(made)]


def pair(mine: str, yours: str) -> Operation:
    """Two pledges that wait for each other."""
    return operation(
        unit("aaa"), unit("bbb"), pledge("aaa", only=mine), pledge("bbb", only=yours),
        need("north post", "D+0..D+60: 1", accept="AAA"),
        need("south post", "D+0..D+60: 1", accept="BBB"),
    )


def test_we_go_if_you_go_is_no_ring() -> None:
    """Two pledges that go with each other can go together."""
    assert kinds(pair("with BBB", "with AAA")) == []


@pytest.mark.parametrize(("mine", "yours"), [
    ("after BBB", "after AAA"), ("after BBB", "with AAA"), ("with BBB", "after AAA"),
])
def test_a_ring_in_which_somebody_must_come_first_is_a_fault(mine: str, yours: str) -> None:
    """Where each waits for the other and one waits for him to be there before, none can go."""
    found = told(pair(mine, yours))
    assert [p.kind for p in found] == ["company-ring"]
    assert f"'aaa pledge' goes only {mine}; 'bbb pledge' goes only {yours}" in found[0].given


def test_a_way_round_a_ring_is_enough() -> None:
    """Where a third pledge of the nation waits for nobody, there is no ring."""
    made = operation(
        unit("aaa"), unit("bbb", 2), pledge("aaa", only="after BBB"),
        pledge("bbb", only="after AAA"), pledge("bbb", id="free", until=90),
        need("north post", "D+0..D+60: 1", accept="AAA"),
        need("south post", "D+0..D+60: 1", accept="BBB"),
    )
    assert kinds(made) == []


def test_what_follows_from_a_dead_end_names_it() -> None:
    """Who waits for somebody who can never go is told so, with the end of the chain."""
    made = operation(
        unit("aaa"), unit("bbb"), unit("ccc", capability="boat"), pledge("aaa", only="with BBB"),
        pledge("bbb", only="with CCC"), need("north post", "D+0..D+60: 2"),
    )
    found = {p.where: p.given for p in told(made)}
    assert found == {
        "pledges 'aaa pledge' only":
            "it goes only with BBB; 'bbb pledge' never goes itself (only with CCC)",
        "pledges 'bbb pledge' only": "it goes only with CCC; nobody pledged can be that there",
    }


def test_too_few_are_never_enough() -> None:
    """More elements than all who could be company have can never be there."""
    made = operation(
        unit("aaa"), unit("bbb", 2), pledge("aaa", only="with 3 BBB"), pledge("bbb", 2),
        need("post", "D+0..D+60: 2"))
    assert kinds(made) == ["company-never"]


def test_a_package_that_never_goes_whole_is_told() -> None:
    """Pledges under conditions that exclude each other never go together."""
    made = operation(
        unit("aaa"), unit("bbb"), question("mandate", "yes", "no"),
        pledge("aaa", condition="mandate == yes"), pledge("bbb", condition="mandate == no"),
        package("brigade", "aaa pledge", "bbb pledge"), need("post", "D+0..D+60: 2"))
    found, = told(made)
    assert found.kind == "package-never"
    assert "in each outcome another one may not serve: 'aaa pledge', 'bbb pledge'" in found.given


def test_two_pledges_of_a_unit_may_differ_by_company() -> None:
    """One alone, one only with others: these are not the same elements pledged twice."""
    made = coalition_of_tests()
    vessels = made.pledge["fra_mcm_pledge"]
    twin = replace(vessels, id="twin", only=parse_company("with POL"))
    again = replace(vessels, id="again")
    kinds_of = [
        [p.kind for p in check(replace(made, pledges=(*made.pledges, other)))]
        for other in (twin, again)
    ]
    assert [told.count("double-pledge") for told in kinds_of] == [0, 1]


def test_a_need_and_a_package_are_causes_of_what_changes() -> None:
    """Between two operations a need more, and a package less, are told as records."""
    made = coalition_of_tests()
    need_ = Need(pledge="fra_mech_pledge", kind="lift", met="no")
    bound = Package(id="brigade", pledges=("fra_mech_pledge", "gbr_mech_pledge"))
    found = compare_operations(
        replace(made, packages=(bound,)), replace(made, needs=(need_,)))
    assert {(c.table, c.id, c.kind) for c in found} == {
        ("packages", "brigade", "removed"), ("needs", "fra_mech_pledge/lift", "added")}
