"""What a force generation conference goes through, in order."""

from __future__ import annotations

from willing.report.answers import hanging
from willing.report.conference import (
    Conference,
    asks_section,
    burden_section,
    changes_section,
    effects_section,
    hanging_sections,
    outcomes_section,
    shortfalls_section,
    surplus_section,
)
from willing.report.milestone_section import milestone_section
from willing.report.section import Section


def agenda(held: Conference) -> tuple[Section, ...]:
    """The sections of slides and paper; those that have nothing to say are left out."""
    hangs = hanging(held.operation, held.every)
    found = (
        outcomes_section(held, hangs), milestone_section(held), effects_section(held),
        shortfalls_section(held), *hanging_sections(held, hangs), burden_section(held),
        surplus_section(held), asks_section(held), changes_section(held),
    )
    return tuple(section for section in found if section is not None)
