"""The fewest things that are enough together: held against every set there is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from willing.planner.fewest import Chosen, fewest
from willing.planner.valuing import Ended


class Riddle:
    """Things of which some of each of several lists are needed, list by list in parts."""

    def __init__(self, seed: int) -> None:
        dice = Random(f"fewest {seed}")
        self.number, parts = dice.randint(1, 7), dice.randint(1, 3)
        self.apart = [pair for pair in combinations(range(self.number), 2) if dice.random() < 0.1]
        self.needed = [[self._some(dice, 3) for _ in range(dice.randint(0, 4))]
                       for _ in range(parts)]
        self.unclear = [self._some(dice, self.number) for _ in range(dice.randint(1, 3))]

    def _some(self, dice: Random, most: int) -> Chosen:
        return frozenset(dice.sample(range(self.number), dice.randint(1, min(most, self.number))))

    def enough(self, chosen: Chosen, part: int) -> bool:
        """Whether something of each list of a part is there."""
        return all(chosen & row for row in self.needed[part])

    def known(self, chosen: Chosen, part: int) -> bool | None:
        """The same by somebody who cannot tell of some sets."""
        return None if chosen in self.unclear else self.enough(chosen, part)

    def answers(self) -> list[Chosen]:
        """Every set that is enough, the smallest first."""
        every = (frozenset(chosen) for size in range(self.number + 1)
                 for chosen in combinations(range(self.number), size))
        return [chosen for chosen in every
                if not any(set(pair) <= chosen for pair in self.apart)
                and all(self.enough(chosen, part) for part in range(len(self.needed)))]


def smallest(answers: Sequence[Chosen]) -> set[Chosen]:
    """Those of the least size."""
    return {chosen for chosen in answers if len(chosen) == len(answers[0])}


@pytest.mark.parametrize("seed", range(120))
def test_no_smaller_set_is_enough_and_all_as_small_are_found(seed: int) -> None:
    """All smallest sets, proved; or the proof that there is none."""
    riddle = Riddle(seed)
    every = riddle.answers()
    found = fewest(riddle.number, len(riddle.needed), riddle.enough, apart=riddle.apart,
                   most_others=2 ** riddle.number)
    assert found.impossible == (not every)
    assert found.proved == bool(every)
    if found.chosen is not None:
        assert {found.chosen, *found.others} == smallest(every)


@pytest.mark.parametrize("seed", range(120))
def test_where_nobody_can_tell_of_some_sets_nothing_wrong_is_proved(seed: int) -> None:
    """The bound holds, and what is said to be enough is."""
    riddle = Riddle(seed)
    every = riddle.answers()
    found = fewest(riddle.number, len(riddle.needed), riddle.known, apart=riddle.apart)
    assert not (found.impossible and every)
    assert not every or found.at_least <= len(every[0])
    assert found.chosen is None or found.chosen in every


@pytest.mark.parametrize("after", range(1, 12))
def test_stopped_at_any_time_what_is_told_holds(after: int) -> None:
    """A bound that is true, and a set that is enough if there is one."""
    riddle, asked = Riddle(7), 0
    every = riddle.answers()

    def enough(chosen: Chosen, part: int) -> bool:
        nonlocal asked
        asked += 1
        if asked > after:
            raise Ended
        return riddle.enough(chosen, part)

    found = fewest(riddle.number, len(riddle.needed), enough, apart=riddle.apart)
    assert found.stopped == (asked > after)
    assert found.questions <= asked
    assert not every or found.at_least <= len(every[0])
    assert found.chosen is None or found.chosen in every
