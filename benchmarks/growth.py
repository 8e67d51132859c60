"""How the time to a proved gap grows with the operation: the curve, its exponent, a picture.

Everything grows together: pools, lines, kinds of elements and substitutions.

    python -m benchmarks.growth --pools 100 200 400 800 --seeds 3 --gap 0.03 --seconds 900
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.knobs import FAMILIES
from benchmarks.page import PAGE, machine, update
from benchmarks.solver import run_solver
from benchmarks.source import Source
from benchmarks.table import Figure, seconds

PICTURE = "growth.svg"
"""Name of the picture, beside the page."""
_WIDTH, _HEIGHT, _EDGE = 480, 300, 48


@dataclass(frozen=True, slots=True)
class Point:
    """Median time at one size."""

    pools: int
    time: Figure
    memory: float


def measure(
    family: str, pools: Sequence[int], seeds: int, gap: float, limit: float
) -> list[Point]:
    """Willing's time to the gap at every size."""
    points = []
    for number in pools:
        found, memory = [], []
        for seed in range(1, seeds + 1):
            source = Source(family=family, seed=seed, size=number / FAMILIES[family].pools)
            with tempfile.TemporaryDirectory() as folder:
                record = run_solver("benchmarks.willing_run", "willing", [
                    *source.arguments(), "--seconds", str(limit), "--gap", str(gap),
                ], Path(folder), limit)
            found.append(record.reaches(gap))
            memory.append(record.megabytes)
        points.append(Point(number, seconds(found, limit), float(np.median(memory))))
        print(f"{number:5} pools: {points[-1].time} s", flush=True)
    return points


def exponent(points: Sequence[Point]) -> float | None:
    """Slope of log time over log pools by least squares; sizes that never got there do not count.

    None with fewer than two sizes.
    """
    known = [point for point in points if not point.time.never]
    if len(known) < 2:
        return None
    logs = np.log([[point.pools, max(point.time.value, 1e-3)] for point in known])
    return float(np.polyfit(logs[:, 0], logs[:, 1], 1)[0])


def picture(points: Sequence[Point], gap: float) -> str:
    """The curve as SVG, both axes logarithmic, every point with its figure."""
    pools = [math.log(point.pools) for point in points]
    times = [math.log(max(point.time.value, 1e-3)) for point in points]
    across = [_place(x, pools, _EDGE, _WIDTH - _EDGE) for x in pools]
    down = [_place(y, times, _HEIGHT - _EDGE, _EDGE) for y in times]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, down, strict=True))
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f4e79"/>'
        f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{_escaped(point.time)} s</text>'
        f'<text x="{x:.1f}" y="{_HEIGHT - 14}" text-anchor="middle">{point.pools}</text>'
        for x, y, point in zip(across, down, points, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12" role="img">'
        f"<title>Seconds to a proved gap of {gap:.1%}, by number of pools, both on log scales"
        f'</title><rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f4e79" stroke-width="2"/>{marks}'
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 1}" text-anchor="middle">pools (log)</text></svg>\n'
    )


def _place(value: float, among: Sequence[float], low: float, high: float) -> float:
    width = max(among) - min(among)
    return (low + high) / 2 if width == 0 else low + (value - min(among)) / width * (high - low)


def _escaped(figure: Figure) -> str:
    return str(figure).replace(">", "&gt;")


def main() -> None:
    """Measure, fit, draw."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--family", choices=FAMILIES, default="basic")
    parser.add_argument("--pools", nargs="+", type=int, default=[100, 200, 400, 800])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--gap", type=float, default=0.03)
    parser.add_argument("--seconds", type=float, default=900.0)
    parser.add_argument("--no-page", action="store_true")
    given = parser.parse_args()
    points = measure(given.family, given.pools, given.seeds, given.gap, given.seconds)
    power = exponent(points)
    rows = "\n".join(
        f"| {point.pools} | {point.time} | {point.memory:,.0f} |" for point in points
    )
    fitted = "Too few sizes to fit." if power is None else f"Time grows as n^{power:.2f}."
    if power is not None and any(point.time.never for point in points):
        fitted = f"{fitted[:-1]} over the sizes that got there."
    body = (
        f"Family {given.family}, {given.seeds} seeds a size, limit {given.seconds:.0f} s. Pools, "
        f"lines, kinds and substitutions grow together. {fitted} {machine()}\n\n"
        f"| pools | seconds to {given.gap:.1%}, median | memory, MB |\n|---:|---:|---:|\n{rows}"
    )
    print(body)
    if not given.no_page:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        (PAGE.parent / PICTURE).write_text(picture(points, given.gap), encoding="utf-8")
        command = f"python -m benchmarks.growth {' '.join(sys.argv[1:])}".strip()
        update("growth", f"Growth: seconds to {given.gap:.1%}", (
            f"{body}\n\n![Seconds by number of pools]({PICTURE})\n\nTo repeat: `{command}`"
        ))


if __name__ == "__main__":
    main()
