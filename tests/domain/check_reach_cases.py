"""Problems of reaches and ways of evacuation: an operation that has each, and what is said."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.bend import bend
from tests.operations import one_post
from tests.reaching import WAY, reaching
from willing.domain.operation import Operation
from willing.domain.reach import Travel
from willing.domain.windows import parse_windows

REACHES: list[tuple[str, str, Operation]] = [
    ("out-of-reach",
     r"the nearest line, 'post', is 90 minutes away.*within 60 minutes of 'havelte'",
     reaching(one_post(), WAY)),
    ("out-of-reach", r"no way is known to 'post'", reaching(one_post())),
    ("out-of-reach", r"on no line a 'infantry_company' of any unit could serve",
     replace(reaching(one_post()), units=(), pledges=())),
    ("no-travel", r"no row of travel joins .* \(1\): 'havelte - the_post'", reaching(one_post())),
    ("unknown-id", r"reaches 'surgery' capability: 'doctors' is not known",
     bend("reaches", "surgery", reaching(one_post()), capability="doctors")),
    ("unknown-id", r"travel 'havelte' end: 'the_pest' is not known.*'the_post'",
     reaching(one_post(), Travel(start="havelte", end="the_pest", minutes=9))),
    ("duplicate", r"reaches 'post' id: 'post' stands twice; it already stands in requirement",
     bend("reaches", "surgery", reaching(one_post()), id="post")),
    ("range", r"reaches 'surgery' minutes: 99999 is given",
     bend("reaches", "surgery", reaching(one_post()), minutes=99_999)),
    ("window-overlap", r"reaches 'surgery' quantity", bend(
        "reaches", "surgery", reaching(one_post()),
        quantity=parse_windows("D+0..D+40: 1; D+30..D+60: 1"))),
]
