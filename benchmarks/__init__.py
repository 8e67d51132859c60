"""Measures Willing: generated operations, other solvers on the same programs, public cases."""
