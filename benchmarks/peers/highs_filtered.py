"""HiGHS on the program that is left after Willing's own filter and cuts.

The instance is the one Willing writes for its reduced problem, so that what Willing gains over
this peer comes from its search and not from the filter. A bound of the reduced program holds for
the whole one as long as the filter drops only what cannot be in a better plan.

    python -m benchmarks.peers.highs_filtered REDUCED.npz --seconds 60 --out RESULT.jsonl
"""

from __future__ import annotations

from benchmarks.peers.highs_plain import main

if __name__ == "__main__":
    main("highs_filtered")
