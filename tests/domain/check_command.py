"""Problems with headquarters, authority and agreements, and what `check` says of them."""

from __future__ import annotations

from tests.domain.bend import add, bend
from willing.calendar import DDay
from willing.domain.agreement import Agreement
from willing.domain.command import Command
from willing.domain.condition import parse_condition
from willing.domain.nation import Leg
from willing.domain.operation import Operation

COMMAND: list[tuple[str, str, Operation]] = [
    ("unknown-id", r"requirements 'monitors' command: 'land' is not known; one of the commands",
     bend("requirements", "monitors", command="land")),
    ("unknown-id", r"commands 'land' superior: 'jont' is not known; .*did you mean 'joint'",
     add("commands", Command(id="joint"), Command(id="land", superior="jont"))),
    ("unknown-id", r"commands 'joint' nation: 'DEU' is not known",
     add("commands", Command(id="joint", nation="DEU"))),
    ("unknown-id", r"commands 'joint' place: 'berlin' is not known",
     add("commands", Command(id="joint", place="berlin"))),
    ("loop", r"commands 'joint' superior: the ring 'joint', 'land' has no end", add(
        "commands", Command(id="joint", superior="land"), Command(id="land", superior="joint"))),
    ("range", r"commands 'joint' transfer_days: -1 is given; 0 to 3650 is allowed",
     add("commands", Command(id="joint", transfer_days=-1))),
    ("unknown-id", r"agreements 'sofa' parties: 'NATTO' is not known; .*did you mean 'NATO'",
     add("agreements", Agreement(id="sofa", kind="sofa", place="theatre", parties=("NATTO",)))),
    ("unknown-id", r"agreements 'sofa' place: 'moon' is not known; one of the places and nations",
     add("agreements", Agreement(id="sofa", kind="sofa", place="moon", signed=True))),
    ("unknown-id", r"agreements 'sofa' condition, column 1: question 'peace' is not known", add(
        "agreements", Agreement(id="sofa", kind="sofa", place="theatre",
                                condition=parse_condition("peace == yes")))),
    ("agreement-dates", r"agreements 'sofa' until: it holds from D\+9 until D\+9; it ends after it",
     add("agreements", Agreement(id="sofa", kind="sofa", place="theatre", signed=True,
                                 start=DDay(9), until=DDay(9)))),
    ("transit-days", r"legs '.*' days: it takes no day and asks for a transit agreement with",
     add("legs", Leg(start="theatre", end="gulf", days=0, transit="POL"))),
    ("unknown-id", r"legs '.*' transit: 'POLL' is not known; one of the nations must",
     add("legs", Leg(start="theatre", end="gulf", days=2, transit="POLL"))),
    ("agreement-missing", r"legs '.*' transit: a transit agreement with POL is needed there, and",
     add("legs", Leg(start="theatre", end="gulf", days=2, transit="POL"))),
    ("agreement-unsigned", r"agreements 'sofa' signed: it is not signed, and no condition says",
     add("agreements", Agreement(id="sofa", kind="sofa", place="theatre"))),
    ("agreement-missing", r"places 'gulf' agreements: 'sofa' is needed there, and there is none",
     bend("places", "gulf", agreements=("sofa",))),
    ("authority-unsaid", r"pledges 'fra_mcm_pledge' authority: it says nothing; authority is asked",
     bend("requirements", "mines", authority="TACON")),
    ("unfillable", r"\(too little authority granted: 'fra_hospital_pledge'\)",
     bend("requirements", "hospital", authority="OPCON", operation=bend(
         "pledges", "fra_hospital_pledge", authority="TACON"))),
    ("unfillable", r"\(no agreement lets them be there: 'fra_mcm_pledge', 'nor_patrol_pledge'\)",
     bend("places", "gulf", agreements=("sofa",))),
]
