"""Plans that the report tests read: one for each of the three small operations."""

from __future__ import annotations

import pytest

from tests.operations import coalition, one_post, two_tasks
from tests.report.plans import hold, own, plan_of, tour
from willing.domain.operation import Operation
from willing.domain.plan import Plan

Case = tuple[Operation, Plan]
NEVER, EARLY_NONE, EARLY_FULL = (
    "never/none/wide", "2027-05-01/none/wide", "2027-05-01/full/wide"
)
LATE, LATE_NONE = "2027-09-15/enablers", "2027-09-15/none"


@pytest.fixture(scope="session")
def post() -> Case:
    """Norway, then the Netherlands, then nobody for 180 days."""
    operation = one_post()
    return operation, plan_of(operation, {"2027-04-01": [
        tour(operation, "nor_pledge", "post", "2027-05-01", 180),
        tour(operation, "nld_pledge", "post", "2027-10-28", 180),
    ]})


@pytest.fixture(scope="session")
def tasks() -> Case:
    """Two sectors with the late deal: with the backstop France takes the south, without nobody."""
    operation = two_tasks()
    north = [
        tour(operation, "deu_pledge", "sector_north", "2027-11-27", 180),
        tour(operation, "deu_pledge", "sector_north", "2028-05-25", 180),
        own(operation, "deu_battalions", "battlegroup", "2027-06-30", 180),
        hold(operation, "deu_battalions", "reserve", "2027-01-01", 690),
    ]
    south = [tour(operation, "fra_pledge", "sector_south", "2027-11-27", 180, 1),
             tour(operation, "fra_pledge", "sector_south", "2028-05-25", 180, 1)]
    return operation, plan_of(operation, {LATE: [*north, *south], LATE_NONE: north})


@pytest.fixture(scope="session")
def allies() -> Case:
    """The coalition in three outcomes, with backfills by tour and from home."""
    operation = coalition()
    home = [own(operation, "gbr_mech", "tapa_battlegroup", "2027-03-05", 180)]
    serving = [
        *home,
        tour(operation, "gbr_mech_pledge", "sector_east", "2027-07-30", 180, 3),
        tour(operation, "pol_infantry_pledge", "tapa_battlegroup", "2027-09-01", 180),
        tour(operation, "fra_mcm_pledge", "mines", "2027-06-10", 90, 2),
        hold(operation, "nor_patrol", "fra_mine_watch", "2027-06-10", 120, 2,
             pledge="nor_patrol_pledge"),
    ]
    full = [*serving, tour(operation, "fra_mech_pledge", "sector_east", "2028-01-26", 90, 2)]
    return operation, plan_of(
        operation, {EARLY_FULL: full, EARLY_NONE: serving, NEVER: home}
    )
