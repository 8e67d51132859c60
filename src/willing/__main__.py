"""`python -m willing` is the `willing` command."""

from __future__ import annotations

import sys

from willing.cli import main

if __name__ == "__main__":
    sys.exit(main())
