"""Makes operations out of a seed: the same seed and knobs give the same operation, always.

    python -m benchmarks.generate rich --seed 3 --size 0.2

Demand follows supply: for each capability the elements that can be kept in place for ever are
reckoned, a bit more than that is asked for, and it is spread unevenly over lines and time. So
shortfall is real, and most lines can be filled. The deal takes effect on the as-of date, and
there is one outcome. Every figure is made up.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from datetime import date

from benchmarks.demand import commitments, requirements
from benchmarks.formations import with_formations
from benchmarks.knobs import FAMILIES, Knobs
from benchmarks.rules import with_every_rule
from benchmarks.supply import capabilities, groups, nations, places, pledges, policies, units
from benchmarks.supply import substitutions as substitution_rows
from willing.calendar import Grid, parse_steps
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.question import DEAL, Answer, Question

AS_OF = date(2027, 1, 1)
"""Day 0 of every generated operation, and its D-day."""
_EXCESS_POINTS = 0.2


def family(name: str, seed: int, size: float = 1.0) -> Operation:
    """An operation of a family; `size` 0.1 is a tenth of it."""
    return generate(FAMILIES[name].sized(size), seed, f"{name} {seed}")


def generate(knobs: Knobs, seed: int, name: str = "generated") -> Operation:
    """An operation of these knobs and this seed."""
    dice = random.Random(seed)
    bare = Operation(
        name=name, as_of=AS_OF, marking="GENERATED", note="Made by a seeded generator.",
        grid=Grid(
            waiting=parse_steps("1x30"), operation=parse_steps(knobs.periods),
            tail=parse_steps(knobs.tail),
        ),
        weights=Weights(burden=_EXCESS_POINTS if knobs.fair_shares else 0.0),
        settings=Settings(movement_days=knobs.movement),
        capabilities=capabilities(knobs), policies=policies(knobs),
        questions=(Question(id=DEAL, answers=(Answer(id=AS_OF.isoformat(), probability=1.0),)),),
        nations=nations(knobs, dice), places=places(knobs), groups=groups(knobs, dice),
    )
    supplied = replace(bare, units=units(knobs, dice))
    committed = replace(
        supplied, substitutions=substitution_rows(knobs, dice),
        commitments=commitments(knobs, supplied, dice),
    )
    pledged = replace(committed, pledges=pledges(committed, dice))
    ready = replace(pledged, requirements=requirements(knobs, pledged, dice))
    ruled = with_every_rule(ready, dice) if knobs.every_rule else ready
    return with_formations(ruled, knobs.formations, dice) if knobs.formations else ruled


def main() -> None:
    """Print the size of an operation."""
    parser = argparse.ArgumentParser(description=generate.__doc__)
    parser.add_argument("family", choices=FAMILIES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=float, default=1.0)
    asked = parser.parse_args()
    operation = family(asked.family, asked.seed, asked.size)
    for table in ("nations", "units", "pledges", "requirements", "commitments", "substitutions",
                  "caveats", "cycles", "orders"):
        print(f"{len(getattr(operation, table)):6} {table}")
    print(f"{sum(unit.count for unit in operation.units):6} elements")


if __name__ == "__main__":
    main()
