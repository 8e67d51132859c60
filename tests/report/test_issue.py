"""Files of a report: refused before work begins, written whole, and set up for the printer."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

import willing
from tests.operations import one_post, two_tasks
from willing.domain.plan import Plan
from willing.errors import ProblemsFound
from willing.report.conference import conference
from willing.report.statement_table import statement_section


@pytest.fixture(scope="module")
def made() -> Plan:
    """A plan that keeps every rule."""
    return willing.plan(one_post(), work=2)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Willing without its extra."""
    find = importlib.util.find_spec

    def found(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name in ("pptx", "typst") else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", found)


def test_all_kinds_of_file_are_written(made: Plan, tmp_path: Path) -> None:
    """Page, workbook, tables, slides and PDF of one plan, in one go."""
    names = {kind: tmp_path / f"r.{kind}" for kind in ("html", "xlsx", "csv", "pptx", "pdf")}
    willing.report(one_post(), made, **names)  # type: ignore[arg-type]
    assert all(path.exists() for path in names.values())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("kind", ["pptx", "pdf"])
def test_nothing_is_written_over_unless_asked_for(made: Plan, tmp_path: Path, kind: str) -> None:
    """What has the name stays as it is; with replace it becomes the report."""
    target = tmp_path / "mine"
    target.write_text("mine")
    with pytest.raises(ProblemsFound, match="something has this name already"):
        willing.report(one_post(), made, **{kind: target})  # type: ignore[arg-type]
    assert target.read_text() == "mine"
    willing.report(one_post(), made, **{kind: target}, replace=True)  # type: ignore[arg-type]
    assert target.read_bytes() != b"mine"


@pytest.mark.parametrize(("kind", "said"), [
    ("pptx", r"python-pptx is not installed; slides can be made where Willing has its extra"),
    ("pdf", r"typst is not installed; a PDF can be made .* pip install 'willing\[office\]'"),
])
def test_a_missing_library_is_named_with_its_extra(
    made: Plan, tmp_path: Path, without: None, kind: str, said: str
) -> None:
    """Nothing is written, the page neither, and the message says what to install."""
    with pytest.raises(ProblemsFound, match=said):
        willing.report(  # type: ignore[arg-type]
            one_post(), made, html=tmp_path / "r.html", **{kind: tmp_path / "r"})
    assert list(tmp_path.iterdir()) == []


def test_page_and_workbook_need_no_extra(made: Plan, tmp_path: Path, without: None) -> None:
    """Without the libraries everything else is made."""
    willing.report(one_post(), made, html=tmp_path / "r.html", xlsx=tmp_path / "r.xlsx")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(("options", "said"), [
    ({"nation": "NRO"}, r"nation: 'NRO' has no page; .*did you mean 'NOR'\?"),
    ({"outcome": "2027-04-02"}, r"outcome '2027-04-02': the plan has none of this.*'2027-04-01'"),
    ({"nation": "NOR", "csv": "t"}, r"t: CSV tables are asked for one nation"),
    ({"pdf": "same", "pptx": "same"}, r"same: two results would have this name"),
    ({"pdf": "no/such/folder.pdf"}, r"folder\.pdf: its folder does not exist"),
])
def test_what_cannot_be_is_said_before_work_begins(
    made: Plan, tmp_path: Path, options: dict[str, str], said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unknown names and impossible places are refused with the nearest that is possible."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemsFound, match=said):
        willing.report(one_post(), made, **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_strange_plan_is_no_last_conference(made: Plan, tmp_path: Path) -> None:
    """A plan of another operation is compared only with its own data."""
    other = willing.plan(two_tasks(), work=2)
    with pytest.raises(ProblemsFound, match=r"plan of the last conference of 'Two tasks'"):
        willing.report(one_post(), made, html=tmp_path / "r.html", since=other)
    willing.report(one_post(), made, html=tmp_path / "r.html", since=other,
                   since_operation=two_tasks())
    assert "Changes since the last conference" in (tmp_path / "r.html").read_text("utf-8")


def test_the_statement_is_set_up_for_the_printer(made: Plan, tmp_path: Path) -> None:
    """A3 across, one page wide, header repeated, filter, frozen panes, shaded states."""
    willing.report(one_post(), made, xlsx=tmp_path / "r.xlsx")
    page = load_workbook(tmp_path / "r.xlsx")["Statement of requirements"]
    held = conference(one_post(), made)
    titles = [column.title for column in statement_section(held).tables[0].columns]
    head = next(row for row in page.iter_rows() if row[0].value == "Serial")
    assert [cell.value for cell in head] == titles
    assert page.freeze_panes == f"D{head[0].row + 1}"
    assert page.auto_filter.ref.startswith(f"A{head[0].row}:")
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (8, "landscape")
    assert (page.page_setup.fitToHeight, page.print_title_rows) == (
        0, f"${head[0].row}:${head[0].row}")
    assert page.oddHeader.center.text == page.oddFooter.center.text == "ILLUSTRATIVE"
    rules = [rule for area in page.conditional_formatting for rule in area.rules]
    assert sorted(rule.formula[0] for rule in rules) == ['"filled"', '"partly"', '"unfilled"']
    fills = [rule.dxf.fill.bgColor.rgb for rule in rules]
    assert len(set(fills)) == 3


def test_a_nation_has_a_workbook_a_page_and_a_pdf_of_its_own(
    made: Plan, tmp_path: Path
) -> None:
    """Norway's files name Norway's pledge and not the other nation's."""
    names = {kind: tmp_path / f"nor.{kind}" for kind in ("html", "xlsx", "pdf")}
    willing.report(one_post(), made, nation="NOR", **names)  # type: ignore[arg-type]
    book = load_workbook(names["xlsx"])
    assert book.sheetnames == ["NOR", "Statement of requirements", "Offers not used"]
    cells = [str(c.value) for page in book for row in page.iter_rows() for c in row]
    assert any("nor_pledge" in cell for cell in cells)
    assert not any("nld" in cell.lower() for cell in cells)
    page = names["html"].read_text("utf-8")
    assert "nor_pledge" in page
    assert "nld_pledge" not in page
    told = "".join(p.extract_text() for p in PdfReader(names["pdf"]).pages)
    assert "Norway" in told
    assert "Netherlands" not in told


def test_a_nation_without_a_file_is_refused(made: Plan) -> None:
    """Tables in the terminal would tell of all nations."""
    with pytest.raises(ProblemsFound, match="a nation is named, and no file"):
        willing.report(one_post(), made, nation="NOR")
