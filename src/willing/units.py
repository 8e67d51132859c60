"""Conversions between units of measure; nowhere else are there bare conversion figures."""

LITRES_PER_GALLON = 3.785411784
KILOGRAMS_PER_POUND = 0.45359237
TONNES_PER_SHORT_TON = 0.90718474
KILOMETRES_PER_NAUTICAL_MILE = 1.852
KILOMETRES_PER_MILE = 1.609344
MILLION = 1_000_000
DAYS_PER_MONTH = 30
"""A planning month: scores count element-months of 30 days."""


def litres(gallons: float) -> float:
    """US gallons to litres."""
    return gallons * LITRES_PER_GALLON


def kilograms(pounds: float) -> float:
    """Avoirdupois pounds to kilograms."""
    return pounds * KILOGRAMS_PER_POUND


def tonnes(short_tons: float) -> float:
    """Short tons (2,000 lb) to tonnes."""
    return short_tons * TONNES_PER_SHORT_TON


def months(days: float) -> float:
    """Days to planning months of 30 days."""
    return days / DAYS_PER_MONTH
