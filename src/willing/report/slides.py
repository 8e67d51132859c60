"""The slides of a force generation conference."""

from __future__ import annotations

from datetime import datetime

from willing.report.agenda import agenda
from willing.report.conference import Conference
from willing.report.deck import Deck
from willing.report.front import foot, front
from willing.report.national import nation_sections
from willing.report.sealed import sealed
from willing.report.section import spoken
from willing.report.words import headings


def slides(held: Conference, nation: str = "") -> bytes:
    """Slides for all, or for one nation, as a .pptx file; the same plan gives the same bytes."""
    operation = held.operation
    deck = Deck(operation.marking, foot(held))
    deck.cover(operation.name, front(held, nation))
    for section in nation_sections(held, nation) if nation else agenda(held):
        deck.section(spoken(section, headings(operation)))
    day = datetime.combine(operation.as_of, datetime.min.time())
    return sealed(deck.bytes({
        "title": operation.name[:255], "author": "Willing", "comments": operation.marking[:255],
        "created": day, "modified": day, "last_modified_by": "Willing", "revision": 1,
    }), operation.as_of)

