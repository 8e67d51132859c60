"""Who is there on the first day of each span, also those who leave before its end.

Tours begin on lines, so inside a span the first day is the fullest; only turns already decided
may begin on any day, and of these the most on any day counts. Rules that limit presence (share,
number, support) look at it; `cover` looks at those who stay through the whole span.
"""

from __future__ import annotations

import numpy as np

from willing.planner.chains import Chains, lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.program import Floats, Ints
from willing.planner.settled import is_settled, most


def presence(
    making: Making, name: str, days: tuple[Ints, Ints], tours: Ints, amount: Floats, chain: Ints,
    chains: int, upper: Floats | float = np.inf,
) -> Chains:
    """Stocks of elements (times `amount`) in place in each span.

    `days`: first days of the spans, ascending, and days after; `tours`: positions of possible
    tours; `chain`: the chain of each. `upper`: most of each stock, chain by chain.
    """
    firsts, afters = days
    every = making.choices.tours
    fixed = is_settled(making.choices)[tours]
    decided: list[list[tuple[int, int, float]]] = [[] for _ in range(chains)]
    for i, each, c in zip(tours[fixed], amount[fixed], chain[fixed], strict=True):
        decided[int(c)].append((
            int(every.first_day[i]), int(every.ends[i]), float(every.least[i] * each)
        ))
    inflow = [np.diff(most(parts, firsts, afters), prepend=0.0) for parts in decided]
    laid, rows = lay_chains(
        making.draft, name, [len(firsts)] * chains, upper=upper,
        inflow=np.concatenate(inflow) if inflow else 0.0,
    )
    free = tours[~fixed]
    pass_through(
        making.draft, laid, rows, chain=chain[~fixed], columns=making.tours[free],
        enter=np.searchsorted(firsts, every.first_day[free], side="left"),
        leave=np.searchsorted(firsts, every.ends[free], side="left"),
        amount=amount[~fixed],
    )
    return laid
