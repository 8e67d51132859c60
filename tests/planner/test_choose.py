"""Which outcomes are meant by the words for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from willing.domain.outcomes import outcomes
from willing.errors import ProblemsFound
from willing.io.load import load
from willing.planner.choose import choose

EXAMPLE = Path(__file__).parents[2] / "examples" / "reassurance"


@pytest.mark.parametrize("number", [1, 2, 7, 96, 5000])
def test_the_likeliest_so_many(number: int) -> None:
    """`likeliest N` are the first N of the list, which has the likeliest first; at most all."""
    operation = load(EXAMPLE)
    every = outcomes(operation)
    found = choose(operation, f"likeliest {number}")
    assert {each.name for each in found} == {each.name for each in every[:number]}
    assert len(found) == min(number, len(every))


@pytest.mark.parametrize("word", ["likeliest x", "likeliest 0", "likeliest -3", "likeliest 1.5"])
def test_a_number_that_is_none_is_refused(word: str) -> None:
    """What is no whole number above 0 is refused, with what to write."""
    with pytest.raises(ProblemsFound, match=r"'likeliest N'.*whole number of outcomes, 1 or more"):
        choose(load(EXAMPLE), [word])


def test_words_that_belong_together() -> None:
    """Without quotes the number comes as a word of its own: the message says how to write it."""
    with pytest.raises(ProblemsFound, match="in quotes, as one: 'likeliest 30'"):
        choose(load(EXAMPLE), ["likeliest", "30"])
