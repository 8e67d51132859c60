"""The search: first plans, and how they get better."""
