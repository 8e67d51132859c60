"""The page of results: one section a run, replaced when it is measured again."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from willing import __version__
from willing.io.atomic import write_file

ROOT = Path(__file__).resolve().parents[1]
"""Root of the repository."""
PAGE = ROOT / "docs" / "background" / "benchmarks.md"
"""Where the results are kept."""
SHORT, WANTED = "in short", "wanted"
"""Names of the sections with one row for each run, and for each wanted figure."""
_PACKAGES = ("highspy", "ortools", "pyscipopt", "numpy", "scipy")
_FIRST = (SHORT, WANTED, "how", "reassurance", "basic", "rich", "full", "large", "weekly")
_HEAD = """# Measured

How close to the best possible Willing's plans are proved to be, how soon, and how that compares
with other solvers on the same problem.
"""
_HOW = """<!-- how -->
## How it is measured

`benchmarks/README.md` says how to repeat it. Every solver has the same instance, the same
objective, two threads, the same limit and a process of its own.

- **Gap**: (score - bound) / (score - unfillable), where *unfillable* is what no choice could fill.
  It says how far a plan is from the best possible at most; 0% is a proof that there is no better.
- Figures are medians over the instances. Where a solver never got there, its time counts as the
  limit (`> 30`), and its gap without a plan as 100%. What comes after the limit does not count.
- *basic* is a generated operation of 27 nations with 200 pools of units, 60 lines and 36 months,
  one tour length and whole ratios. *rich* adds three tour lengths, 30 commitments with backfill,
  fair shares and ratios of 3:4; *full* adds every other rule, *formed* formations on half the
  lines too. *large* is basic with 400 pools, 120 lines and 48 months. Each seed makes another one.
  *reassurance* is the example, by outcome.
- A solver that does not stop is ended by the runner after 1.25 times its limit and 15 s; what it
  had reached by its limit counts.
- *plans that hold*: `verify` for Willing, all rows and bounds of the program for the others.

| solver | is | its clock |
|---|---|---|
| `willing` | the planner | building the model counts; reading and the judge's pass do not |
| `highs_plain` | HiGHS, the whole model as it comes | handing it over does not count |
| `cpsat` | OR-Tools CP-SAT, the same with rows scaled to whole numbers | the same |
| `scip` | SCIP, the same; two searches race, since one has one thread | the same |
| `highs_filtered` | HiGHS on what Willing's own filter leaves, with the bound of the relaxation, \
because a bound of a part proves nothing about the whole | the filter's time counts |
<!-- end of how -->
"""
_SECTION = re.compile(r"<!-- ((?!end of )[^>]+) -->\n.*?<!-- end of \1 -->\n", re.S)


def update(name: str, title: str, body: str, page: Path | None = None) -> None:
    """Write or replace one section; the others stay."""
    page = page or PAGE
    known = _sections(page)
    known[name] = f"<!-- {name} -->\n## {title}\n\n{body.strip()}\n<!-- end of {name} -->\n"
    known["how"] = _HOW
    text = "\n".join([_HEAD, *(known[one] for one in sorted(known, key=_place))])
    page.parent.mkdir(parents=True, exist_ok=True)
    write_file(page, text.encode(), replace=True)


def update_rows(
    name: str, title: str, head: str, rows: Mapping[str, str], page: Path | None = None,
    order: Mapping[str, str] | None = None,
) -> None:
    """Write or replace rows of a table that is a section; rows of other runs stay.

    `rows`, one at least, has what stands after each row's first cells, which are its key. Those in
    `order` come first, and as they are there as long as nobody wrote them. `head` stands above.
    """
    page = page or PAGE
    width = len(next(iter(rows)).split(" | "))
    kept: dict[str, str] = {}
    for line in _sections(page).get(name, "").splitlines():
        cells = line.strip("| ").split(" | ")
        if line.startswith("| ") and line not in head:
            kept[" | ".join(cells[:width])] = " | ".join(cells[width:])
    body = "\n".join(f"| {key} | {row} |" for key, row in {**(order or {}), **kept, **rows}.items())
    update(name, title, f"{head.rstrip()}\n{body}", page)


def _sections(page: Path) -> dict[str, str]:
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return {found[1]: found[0] for found in _SECTION.finditer(text)}


def _place(name: str) -> int:
    """Families in the order in which one asks for them; what is not listed comes last."""
    known = [i for i, first in enumerate(_FIRST) if name.startswith(first)]
    return known[0] if known else len(_FIRST)


def machine() -> str:
    """Processor, cores, system and versions, in one sentence."""
    found = [f"willing {__version__}"]
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    cores = os.cpu_count()
    return (
        f"On {_processor()}, {cores} cores, Python {platform.python_version()}, "
        f"{', '.join(found)}."
    )


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.exists():
        for line in known.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
