"""Makes a plan: choices, rules, relaxation, improvement. Only `milp.py` knows the solver."""
