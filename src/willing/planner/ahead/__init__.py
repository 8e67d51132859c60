"""Deciding ahead of the answers: one choice here and now that is good in every outcome."""
