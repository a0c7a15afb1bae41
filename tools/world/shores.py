"""The rings of the earth simplified by at most 0.0005°, so that no two cross.

In:  rings.py. Out: the same rings with fewer positions, in the same order.

Each ring is simplified by itself (Douglas and Peucker, checked by GEOS against itself); where two then touch, or one
lies on the other side of another, the spans at fault get back the position that is farthest from them, as often as needed.
"""

from dataclasses import replace
from functools import cache as remember

from world import rings
from world.simplify import simplified

# Degrees of a great circle (55 m); the rounding before it is by at most 0.00007° more (8 m).
TOLERANCE = 0.0005


@remember
def shores(cache):
    """The simplified rings."""
    exact = rings.rings(cache)
    lines = simplified([ring.positions for ring in exact], TOLERANCE)
    return tuple(replace(ring, positions=positions) for ring, positions in zip(exact, lines))
