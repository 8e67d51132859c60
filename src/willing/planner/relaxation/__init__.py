"""The relaxation: a bound that nobody beats, and where it stands."""
