"""The page: complete, self-contained, safe, and readable without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.report.conftest import EARLY_NONE, LATE_NONE, Case
from willing.domain.operation import Operation
from willing.domain.requirement import Requirement
from willing.report.html import PARTS, asset, page, write_html
from willing.report.notes import ShortfallNote

NASTY = "<script>alert('x')</script>\"&"
VOID = {"meta", "br", "wbr", "link", "img", "input", "hr"}


class Outline(HTMLParser):
    """Elements, ids and balance of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count what opens."""
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)


@pytest.fixture(scope="module")
def text(allies: Case) -> str:
    """The page of the coalition."""
    return page(*allies)


def test_every_part_of_the_page_is_there_and_well_formed(text: str) -> None:
    """All parts exist but those of which the operation says nothing; every element is closed."""
    outline = Outline(text)
    assert (outline.unbalanced, outline.open) == ([], [])
    ids = {attributes.get("id") for _, attributes in outline.attributes}
    assert ids >= {name for name, _ in PARTS} - {"command", "reach", "standby", "steps"}
    assert "reach" not in ids, "nothing must be in reach in this operation"


def test_the_page_needs_no_network(text: str) -> None:
    """Nothing is loaded: no links, scripts, images or styles from elsewhere."""
    assert "http:" not in text
    assert "https:" not in text
    for tag, attributes in Outline(text).attributes:
        assert "src" not in attributes
        assert tag not in {"link", "img", "iframe", "object", "embed"}
        assert (attributes.get("href") or "#").startswith("#")
    assert "@import" not in text
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {"#leadin", "#short", "#rest"}


def test_the_marking_stands_at_the_top_and_at_the_bottom(text: str) -> None:
    """The banner comes before and after everything else."""
    banners = [found.start() for found in re.finditer('<div class="marking"[^>]*>ILLUSTR', text)]
    assert len(banners) == 2
    assert banners[0] < text.index("<h1>") < text.index("</main>") < banners[1]


def test_every_sheet_of_a_print_has_the_marking(post: Case) -> None:
    """The browser sets it above each sheet, whatever letters it has, and never as a style."""
    operation, plan = post
    told = page(replace(operation, marking='A"}</style><b>'), plan)
    assert r'@page{@top-center{content:"A\22 \7d \3c \2f style\3e \3c b\3e "' in told
    assert told.count("</style>") == 2
    assert "@page{@top-center" not in page(replace(operation, marking=""), plan)


def test_a_print_is_small_and_its_foot_takes_no_sheet_of_its_own() -> None:
    """Sizes follow that of the whole page, which is smaller on paper."""
    [printed] = re.findall(r"@media print\{(.*)\}", str(asset("style.css")))
    size = re.search(r"html\{font-size:([\d.]+)px\}", printed)
    assert size is not None
    assert float(size[1]) < 16
    assert "footer,.marking{break-before:avoid" in printed


def test_text_of_users_is_never_run(allies: Case) -> None:
    """Names, notes and sources with markup in them are shown as they were written."""
    operation, plan = allies
    nasty = _with_names(operation, NASTY)
    text = page(nasty, plan, {"mines": [ShortfallNote(
        outcome=EARLY_NONE, task="mines", reasons=(NASTY,), remedy=NASTY,
    )]})
    assert text.count("<script>") == page(operation, plan).count("<script>") == 1
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in text
    assert Outline(text).unbalanced == []


def test_every_drawing_is_well_formed_and_has_words(text: str) -> None:
    """Each drawing is XML, says what it shows, and its name is heard by a screen reader."""
    drawings = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    told = [ElementTree.fromstring(drawing) for drawing in drawings]
    images = [svg for svg in told if svg.get("role") == "img"]
    assert len(images) > 40
    for svg in images:
        assert svg.get("aria-label") == svg.findtext("title") != ""
    assert all(svg.get("aria-hidden") == "true" for svg in told if svg.get("role") != "img")


def test_marks_lie_inside_their_drawings(text: str) -> None:
    """No bar begins left of its drawing or ends right of it."""
    for drawing in re.findall(r"<svg[^>]*role.*?</svg>", text, re.DOTALL):
        svg = ElementTree.fromstring(drawing)
        width = int(svg.get("width", "0"))
        for mark in svg.iter("path"):
            for x, right in re.findall(r"M(-?\d+) -?\d+h(\d+)", mark.get("d", "")):
                assert 0 <= int(x) <= int(x) + int(right) <= width


def test_states_are_told_by_letter_and_word(text: str) -> None:
    """Each state carries its letter, and the words stand on the page."""
    states = re.findall(r'<span class="st (\w+)"><b>(.)</b>', text)
    assert {("filled", "F"), ("partly", "P"), ("unfilled", "U"), ("none", "-")} == set(states)
    for words in ("filled all the time", "partly filled", "unfilled all the time"):
        assert words in text


def test_reliefs_backfills_and_missing_elements_are_drawn_with_words(text: str) -> None:
    """Bars say who and how many, backfills carry a plus, gaps the number missing."""
    assert ">GBR ×3</text>" in text
    assert ">+POL ×1</text>" in text
    assert ">−2</text>" in text
    assert "GBR gbr_mech: 3 battalions, D+90 to D+270 (180 days), free again" in text


def test_a_nation_finds_its_page(text: str) -> None:
    """What it offered, what is asked and by when, and what is used stand under its name."""
    part = text[text.index("<h3>France (FRA)"): text.index("<h3>Poland (POL)")]
    assert "What you offered" in part
    assert "confirm pledge fra_mech_pledge, which is conditional" in part
    assert "2 vessels of fra_mcm" in part
    assert "NOR: 2 vessels" in part


def test_reasons_and_remedies_stand_beside_their_shortfall(tasks: Case) -> None:
    """A note is shown at the shortfall it speaks of, in its outcome only."""
    note = ShortfallNote(
        outcome=LATE_NONE, task="sector_south", first_day=330, days=30,
        reasons=("fra_pledge: its condition does not hold",), remedy="drop the condition",
    )
    text = page(*tasks, {"sector_south": [note]})
    assert text.count("fra_pledge: its condition does not hold") == 1
    assert "<strong>Would close it:</strong> drop the condition" in text
    elsewhere = replace(note, first_day=2000)
    assert "drop the condition" not in page(*tasks, {"sector_south": [elsewhere]})


def test_the_same_plan_gives_the_same_page(post: Case, tmp_path: Path) -> None:
    """Nothing on the page depends on the day or the order in which it is made."""
    for name in ("one.html", "two.html"):
        write_html(*post, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_outcomes_are_shown_with_the_names_that_commands_take(allies: Case, text: str) -> None:
    """In the header of each outcome and above its parts stands the name as a user may type it."""
    plain = re.sub("<wbr>|</?time>", "", text)
    for part in allies[1].outcomes:
        head = rf'<th scope="col">[^<]+ <span class="id">{re.escape(part.outcome)}</span></th>'
        above = rf'<strong>[^<]+</strong> <span class="id">{re.escape(part.outcome)}</span></p>'
        assert len(re.findall(head, plain)) == 1
        assert len(re.findall(above, plain)) > 1


def test_outcomes_that_are_the_same_are_drawn_once(tasks: Case) -> None:
    """A twin shares the other's charts, and both answers choose them."""
    operation, plan = tasks
    first = plan.outcomes[0]
    twin = replace(first, outcome="twin", answers=(("deal", "2027-09-15"), ("backstop", "full")),
                   same_as=first.outcome)
    rows = tuple(row for row in plan.rows if row.outcome == first.outcome)
    text = page(operation, replace(plan, outcomes=(first, twin), rows=rows))
    assert 'data-outcome="o1 o2"' in text
    assert 'data-outcome="o2"' not in text
    assert "same data as" in text


def _with_names(operation: Operation, name: str) -> Operation:
    def renamed(task: Requirement) -> Requirement:
        return replace(task, name=name, note=name, source=name)

    return replace(
        operation, name=name, note=name, marking=name,
        requirements=tuple(renamed(task) for task in operation.requirements),
        units=tuple(replace(unit, name=name, note=name) for unit in operation.units),
        nations=tuple(replace(nation, name=name) for nation in operation.nations),
        commitments=tuple(replace(task, name=name) for task in operation.commitments),
    )
