"""Deciding ahead of the answers."""
