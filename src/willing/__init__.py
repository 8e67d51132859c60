"""Willing plans what a coalition can really do.

Who is willing, what they are able to sustain, and how fast they are ready.
"""

__version__ = "0.1.0"
