"""What may be laid over any micro operation: each layer turns on one thing its officers know."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from willing.domain.operation import Operation

Layer = Callable[[Random, Operation], Operation]
"""Makes of an operation one in which something more counts; the same one where that cannot be."""
