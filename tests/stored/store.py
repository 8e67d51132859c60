"""Store what this version writes: `python -m tests.stored.store`, once for each format.

What is stored is never written again, so that it stays what users have on their disks.
"""

from __future__ import annotations

from pathlib import Path

import willing
from tests.operations import coalition
from willing.io.tables import FORMAT

FOLDER = Path(__file__).parent
"""One folder for each version of the format."""


def store(folder: Path) -> None:
    """Write an operation with nearly every feature as folder and workbook, and a plan of it."""
    operation = coalition()
    folder.mkdir()
    willing.save(operation, folder / "operation")
    willing.save(operation, folder / "operation.xlsx")
    made = willing.plan(operation, ["2027-05-01/full/wide", "2027-05-01/none/wide"], work=5)
    willing.write_plan(made, folder / "plan.json")


if __name__ == "__main__":
    store(FOLDER / f"v{FORMAT}")
