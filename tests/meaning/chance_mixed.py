"""Micro operations made at random in which everything meets: all layers over all kinds of them."""

from __future__ import annotations

from random import Random

from tests.meaning.chance import micro
from tests.meaning.chance_clock import clocked
from tests.meaning.chance_company import bound
from tests.meaning.chance_crowds import crowded, shared_support
from tests.meaning.chance_formations import formations
from tests.meaning.chance_reserves import reserves
from tests.meaning.chance_standing import standing
from tests.meaning.chance_steps import stepped
from tests.meaning.chance_ways import opened_ways
from tests.meaning.layers import Layer
from tests.meaning.layers.before import steps
from tests.meaning.layers.lines import kind, lead, nations, reach, transfer
from tests.meaning.layers.places import agreements, beds, overhead, stay, tonnes
from tests.meaning.layers.pledges import caveats, company, free, must_have, owners, phase, stages
from willing.domain.operation import Operation

KINDS = (micro, reserves, crowded, shared_support, formations, bound, clocked)
WAITING = (standing, stepped, opened_ways)
"""Kinds in which something is decided before the deal."""
LAYERS: tuple[tuple[Layer, float], ...] = (
    (transfer, 0.35), (stay, 0.35), (tonnes, 0.3), (overhead, 0.35), (beds, 0.3), (company, 0.3),
    (reach, 0.3), (kind, 0.3), (lead, 0.15), (must_have, 0.15), (owners, 0.25), (free, 0.3),
    (stages, 0.15), (phase, 0.15), (nations, 0.2), (caveats, 0.2), (agreements, 0.15),
    (steps, 0.3),
)
"""What may be laid over an operation, in this order, and how often it is."""


def mixed(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation of any kind, with some of the layers over it."""
    dice = Random(f"mixed {seed}")
    operation, answers = dice.choice(KINDS)(dice.randrange(400))
    before = Random(f"before {seed}")
    if before.random() < 0.15:
        operation, answers = before.choice(WAITING)(before.randrange(400))
    for layer, chance in LAYERS:
        if dice.random() < chance:
            operation = layer(dice, operation)
    return operation, {
        asked.id: answers[asked.id] if answers.get(asked.id) in [a.id for a in asked.answers]
        else before.choice(asked.answers).id for asked in operation.questions
    }
