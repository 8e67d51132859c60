"""Problems of the clock: stages, limited stays, and since when elements are at home."""

from __future__ import annotations

from datetime import date

from tests.domain.bend import bend
from willing.domain.operation import Operation
from willing.domain.stages import parse_stages
from willing.domain.windows import parse_windows

Case = tuple[str, str, Operation]
"""Kind, a pattern found in the whole message, and the operation."""

CLOCK: list[Case] = [
    ("stages", r"policies 'air' stages: the first stage is '5: 10'; .* write '0: NOTICE' before",
     bend("policies", "air", stages=parse_stages("5: 10"))),
    ("stages", r"policies 'air' stages: '0: 20' is followed by '30: 20'; a later stage needs less",
     bend("policies", "air", stages=parse_stages("0: 20; 30: 20"))),
    ("range", r"policies 'air' stages: 9999 is given; 0 to 3650 is allowed",
     bend("policies", "air", stages=parse_stages("0: 9999"))),
    ("stay-limit", r"places 'gulf' away_days: 'away_days' is not given; .* give 'away_days', or",
     bend("places", "gulf", stay_days=21)),
    ("stay-limit", r"places 'gulf' stay_days: 'stay_days' is not given",
     bend("places", "gulf", away_days=21)),
    ("accept-text", r"places 'gulf' stay_except: 'EST POL' is not a nation or group in column 1",
     bend("places", "gulf", stay_except="EST POL")),
    ("unknown-id", r"places 'gulf' stay_except: 'ESP' in column 6 is not known; .*'EST'",
     bend("places", "gulf", stay_except="POL, ESP")),
    ("window-overlap", r"places 'gulf' stay_tonnes: two windows hold on D\+10", bend(
        "places", "gulf", stay_tonnes=parse_windows("D+0..D+30: 5; D+10..D+40: 6"))),
    ("cycle-dates", r"cycles 'gbr_mech' since: the dwell ended on 2028-01-01; .* write 'dwell'",
     bend("cycles", "1", state="home", until=None, task="", pledge="", since=date(2028, 1, 1))),
    ("cycle-state", r"cycles 'gbr_mech' since: since 2026-12-01 for a tour; only elements at home",
     bend("cycles", "0", since=date(2026, 12, 1))),
    ("decided", r"places 'tapa' stay_tonnes: turns decided or under way come to 800; 300 is", bend(
        "places", "tapa", stay_tonnes=parse_windows("300"),
        operation=bend("units", "gbr_mech", tonnes=400.0))),
]
