"""Serials: as written, or made from effect and order, and stable while lines are added."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.operations import coalition
from willing.domain.operation import Operation
from willing.domain.requirement import Requirement
from willing.domain.serials import serials, sub_serial
from willing.domain.windows import parse_windows


def lines(*given_lines: tuple[str, str]) -> Operation:
    """An operation with a line for each pair of effect and serial."""
    return replace(coalition(), requirements=tuple(
        Requirement(id=f"line{i}", effect=effect, serial=serial, capability="medic",
                    quantity=parse_windows("1"), place="east")
        for i, (effect, serial) in enumerate(given_lines)
    ))


def test_lines_without_serial_get_one_from_effect_and_order() -> None:
    """The first letters of the effect, and the place among the lines of that effect."""
    found = serials(lines(("borders", ""), ("seas", ""), ("borders", ""), ("seas", "J 12")))
    assert list(found.values()) == ["BOR-01", "SEA-01", "BOR-02", "J 12"]


def test_effects_that_begin_alike_are_told_apart() -> None:
    """The later one has a number, so that no serial stands twice."""
    found = serials(lines(("seas", ""), ("search", ""), ("sea", "")))
    assert list(found.values()) == ["SEA-01", "SEA2-01", "SEA3-01"]


def test_a_serial_that_is_taken_is_left_out() -> None:
    """Where somebody wrote BOR-02 already, in any case, a line without serial gets the next."""
    found = serials(lines(("borders", "bor-02"), ("borders", ""), ("borders", "BOR-01")))
    assert list(found.values()) == ["bor-02", "BOR-03", "BOR-01"]


def test_a_window_has_the_serial_of_its_line_and_a_number() -> None:
    """Sub-serials count from 1."""
    assert sub_serial("BOR-03", 2) == "BOR-03/2"


_lines = st.lists(st.tuples(
    st.sampled_from(("borders", "bored", "seas", "x")),
    st.sampled_from(("", "", "", "BOR-02", "a", "SEA-01")),
), max_size=8)


@given(_lines, st.sampled_from(("borders", "skies", "bored")))
def test_a_line_added_at_the_end_changes_no_serial(
    known: list[tuple[str, str]], effect: str
) -> None:
    """People keep the serials that they know; all are different where those written are."""
    before = serials(lines(*known))
    after = serials(lines(*known, (effect, "")))
    assert {name: after[name] for name in before} == dict(before)
    written = [serial for _, serial in known if serial]
    if len(set(written)) == len(written):
        assert len(set(after.values())) == len(after)


@given(_lines)
def test_made_serials_stay_when_they_are_written_down(known: list[tuple[str, str]]) -> None:
    """Whoever writes all serials into the table sees no change."""
    before = serials(lines(*known))
    written = lines(*((effect, before[f"line{i}"]) for i, (effect, _) in enumerate(known)))
    assert serials(written) == before
