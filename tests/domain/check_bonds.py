"""What `check` says of company, needs and packages: kinds, patterns, and operations."""

from __future__ import annotations

from tests.domain.bend import add, bend
from tests.domain.formation_cases import Case
from willing.domain.company import parse_company
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.package import Need, Package
from willing.domain.question import Change


def _only(text: str, pledge: str = "fra_mech_pledge", operation: Operation | None = None
          ) -> Operation:
    return bend("pledges", pledge, only=parse_company(text), operation=operation)


def _package(*pledges: str, name: str = "brigade", operation: Operation | None = None) -> Operation:
    return add("packages", Package(id=name, pledges=pledges), operation=operation)


def _need(**values: object) -> Operation:
    told = {"pledge": "fra_mech_pledge", "kind": "medical", "capability": "role2_hospital"}
    return add("needs", Need(**{**told, **values}))  # type: ignore[arg-type]


def _answered(field: str, value: str, name: str = "medics", **values: object) -> Operation:
    when = parse_condition("backstop == full")
    return add("changes", Change(when=when, table="needs", id=name, field=field, value=value),
               operation=_need(id="medics", **values))


def _change(text: str) -> Operation:
    when = parse_condition("backstop == full")
    return add("changes", Change(when=when, table="pledges", id="fra_mech_pledge", field="only",
                                 value=text))


BONDS: list[Case] = [
    ("unknown-id", r"pledges 'fra_mech_pledge' only, column 6: 'GRB' is not known; one of the"
     r" nations and groups must stand here; did you mean 'GBR'\?", _only("with GRB")),
    ("unknown-id", r"only, column 13: 'easst' is not known; one of the places and nations .*'east'",
     _only("with GBR at easst")),
    ("unknown-id", r"only, column 6: 'role_2' is not known; one of the capabilities",
     _only("if 2 role_2")),
    ("unknown-id", r"packages 'brigade' pledges: 'fra_pledge' is not known; one of the pledges",
     _package("fra_pledge", "gbr_mech_pledge")),
    ("unknown-id", r"needs 'fra_mech_pledge' capability: 'role2' is not known",
     _need(capability="role2")),
    ("unknown-id", r"needs 'fra_mech_pledge' providers: 'NATTO' in column 1 is not known; .*'NATO'",
     _need(providers="NATTO")),
    ("range", r"needs 'fra_mech_pledge' count: 0 is given; 1 to 10000", _need(count=0)),
    ("change-value", r"value: 'with GRB' as only: 'GRB' is not known",
     _change("with GRB")),
    ("change-value", r"value: 'plan' as met: the plan shall meet it, with no capability", _answered(
        "met", "plan", capability="", met="no")),
    ("change-target", r"field 'pledge' is given; an answer may change any field of needs but id,",
     _answered("pledge", "gbr_mech_pledge")),
    ("unknown-id", r"changes '.*' id: 'medicks' is not known; one of the needs must .*'medics'",
     _answered("met", "yes", name="medicks")),
    ("duplicate", r"needs .*: 'medics' stands twice", add(
        "needs", Need(pledge="fra_mech_pledge", kind="lift", met="no", id="medics"),
        operation=_need(id="medics"))),
    ("package", r"packages 'brigade' pledges: 1 pledges are named; a package has two pledges",
     _package("fra_mech_pledge")),
    ("package", r"'fra_mech_pledge' stand here twice; each stands once",
     _package("fra_mech_pledge", "gbr_mech_pledge", "fra_mech_pledge")),
    ("package", r"packages 'force' pledges: 'gbr_mech_pledge' is in package 'brigade' already",
     _package("gbr_mech_pledge", "fra_mcm_pledge", name="force", operation=_package(
         "fra_mech_pledge", "gbr_mech_pledge"))),
    ("need-met", r"needs 'fra_mech_pledge' met: the plan shall meet it, with no capability",
     _need(capability="")),
    ("company-purpose", r"pledges 'fra_mech_pledge' only: 'with GBR' is given, for backfill only",
     bend("pledges", "fra_mech_pledge", purpose="backfill", offered_for=(),
          operation=_only("with GBR"))),
    ("company-ring", r"pledges 'gbr_mech_pledge' only: each waits for the next: 'gbr_mech_pledge'"
     r" goes only after POL at east; 'pol_infantry_pledge' goes only with GBR at east; and so",
     _only("after POL at east", "gbr_mech_pledge", _only(
         "with GBR at east", "pol_infantry_pledge"))),
    ("company-never", r"pledges 'gbr_mech_pledge' only: it goes only with EST at gulf; nobody"
     r" pledged can be that there", _only("with EST at gulf", "gbr_mech_pledge")),
    ("company-never", r"pledges 'gbr_mech_pledge' id: it goes only when it has protection \(2"
     r" mcm_vessel at east\); nobody", _need(
         pledge="gbr_mech_pledge", kind="protection", capability="mcm_vessel", count=2,
         place="east")),
    ("company-decided", r"pledges 'nor_team_pledge' only: its turn on 'theatre_opening' stands, and"
     r" on .* 'with GBR' is not decided; what is decided stays",
     _only("with GBR", "nor_team_pledge")),
    ("package-never", r"packages 'brigade' pledges: 'fra_hospital_pledge' may never serve; all",
     _package("fra_hospital_pledge", "gbr_mech_pledge", operation=bend(
         "pledges", "fra_hospital_pledge",
         condition=parse_condition("deal == never and backstop == full")))),
]
