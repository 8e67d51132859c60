"""Kinds of problem of the statement of requirements: serials, and what lines must have."""

from __future__ import annotations

from tests.domain.bend import bend
from tests.domain.formation_cases import Case

WANTED: list[Case] = [
    ("serial", r"requirements 'mines' serial: 'A-1' stands twice; .*stands in requirements 'mon",
     bend("requirements", "mines", serial="A-1",
          operation=bend("requirements", "monitors", serial="a-1 "))),
    ("serial", r"'X{77}\.\.\.' has 90 characters; a serial has 24 at most",
     bend("requirements", "mines", serial="X" * 90)),
    ("must-have", r"requirements 'mines' must_have: no pledge brings 'sonarr'; .*mean 'Sonar'\?",
     bend("requirements", "mines", must_have=("sonarr",),
          operation=bend("pledges", "fra_mcm_pledge", brings=("Sonar",)))),
    ("must-have", r"no pledge brings 'sonar'; .*; write it in 'brings' of the pledges that do\.",
     bend("requirements", "mines", must_have=("sonar",))),
    ("must-have", r"pledges 'fra_mcm_pledge' brings: no line must have 'sonarr'; .*'sonar'\?",
     bend("requirements", "mines", must_have=("sonar",),
          operation=bend("pledges", "fra_mcm_pledge", brings=("sonarr",)))),
    ("unfillable", r"\(without what it must have: 'fra_mcm_pledge', 'nor_patrol_pledge'\)",
     bend("requirements", "mines", must_have=("sonar",))),
]
