"""Lines with fewer positions, which touch each other no more than before and stay on their sides.

In:  lines that may share their ends alone (rings, arcs of a topology), a tolerance in degrees of a great circle. Out:
     subsets of their positions.

Each line is simplified by itself (Douglas and Peucker, checked by GEOS against itself), in bands of latitude, in each of
which a degree of longitude counts for as much as it is at most long there; where two then touch, or a closed
line lies within another that did not hold it, the spans at fault get back the position that is farthest from them, as
often as needed. That is GEOS's own rule for many lines at once, at a cost that does not grow with the square of their number.
"""

import numpy
import shapely

from world.crossings import conflicts
from world.frame import narrowing

# Most rounds of giving positions back.
ROUNDS = 60

# Loops of more positions are asked one by one for what lies in them.
LARGE = 300

# The height of a band of latitude in degrees, and in tolerances, whichever is more: a line keeps a position at each edge.
BAND, BAND_TOLERANCES = 1.0, 40


def simplified(exact, tolerance, loops=None, shared_ends=False):
    """The lines with fewer positions.

    `loops`: the closed chains of lines, each a list of (line, whether forward); left out: every closed line.
    """
    exact, chosen = by_itself(list(exact), tolerance)
    if loops is None:
        loops = [[(index, True)] for index, line in enumerate(exact) if (line[0] == line[-1]).all()]
    before = nested(exact, loops)
    fresh = None
    for _ in range(ROUNDS):
        short = [line[choice] for line, choice in zip(exact, chosen)]
        faults = [stretch for pair in conflicts(short, fresh, shared_ends) for stretch in pair]
        spans = [(fault.line, fault.first, fault.last) for fault in faults] + jumped(exact, chosen, short, loops, before)
        if not spans:
            return short
        fresh = refine(exact, chosen, spans)
        if not fresh:
            raise SystemExit(f"error: lines touch although nothing is left out of them: {spans[:5]}")
    raise SystemExit(f"error: {len(spans)} spans of simplified lines still touch")


def by_itself(exact, tolerance):
    """(the lines, closed ones begun at a position that stays; which positions of each stay), each line without the others."""
    height = max(BAND, BAND_TOLERANCES * tolerance)
    stretches = [stretch for line in exact for stretch in in_bands(line, height)]
    lines = shapely.linestrings(
        numpy.concatenate(stretches), indices=numpy.repeat(numpy.arange(len(stretches)), [len(line) for line in stretches])
    )
    short = iter(shapely.simplify(lines, tolerance, preserve_topology=True))
    stretches = iter(stretches)
    begun_lines, chosen = [], []
    for line in exact:
        kept, at = [numpy.zeros(1, dtype=int)], 0
        while at < len(line) - 1:
            stretch, stays = next(stretches), shapely.get_coordinates(next(short))
            start = index_of(stretch, stays[0])
            if start:
                line, stretch = turned(line, start), turned(stretch, start)
            kept.append(at + indices(stretch, stays)[1:])
            at += len(stretch) - 1
        begun_lines.append(line)
        chosen.append(numpy.concatenate(kept))
    return begun_lines, chosen


def in_bands(line, height):
    """The stretches of a line in bands of latitude, each ending where the next begins, longitudes narrowed as in the band."""
    bands = numpy.floor(line[:-1, 1] / height)
    stops = [0, *(numpy.flatnonzero(numpy.diff(bands)) + 1), len(line) - 1]
    for first, last in zip(stops, stops[1:]):
        # The edge that is nearer to the equator: no stretch departs by more than the tolerance.
        latitude = height * min(abs(bands[first]), abs(bands[first] + 1))
        yield line[first : last + 1] * (float(narrowing(latitude)), 1.0)


def index_of(line, position):
    """The number of a position of a line: 0 for the first of a closed one."""
    if (line[0] == position).all():
        return 0
    return int(numpy.flatnonzero((line == position).all(axis=1))[0])


def turned(line, start):
    """A closed line begun at another of its positions."""
    return numpy.concatenate((line[start:-1], line[: start + 1]))


