"""The peer of the field: a rotation simulator's sample project and the deployments it recorded.

`record` reads it and reckons what the record fills; `adapter` makes the same supply and demand an
operation; `python -m benchmarks.marathon` plans that and prints both side by side.

Assumptions, so that the two may be compared:

1. Supply is the units named in the deployments, since the record is not a run of the supply table.
   Unit types that are not named have no supply; demand that nothing may serve is left out of both.
2. The record says when a deployment begins. It ends at the earliest of: its BOG budget is used up;
   its demand ends; the same unit deploys again.
3. Filled are, on each day, at most as many elements as the demand asks for. Overlap that stands
   beside a full demand fills nothing.
4. A unit's place in its cycle on the first day is the dwell of its first record, less the days
   until then. It may deploy when its policy's StartDeployable is reached. Who has passed
   StopDeployable without deploying begins a new cycle at MaxDwell, and so does whoever is not used
   by then; this is kept for the first cycle of every unit, and for later ones it is not (by then
   there is more supply than demand).
5. Follow-on: demands of one unit type, priority and demand group are one line whose quantity
   changes, so an element may go from one to the next without dwell up to its BOG. Demands without
   group are lines of their own.
6. In the record a relief comes early where one is at hand, and nobody waits for one where none is.
   So the plan need not overlap. A second plan, in which every relief does, is shown beside it:
   there the overlap is served at the start of a tour and does not fill, overlap and tour together
   never exceed BOG, and who is in place on a line's first day serves no longer than the others.
   The rest after a tour is StartDeployable. Tours last a third, two thirds or all of BOG.
7. Substitution is one for one where the relations allow it. Days are the record's, day 1 first;
   the horizon is the end of the last demand, and no force is kept for what comes after it, on
   both sides.
8. An element-day counts alike in both priorities, but twice in a class with less than a tenth of
   all element-days, so that the plan is better in every class rather than in their sum.
"""
