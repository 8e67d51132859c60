r"""Writes the mathematics from the rules' docstrings: `python -m willing.planner.page`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

from willing.planner import drivers, fewest, flipping, interval, kept, worth
from willing.planner.ahead import branch, counted, cuts, decompose, exact, stages
from willing.planner.ahead import prices as prices_ahead
from willing.planner.model import Making
from willing.planner.relaxation import prices, relax, sift, tighten
from willing.planner.rules import RULES
from willing.planner.search import dive, improve, prove

HEAD = r"""# The mathematics

*Made by `python -m willing.planner.page` from the docstrings of the rules; change them there.*

[What a plan means](model.md) says the rules in words and days; this page says how the planner
writes them down. The planner counts on lines (it rounds against the plan); the judge counts in
days, from the rows alone, and does not know this page.

| sign | is |
|---|---|
| $u$, $n$ | unit (a pool of like elements), nation |
| $k$ | pledge, or a nation's own elements of a unit |
| $r$, $d$ | task (requirement or commitment); standing commitment |
| $s$, $l$ | line on which a tour is first in place, its length |
| $t$ | period between two lines, or a span: a piece of one window inside one period |
| $x_{k,r,s,l}$ | elements sent on a tour; whole |
| $h_{k,d,t}$ | elements held at home for a standing commitment; whole |
| $y$ | elements in place through a whole span |
| $there$ | elements in place on the first day of a span |
| $q_{r,t}$, $short_{r,t}$ | what is wanted, and what of it is missing |
| $w$ | what one element counts for |

A tour is one interval in its unit's chain and one in its task's chain. Chains are kept as stocks
(at home, in place) with one balance row a period, so each alone is a network, and together they
are nearly tight. A column exists only where conditions, caveats, acceptance, notice and dates
allow it.

**The score** is the sum of the costs named below, in points. Lower is better.
"""

_STEPS = (relax, prices, sift, tighten, dive, improve, prove)

_TWO_STAGES = (stages, cuts, prices_ahead, exact, counted, branch, decompose)

_WORTH = (interval, worth, kept, flipping, drivers, fewest)

_WORTHS = """## What it is worth
"""

_AHEAD = """
## Deciding ahead of the answers
"""

_FOUND = """## How a plan is found and proved
"""


def page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD, "## Rules\n"]
    parts += [text for rule in RULES for text in _rule(rule)]
    parts += [_FOUND, *(_step(module) for module in _STEPS), _GAP]
    parts += [_AHEAD, *(_whole(module) for module in _TWO_STAGES)]
    parts += [_WORTHS, *(_whole(module) for module in _WORTH)]
    return "\n".join(parts)


def _whole(module: ModuleType) -> str:
    """What a module says of itself, formulas and all."""
    file = module.__name__.replace(".", "/")
    return f"{inspect.cleandoc(module.__doc__ or '')}\n\n*`src/{file}.py`*\n"


def _rule(rule: Callable[[Making], None]) -> Iterator[str]:
    """A rule: its name, where it stands, and its docstring."""
    module = sys.modules[rule.__module__]
    file = module.__name__.replace(".", "/")
    yield f"### {rule.__name__}\n"
    yield inspect.getdoc(rule) or ""
    yield f"\n*`src/{file}.py`*\n"


def _step(module: ModuleType) -> str:
    name = module.__name__.rpartition(".")[2]
    return f"- **{name}**: {' '.join((module.__doc__ or '').split())}"


_GAP = r"""
The gap is the distance to the bound over what choices can still change:

$$ gap = \frac{score - bound}{score - unfillable} $$

where *unfillable* is the shortfall that would remain in each span even if every element that may
ever be in place there were there at once.
"""


if __name__ == "__main__":
    print(page(), end="")
