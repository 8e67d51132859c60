"""Tests of the benchmarks: small sizes only, nothing is timed."""