def indices(line, short):
    """Which positions of a line are those of its simplified form, both in order."""
    keys, wanted = line[:, 0] + 1j * line[:, 1], short[:, 0] + 1j * short[:, 1]
    order = numpy.argsort(keys, kind="stable")
    found = order[numpy.searchsorted(keys[order], wanted)]
    found[-1] = len(line) - 1
    if not (numpy.diff(found) > 0).all():
        raise SystemExit("error: a line goes through one position twice")
    return found


def nested(lines, loops):
    """The (outer, inner) pairs of loops of which the first position of one lies within the other."""
    chains = [chain(lines, loop) for loop in loops]
    polygons = shapely.polygons(
        shapely.linearrings(
            numpy.concatenate(chains), indices=numpy.repeat(numpy.arange(len(chains)), [len(line) for line in chains])
        )
    )
    starts = numpy.array([line[0] for line in chains])
    points = shapely.points(starts)
    large = numpy.array([len(line) > LARGE for line in chains])
    small = numpy.flatnonzero(~large)
    inner, outer = shapely.STRtree(polygons[small]).query(points, predicate="within")
    pairs = {(int(small[a]), int(b)) for a, b in zip(outer, inner) if small[a] != b}
    for index in numpy.flatnonzero(large):
        west, south, east, north = shapely.bounds(polygons[index])
        x, y = starts.T
        near = numpy.flatnonzero((x > west) & (x < east) & (y > south) & (y < north))
        shapely.prepare(polygons[index])
        held = near[shapely.contains_xy(polygons[index], x[near], y[near])]
        pairs |= {(int(index), int(other)) for other in held if other != index}
        shapely.destroy_prepared(polygons[index])
    return pairs


def chain(lines, loop):
    """The positions of a loop of lines."""
    parts = [lines[index] if forward else lines[index][::-1] for index, forward in loop]
    return numpy.concatenate([parts[0]] + [part[1:] for part in parts[1:]])


def jumped(exact, chosen, short, loops, before):
    """The spans of lines that swept over a loop that they did not hold, or lost one that they did."""
    result = []
    for outer, inner in sorted(nested(short, loops) ^ before):
        swept = exact[loops[inner][0][0]][0]
        for index, _ in loops[outer]:
            choice = chosen[index]
            low = numpy.minimum.reduceat(exact[index], choice[:-1], axis=0)
            high = numpy.maximum.reduceat(exact[index], choice[:-1], axis=0)
            low = numpy.minimum(low, exact[index][choice[1:]])
            high = numpy.maximum(high, exact[index][choice[1:]])
            holds = ((low <= swept) & (swept <= high)).all(axis=1) & (numpy.diff(choice) > 1)
            result += [(index, int(at), int(at) + 1) for at in numpy.flatnonzero(holds)]
        # An islet that is simplified itself may have slipped.
        result += [(index, 0, len(chosen[index]) - 1) for index, _ in loops[inner]]
    return result


def refine(exact, chosen, spans):
    """Gives the farthest position back to every span of simplified lines; says which lines have changed."""
    at_fault = {}
    for index, first, last in spans:
        at_fault.setdefault(index, set()).update(range(first, last))
    changed = set()
    for index, places in at_fault.items():
        choice, line = chosen[index], exact[index]
        extra = [farthest(line, choice[place], choice[place + 1]) for place in sorted(places)]
        extra = [position for position in extra if position is not None]
        if extra:
            chosen[index] = numpy.sort(numpy.append(choice, extra))
            changed.add(index)
    return changed


def farthest(line, first, last):
    """The position between two of a line that is farthest from the segment between them; None where there is none."""
    if last - first < 2:
        return None
    between = line[first + 1 : last]
    start, along = line[first], line[last] - line[first]
    length = float(along @ along)
    share = numpy.clip((between - start) @ along / length, 0, 1) if length else numpy.zeros(len(between))
    away = ((start + share[:, None] * along - between) ** 2).sum(axis=1)
    return first + 1 + int(numpy.argmax(away))
