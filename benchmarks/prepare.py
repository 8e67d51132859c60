"""Writes an instance: the whole program, what is left of it after Willing's filter, its sizes.

    python -m benchmarks.prepare --family basic --seed 1 --size 0.1 --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from benchmarks.door import model_of, reduced
from benchmarks.instance import save
from benchmarks.source import add_arguments, read_source

WHOLE, REDUCED, FACTS = "whole.npz", "reduced.npz", "facts.json"
"""Files it writes; `reduced.npz` only when the relaxation ends in time."""


def main() -> None:
    """Write the files of one instance."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    add_arguments(parser)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    source = read_source(given)
    now = source.situation(source.operation())
    began = time.perf_counter()
    model = model_of(now)
    built = time.perf_counter() - began
    save(given.out / WHOLE, model.program, model.unfillable)
    (given.out / FACTS).write_text(json.dumps({
        "columns": model.program.columns, "rows": model.program.rows,
        "entries": int(model.program.matrix.nnz), "built": built,
        "unfillable": model.unfillable,
    }), encoding="utf-8")
    began = time.perf_counter()
    left = reduced(model, given.seconds)
    if left is not None:
        program, bound = left
        spent = time.perf_counter() - began
        save(given.out / REDUCED, program, model.unfillable, bound, spent)


if __name__ == "__main__":
    main()
