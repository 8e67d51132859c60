"""Problems with names: what is no id, stands twice, is not known, or names two things."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.bend import add, bend, with_caveat, with_change, with_condition
from tests.domain.formation_cases import Case
from tests.operations import coalition
from willing.domain.condition import parse_condition
from willing.domain.nation import Group, Nation, Place
from willing.domain.question import Answer, Given

NAMES: list[Case] = [
    ("id-format", r"units 'my unit' id: 'my unit' is no id; an id is a letter and then letters",
     add("units", replace(coalition().units[0], id="my unit"))),
    ("id-format", r"'or' is a word of conditions; .*rename it", add("groups", Group(id="or"))),
    ("id-format", r"questions 'backstop' answers: 'a b' is no id", bend(
        "questions", "backstop", answers=(Answer(id="a b"), *coalition().questions[1].answers))),
    ("id-format", r"requirements 'monitors' effect: '' is no id",
     bend("requirements", "monitors", effect="")),
    ("duplicate", r"nations 'POL' id: 'POL' stands twice; it already stands in nations 'POL'",
     add("nations", Nation(id="POL"))),
    ("duplicate", r"commitments 'mines' id: 'mines' stands twice; it already stands in requirement",
     bend("commitments", "est_guard", id="mines")),
    ("duplicate", r"policy_phases 'army' start: '180' stands twice",
     add("policy_phases", coalition().policy_phases[0])),
    ("duplicate", r"answer 'wide' stands here twice", bend(
        "questions", "acceptance", answers=(Answer(id="wide"), Answer(id="wide")))),
    ("duplicate", r"a tour length stands twice", bend("policies", "navy", tours=(90, 90))),
    ("duplicate", r"an answer stands twice where 'deal == never'", bend(
        "questions", "backstop", given=(Given(
            condition=parse_condition("deal == never"),
            probabilities=(("none", 0.5), ("none", 0.5))),))),
    ("unknown-id", r"units 'gbr_jets' nation: 'GRB' is not known; .*did you mean 'GBR'\?$",
     bend("units", "gbr_jets", nation="GRB")),
    ("unknown-id", r"units 'gbr_jets' policy: nothing stands here; one of the policies",
     bend("units", "gbr_jets", policy="")),
    ("unknown-id", r"groups 'EU' members: 'FRN' is not known",
     bend("groups", "EU", members=("FRN",))),
    ("unknown-id", r"legs 'catterick' end: 'prot' is not known; .*'port'",
     bend("legs", "0", end="prot")),
    ("unknown-id", r"pledges 'gbr_jets_pledge' offered_for: 'skyes' is not known; .*'skies'",
     bend("pledges", "gbr_jets_pledge", offered_for=("skyes",))),
    ("unknown-id", r"caveats 'fra_mech_pledge' values: 'eats' is not known; .*'east'",
     with_caveat("place", "not", "eats")),
    ("unknown-id", r"caveats 'fra_mech_pledge' values: 'east' is not known; one of the tasks and",
     with_caveat("task", "not", "east")),
    ("unknown-id", r"requirements 'hospital' supports: 'boarders' is not known; .*'borders'",
     bend("requirements", "hospital", supports=("boarders",))),
    ("unknown-id", r"places 'theatre' accept: 'NATTO' in column 5 is not known; .*'NATO'",
     bend("places", "theatre", accept="EU, NATTO")),
    ("unknown-id", r"condition, column 24: question 'dael' is not known; .*'deal'",
     with_condition("backstop >= full   or  dael == never")),
    ("unknown-id", r"changes 'sector_wets' id: 'sector_wets' is not known; .*'sector_east'",
     with_change("requirements", "sector_wets", "weight", "2")),
    ("unknown-id", r"orders 'gbr_mech' task: 'tapa' is not known; one of the tasks",
     bend("orders", "0", task="tapa")),
    ("loop", r"places 'theatre' part_of: the ring 'theatre', 'east' has no end",
     bend("places", "theatre", part_of="east")),
    ("loop", r"capabilities 'mcm_vessel' parent: the ring 'mcm_vessel' has no end",
     bend("capabilities", "mcm_vessel", parent="mcm_vessel")),
    ("ambiguous-name", r"places 'skies' id: 'skies' is in 'effects', 'places'",
     add("places", Place(id="skies"))),
    ("ambiguous-name", r"commitments 'seas' id: 'seas' is in 'commitments', 'effects'",
     bend("commitments", "est_guard", id="seas")),
]
