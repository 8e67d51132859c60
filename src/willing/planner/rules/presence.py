"""Who is there on the first day of each span, also those who leave before its end.

Tours begin on lines, so inside a span the first day is the fullest. Rules that limit presence
(share, number, support) look at it; `cover` looks at those who stay through the whole span.
"""

from __future__ import annotations

import numpy as np

from willing.planner.chains import Chains, lay_chains, pass_through
from willing.planner.model import Making
from willing.planner.program import Floats, Ints


def presence(
    making: Making, name: str, firsts: Ints, tours: Ints, amount: Floats, chain: Ints, chains: int,
    upper: Floats | float = np.inf,
) -> Chains:
    """Stocks of elements (times `amount`) in place on each of the given days.

    `firsts`: ascending days; `tours`: positions of possible tours; `chain`: the chain of each.
    `upper`: most of each stock, chain by chain.
    """
    laid, rows = lay_chains(making.draft, name, [len(firsts)] * chains, upper=upper)
    every = making.choices.tours
    pass_through(
        making.draft, laid, rows, chain=chain, columns=making.tours[tours],
        enter=np.searchsorted(firsts, every.first_day[tours], side="left"),
        leave=np.searchsorted(firsts, every.ends[tours], side="left"),
        amount=amount,
    )
    return laid
