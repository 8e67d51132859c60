"""The judge: says from a plan's rows, in days, what it breaks, covers and costs.

Nothing here is shared with the code that makes plans. What a pledge may serve, how long a turn
takes, what an element counts for and when a condition is known are derived again from the data,
as `docs/reference/model.md` says them.

    fault      what is wrong with a plan, and the list of rules
    level      an amount over days that changes in steps
    ways       days of movement
    worth      what an element counts for
    demand     what a task wants, span by span
    stay       the days of one tour or hold
    scene      one outcome as the judge sees it
    verify     all faults of a plan          score      its terms, recomputed
    coverage   what is covered               ledger     who carries it
    diff       what changed between two plans
"""
