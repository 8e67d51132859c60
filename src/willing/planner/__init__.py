"""Makes a plan: choices, rules, relaxation, search. Only `milp.py` knows the solver."""
