"""Properties are drawn the same way every time, with no limit in seconds."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("factors", derandomize=True, deadline=None)
settings.load_profile("factors")
