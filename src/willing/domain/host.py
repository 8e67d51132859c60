"""Host nation support: what a host gives in its own country is no burden that nations share."""

from __future__ import annotations

from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.requirement import Served
from willing.domain.route import at_home
from willing.domain.unit import Unit


def is_host_support(
    operation: Operation, unit: Unit, pledge: Pledge | None, task: Served
) -> bool:
    """Whether elements under a pledge are a host's support: given by it, in its own country."""
    return (
        pledge is not None and pledge.provided == "host"
        and at_home(operation, unit.nation, task.place)
    )
