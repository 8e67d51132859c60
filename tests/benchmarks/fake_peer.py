"""A peer that misbehaves in one of several ways; the tests run it as the runner runs a peer."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.record import Record


def main() -> None:
    """Reach something, and then do not end as one should."""
    parser = argparse.ArgumentParser()
    parser.add_argument("way", choices=("sleepy", "deaf", "late", "crashing", "torn"))
    parser.add_argument("--megabytes", type=int, default=0)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    record = Record(name=given.way, unfillable=2.0, path=given.out)
    room = bytearray(given.megabytes << 20)
    room[::4096] = b"x" * len(room[::4096])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if given.way == "sleepy":
        time.sleep(600)
    if given.way == "deaf":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        given.out.with_suffix(".child").write_text(str(child.pid), encoding="utf-8")
    record.start()
    record.see(12, 7)
    if given.way == "crashing":
        raise MemoryError("no room")
    if given.way == "torn":
        with given.out.open("a", encoding="utf-8") as file:
            file.write('{"seconds": 0.1, "be')
        record.path = None
    try:
        time.sleep(given.seconds)
        record.see(10, 9)
        time.sleep(600)
    except KeyboardInterrupt:
        record.valid, record.words = True, "asked to stop"
        record.finish()


if __name__ == "__main__":
    main()
