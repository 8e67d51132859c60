"""Compares Willing with its peers on the same instances, and writes the page of results.

    python -m benchmarks.run --family basic --seeds 5 --seconds 60
    python -m benchmarks.run --family rich --seeds 2 --seconds 10 --size 0.1 --no-page
    python -m benchmarks.run --folder examples/reassurance --outcomes "each backstop" --peers
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from benchmarks.knobs import FAMILIES
from benchmarks.measure import PEERS, Bench, measure
from benchmarks.section import publish, write_up
from benchmarks.source import of_family, of_folder


def main() -> None:
    """Measure a family or a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--family", choices=FAMILIES, default="basic")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--folder", default="")
    parser.add_argument("--outcomes", default="likeliest")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--no-page", action="store_true")
    given = parser.parse_args()
    sources = (
        of_folder(given.folder, given.outcomes) if given.folder
        else of_family(given.family, given.seeds, given.size)
    )
    found = measure(Bench(
        sources=sources, peers=tuple(given.peers), seconds=given.seconds, threads=given.threads,
    ))
    command = f"python -m benchmarks.run {shlex.join(sys.argv[1:])}".strip()
    print(f"\n{write_up(found, command)}")
    if not given.no_page:
        name = Path(given.folder).name if given.folder else given.family
        publish(name if given.size == 1 else f"{name}, size {given.size:g}", found, command)


if __name__ == "__main__":
    main()
