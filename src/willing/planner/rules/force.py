"""The whole force is no larger than was agreed."""

from __future__ import annotations

import numpy as np

from willing.domain.requirement import Requirement
from willing.planner.model import Making
from willing.planner.rules.crowd import limit, there


def force(making: Making) -> None:
    r"""People of all nations there on requirements, with all overhead, stay below a ceiling.

    $$ \sum_k people_k \, there_{k,t} + \sum_{n,o} over_{n,o,t} \le F_t $$

    People are there from their arrival, reception, transfer and overlap included. Applies when the
    settings have `ceiling_people`.
    """
    choices = making.choices
    ceiling = choices.situation.operation.settings.ceiling_people
    if ceiling is None:
        return
    among = np.array([
        isinstance(pair.fit.task, Requirement) for pair in choices.pairs
    ], dtype=bool)
    who = there(choices, among)
    if making.overheads or len(who.free):
        limit(making, "force", who, ceiling.on(choices.timeline), making.overheads)
