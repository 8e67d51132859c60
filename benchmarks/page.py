"""The page of results: one section a family, replaced when it is measured again."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from willing import __version__

ROOT = Path(__file__).resolve().parents[1]
"""Root of the repository."""
PAGE = ROOT / "docs" / "background" / "benchmarks.md"
"""Where the results are kept."""
_PACKAGES = ("highspy", "ortools", "pyscipopt", "numpy", "scipy")
_HEAD = """# Measured

Written by `python -m benchmarks.run` and its neighbours; `benchmarks/README.md` says how to repeat
it. Every solver had the same instance, the same objective, two threads, the same limit and a
process of its own. The gap is (score - bound) / (score - unfillable), where *unfillable* is what
no choice could fill. Figures are medians over the instances; where a solver never got there, its
time counts as the limit, and its gap without a plan as 100 %.

- `willing`: the planner; reading the data and building the model count, the judge's pass does not.
- `highs_plain`, `cpsat`, `scip`: the whole model as it comes; handing it over does not count.
  CP-SAT gets rows scaled to whole numbers. SCIP races two searches, since one has one thread.
- `highs_filtered`: HiGHS on what Willing's own filter leaves; the filter's time counts, and the
  bound is the relaxation's, because a bound of a part proves nothing about the whole.
- *plans that hold*: `verify` for Willing, all rows and bounds of the program for the others.
"""


def update(name: str, title: str, body: str, page: Path = PAGE) -> None:
    """Write or replace one section."""
    text = page.read_text(encoding="utf-8") if page.exists() else _HEAD
    section = f"<!-- {name} -->\n## {title}\n\n{body.strip()}\n<!-- end of {name} -->\n"
    known = re.compile(
        rf"<!-- {re.escape(name)} -->\n.*?<!-- end of {re.escape(name)} -->\n", re.S
    )
    if known.search(text):
        text = known.sub(lambda _: section, text)
    else:
        text = f"{text.rstrip()}\n\n{section}"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")


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
