"""Small operations in which something must be in reach of a place."""

from __future__ import annotations

from dataclasses import replace

from tests.operations import one_post
from willing.domain.operation import Operation
from willing.domain.reach import Reach, Travel
from willing.domain.windows import parse_windows

WAY = Travel(start="havelte", end="the_post", minutes=90, source="typed", grade="I")
"""An hour and a half by road between the two places of `one_post`."""


def surgery(place: str, minutes: int = 60, id: str = "surgery") -> Reach:
    """A company within an hour of a place, as long as the post of `one_post` is wanted."""
    return Reach(
        id=id, name=f"Help at {place}", effect="enabling", capability="infantry_company",
        place=place, minutes=minutes, quantity=parse_windows("D+30..D+570: 1"), priority=2,
    )


def reaching(operation: Operation, *travel: Travel) -> Operation:
    """An operation in which a company must be within an hour of havelte."""
    return replace(operation, reaches=(surgery("havelte"),), travel=travel)


def post_in_reach() -> Operation:
    """`one_post` where help is wanted at the post itself, and too far away at havelte."""
    return replace(
        one_post(), reaches=(surgery("the_post", id="at_post"), surgery("havelte", id="at_home")),
        travel=(WAY,),
    )
