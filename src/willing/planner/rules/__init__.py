"""The rules of the model, one file each, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable

from willing.planner.model import Making
from willing.planner.rules.beds import beds
from willing.planner.rules.burden import burden
from willing.planner.rules.ceiling import ceiling
from willing.planner.rules.company import company
from willing.planner.rules.cover import cover
from willing.planner.rules.decide import decide
from willing.planner.rules.force import force
from willing.planner.rules.formation import formation
from willing.planner.rules.lead import lead
from willing.planner.rules.nations import nations
from willing.planner.rules.number import number
from willing.planner.rules.overhead import overhead
from willing.planner.rules.package import package
from willing.planner.rules.reach import reach
from willing.planner.rules.ready import ready
from willing.planner.rules.rotate import free, pledged, rotate
from willing.planner.rules.share import share
from willing.planner.rules.standby import standby
from willing.planner.rules.stay import stay
from willing.planner.rules.step import step
from willing.planner.rules.support import support
from willing.planner.rules.tonnage import tonnage
from willing.planner.rules.twice import twice
from willing.planner.rules.useful import useful
from willing.planner.rules.watch import watch

RULES: tuple[Callable[[Making], None], ...] = (
    decide,   # tours and holds
    rotate,   # units serve, rest, serve again
    watch,    # who stands by may be held for his own nation
    twice,    # and may be may be declared for two tasks that allow it
    ready,    # notice by stage in the cycle
    standby,  # and who stands ready goes sooner
    step,     # what steps before the deal open
    pledged,  # and no more of them than their nations offer
    free,     # or than they say are free by then
    cover,    # requirements and commitments, or their shortfall
    formation,  # needs the cover rows, and is cover itself
    reach,    # needs the cover rows
    support,  # needs the cover rows
    useful,   # needs what support wants
    lead,     # needs the elements in place by nation
    share,    # needs what support counts
    nations,
    number,
    overhead,  # before those who count it
    ceiling,
    beds,
    tonnage,
    force,
    company,
    package,
    burden,
    stay,
)
"""Every rule, as a function that writes its columns and rows."""
