"""What must be in reach in time, and how long the ways of evacuation take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from willing.domain.nation import Grade
from willing.domain.windows import Windows
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """So many elements of a capability within so many minutes of a place.

    Nobody is sent to it: elements in place on requirements, or in slots of formations,
    within its minutes cover it.
    """

    id: str
    """Name used by plans; no requirement and no commitment has it too."""
    name: str = ""
    """Name for reports; default: the id."""
    effect: str
    """What it keeps safe or makes possible: skies, seas, borders, monitoring, enabling."""
    capability: str
    """What must be near; its children count too, substitutes do not."""
    place: str
    """Place from which it must be in reach."""
    minutes: int
    """Most minutes from that place to the elements, by `travel`."""
    mode: Literal["", "road", "air"] = ""
    """Means of evacuation that counts; empty: the faster one."""
    quantity: Windows
    """How many elements must be in reach, in which windows; usually 1."""
    priority: int = 1
    """Class, on the same ladder as requirements."""
    weight: float = 1.0
    """Worth of one element in reach beside others of its class."""
    essential: bool = True
    """Whether its effect is no better covered than this."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def min_useful(self) -> int:
        """Every element in reach counts, however few they are."""
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Minutes between two places by a means of evacuation, from call to arrival.

    The same place takes no time. A larger place's row holds for its parts, unless a row names them;
    rows are not joined to each other.
    """

    start: str
    """Place where it begins, or a larger one."""
    end: str
    """Place where it ends, or a larger one; the same as `start`: between any two of its parts."""
    mode: Literal["road", "air"] = "road"
    """By ambulance or by aircraft."""
    minutes: int
    """Minutes from the call to the arrival, with alert, loading and unloading."""
    both_ways: bool = True
    """Whether the way back takes as long."""
    source: str = ""
    """Where the figure comes from."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
