"""Slides and PDF, read back: marking everywhere, native tables and charts, hostile text as text."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader

from tests.operations import one_post
from tests.report.conftest import Case
from tests.report.plans import plan_of, tour
from willing.report.agenda import agenda
from willing.report.conference import Conference, conference
from willing.report.fitting import fitted, lines_in
from willing.report.paper import paper
from willing.report.slides import slides

NASTY = '#panic("x") *b* _i_ $x$ \\u{41} [c] @l <t> `r` // = h "q" &amp; =1+1 ~'


@pytest.fixture(scope="module")
def held(allies: Case) -> Conference:
    """The coalition's plan, read for a conference."""
    return conference(*allies)


@pytest.fixture(scope="module")
def deck(held: Conference) -> Any:
    """Its slides."""
    return Presentation(io.BytesIO(slides(held)))


@pytest.fixture(scope="module")
def pages(held: Conference) -> list[str]:
    """Its PDF, the text of each page."""
    return texts(paper(held))


def texts(data: bytes) -> list[str]:
    """Text of each page of a PDF, without the marks at which names may be broken."""
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def plain(text: str) -> str:
    """A text without blanks, marks of no width and ligatures, as two readers agree on it."""
    joined = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b\u00ad]+", "", joined)


def words(slide: Any) -> str:
    """All text of a slide."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_every_slide_carries_the_marking_twice(deck: Any) -> None:
    """Above and below, as the operation has it."""
    for slide in deck.slides:
        told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert told.count("ILLUSTRATIVE") == 2


def test_every_section_has_slides_with_native_tables(held: Conference, deck: Any) -> None:
    """The first cells of every table stand in cells, and no slide holds a picture."""
    told = "\n".join(words(slide) for slide in deck.slides)
    for section in agenda(held):
        assert section.title in told
        for table in section.tables:
            for row in table.rows:
                assert str(row[0]) in told
    kinds = {shape.shape_type for slide in deck.slides for shape in slide.shapes}
    assert not any("PICTURE" in str(kind) for kind in kinds)


def test_charts_are_native_and_hold_their_figures(held: Conference, deck: Any) -> None:
    """Each chart has the categories and figures of its section."""
    drawn = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    wanted = [chart for section in agenda(held) for chart in section.charts]
    assert len(drawn) == len(wanted) == 2
    for chart, asked in zip(drawn, wanted, strict=True):
        plot = chart.plots[0]
        assert tuple(plot.categories) == asked.categories
        assert tuple(tuple(s.values) for s in plot.series) == tuple(v for _, v in asked.series)


def test_nothing_reaches_over_the_edge_of_a_slide(deck: Any) -> None:
    """Every shape lies on its slide, tables with the heights of all their rows."""
    _within(deck)


@pytest.mark.parametrize(
    "name", ["W" * 3000, "word " * 800, "\u6f22" * 900], ids=["letters", "words", "wide"])
def test_long_names_are_cut_and_not_run_over_the_edge(name: str) -> None:
    """Whatever the length of names, every shape lies on its slide, and the PDF is made."""
    held = _named(name)
    _within(Presentation(io.BytesIO(slides(held))))
    assert len(PdfReader(io.BytesIO(paper(held))).pages) >= 1


def _within(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            height = shape.height
            if shape.has_table:
                height = sum(row.height for row in shape.table.rows)
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + height <= deck.slide_height


def test_every_page_of_the_pdf_tells_marking_number_date_and_hash(
    held: Conference, pages: list[str]
) -> None:
    """Whoever finds a single page knows what it is, of which data, and of how many pages."""
    assert len(pages) > 1
    for at, page in enumerate(pages, 1):
        assert page.count("ILLUSTRATIVE") >= 2
        assert f"{at}/{len(pages)}" in page
        assert plain(f"data of {held.operation.as_of}") in page
        assert plain(held.plan.operation_hash[:19]) in page


def test_the_pdf_tells_every_section_and_the_statement(held: Conference, pages: list[str]) -> None:
    """Titles, sentences and first cells of all sections can be found."""
    told = "".join(pages)
    for section in agenda(held):
        for text in (section.title, *section.texts):
            assert plain(text) in told
    for serial in ("BOR-01/1", "ENA-01/1", "ENA-03/1"):
        assert serial in told


def test_one_nation_has_slides_and_pages_of_its_own(held: Conference) -> None:
    """What others offered and are asked does not stand in them."""
    told = "".join(texts(paper(held, "NOR")))
    shown = "\n".join(
        words(s) for s in Presentation(io.BytesIO(slides(held, "NOR"))).slides)
    for text in (told, shown):
        assert "nor_patrol_pledge" in text
        assert "gbr_mech_pledge" not in text
        assert "ILLUSTRATIVE" in text


def test_the_same_plan_gives_the_same_bytes(allies: Case) -> None:
    """Neither a clock nor an order of chance goes into the files."""
    for make in (slides, paper):
        assert make(conference(*allies)) == make(conference(*allies))


def _named(name: str) -> Conference:
    operation = one_post()
    operation = replace(operation, name=name, marking=name, note=name, requirements=tuple(
        replace(line, name=name, must_have=(name.replace(",", ""),))
        for line in operation.requirements
    ))
    rows = [tour(operation, "nor_pledge", "post", "2027-05-01", 180)]
    return conference(operation, plan_of(operation, {"2027-04-01": rows}))


def test_markup_in_names_is_shown_and_never_run() -> None:
    """What typesetting takes for commands stands in the PDF as it was written."""
    held = _named(NASTY)
    told = "".join(texts(paper(held)))
    assert plain(NASTY) in told
    deck = Presentation(io.BytesIO(slides(held)))
    assert NASTY in "\n".join(words(slide) for slide in deck.slides)


_signs = st.text(alphabet=st.one_of(
    st.sampled_from("#*_$\\[]{}@<>`/=\"'&~-+^%:;()|!?\n"),
    st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Cs")),
), min_size=1, max_size=30).map(str.strip).filter(bool)


@given(_signs)
@settings(max_examples=25, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.too_slow])
def test_any_name_is_shown_as_it_is(name: str) -> None:
    """Whatever signs a name holds, the PDF is made, and the name stands in it."""
    told = "".join(texts(paper(_named(name))))
    assert plain(name) in told


@given(st.text(min_size=1, max_size=200).filter(lambda text: text.strip()), st.integers(1, 40),
       st.integers(1, 5))
def test_fitted_texts_take_no_more_lines(text: str, width: int, most: int) -> None:
    """A text that is cut says so and fits; one that fits is left as it is."""
    found = fitted(text, width, most)
    assert found == text or found.endswith("…")
    assert found != text or lines_in(text, width) <= most
    assert lines_in(found, width) <= most or len(found) <= 3
