"""Why, why not, and what would help.

    stints        where each element of each pool is, day by day, read from a plan's rows
    turns         every turn that would cover a span, allowed or not
    offers        whether a pledge may serve a span at all, and what forbids it
    limits        what forbids one tour more: numbers, ceilings, shares
    trial         what a plan is worth with one tour more or another in its place
    account       one stopper for each element of a pool
    slots         what one formation more wants, slot by slot
    gaps          for every shortfall, who could have filled it and what stopped each
    leads         the same where nobody leads
    candidates    single changes that might close a shortfall, smallest first
    near          the part of a plan that a change can touch, judged and scored alone
    places        the turns that may be chosen anew around a shortfall
    room          what the turns that stay leave free of pools, pledges and ceilings
    lacks         what one task has and lacks, span by span, with other turns
    refill        a small search: the turns with which least of a shortfall is left
    retold        the rows of a plan with these turns
    mend          the plan again around a shortfall, with one change of the data
    resolve       the whole plan again, or more of it, with the shortfall closed by force
    remedy        the first change that closes it, or the one that leaves least
    assignment    why this unit, and who was next
    step          why a step before the deal is taken, and what it would lift
    story         everything about one task
    records       what differs between two operations
    causes        what differs between two plans, and why
    milestones    why each milestone is reached on its day and not before
    worst         the heaviest shortfalls with their remedies, for reports
    watch         where a long explanation stands, and whether it should stop
"""
