"""The day of a nation's decision, which a step or an answer may bring sooner or later."""

from __future__ import annotations

from tests.meaning.build import need, operation, pledge, question, step, unit
from tests.meaning.case import Case, case
from tests.meaning.cases.steps import DEAL
from willing.domain.standby import Standby


@case
def answer_awaited_on_standby() -> Case:
    """An answer behind the deal decides later than a step would, and soon enough on standby.

    AAA 1, notice 90, waits for a passage that is answered on day 70. A step for 20 points opens it
    sooner. A post wants 1 for D+30..D+120, which is days 90..180. On standby at a notice of 15 days
    for 30 days (3 points) AAA leaves on day 85 by the answer, and on day 75 by the step: both are
    in time, and the step is not taken. Without standby three months are short.
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(90,), notice_days=90),
            pledge("aaa", condition="passage == yes"), question("passage", "yes", answered=70),
            step("permission", "aaa pledge", cost=20_000_000.0),
            Standby(id="soon", notice_days=15, longest=30, cost_per_day=100_000.0),
            need("post", "D+30..D+120: 1"), waiting="2x30", deal=(DEAL["deal"],),
        ),
        answers={**DEAL, "passage": "yes"}, terms={"readiness": 3}, shortfalls={},
        tours=(("aaa", "post", 90, 90, 1),),
    )


@case
def later_step_on_a_sooner_level() -> Case:
    """A step taken later is cheaper, and asks for a level of standby that is sooner.

    AAA 1, notice 90; a contract opens it, 45 days after it is taken, for a million a day. A post
    wants 1 for days 90..180. Taken on day 0 (60 points) AAA is ordered on day 60 and leaves on day
    90 from a level of 30 days (3 points). Taken on day 30 (30 points) it is ordered on day 75 and
    leaves in time only from a level of no notice (15 points).
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(90,), notice_days=90), pledge("aaa"),
            step("contract", "aaa pledge", lead_days=45, cost_per_day=1_000_000.0),
            Standby(id="now", notice_days=0, longest=30, cost_per_day=500_000.0),
            Standby(id="soon", notice_days=30, longest=30, cost_per_day=100_000.0),
            need("post", "D+30..D+120: 1"), waiting="2x30", deal=(DEAL["deal"],),
        ),
        answers=DEAL, terms={"readiness": 45}, shortfalls={}, tours=(("aaa", "post", 90, 90, 1),),
    )
