"""Tests of the planning factors."""
