"""Where lines touch or cross each other or themselves.

In:  lines as arrays of positions. Out: pairs of `Stretch`es (line, first and last position) that have in common what
     they must not. Lines are compared piece by piece, so that a few long ones among many short ones cost no more.
"""

from dataclasses import dataclass

import numpy
import shapely

# Segments a piece.
PIECE = 32


@dataclass(frozen=True)
class Stretch:
    """The positions first to last, both included, of a line."""

    line: int
    first: int
    last: int


def conflicts(lines, of=None, shared_ends=False):
    """The pairs of stretches that touch; neighbours along a line may share their end, no more.

    `of`: only pairs in which one of these lines is (all lines where left out); `shared_ends`: lines may also end at one
    common position, as arcs do at a node.
    """
    result = [
        (Stretch(index, 0, len(line) - 1),) * 2
        for index, line in enumerate(lines)
        if (of is None or index in of) and (len(line) < 2 or (len(line) < 4 and (line[0] == line[-1]).all()))
    ]
    owner, first, last, pieces = cut_to_pieces(lines)
    asked = numpy.arange(len(pieces)) if of is None else numpy.flatnonzero(numpy.isin(owner, sorted(of)))
    for index in asked[~shapely.is_simple(pieces[asked])]:
        result.append((Stretch(int(owner[index]), int(first[index]), int(last[index])),) * 2)
    one, other = shapely.STRtree(pieces).query(pieces[asked], predicate="intersects")
    one = asked[one]
    pairs = numpy.unique(numpy.sort(numpy.column_stack((one, other))[one != other], axis=1), axis=0)
    one, other = pairs.T
    for a, b in numpy.column_stack((one, other))[~allowed(lines, (owner, first, last, pieces), one, other, shared_ends)]:
        result.append(tuple(Stretch(int(owner[i]), int(first[i]), int(last[i])) for i in (a, b)))
    return result


def cut_to_pieces(lines):
    """(owner, first, last, geometry) of the pieces of all lines, as arrays."""
    sizes = numpy.array([len(line) for line in lines])
    usable = sizes >= 2
    counts = numpy.where(usable, -(-(sizes - 1) // PIECE), 0)
    owner = numpy.repeat(numpy.arange(len(lines)), counts)
    ordinal = numpy.arange(len(owner)) - numpy.repeat(numpy.cumsum(counts) - counts, counts)
    first = ordinal * PIECE
    last = numpy.minimum(first + PIECE, sizes[owner] - 1)
    offsets = numpy.cumsum(sizes) - sizes
    lengths = last - first + 1
    within = numpy.arange(lengths.sum()) - numpy.repeat(numpy.cumsum(lengths) - lengths, lengths)
    flat = numpy.repeat(offsets[owner] + first, lengths) + within
    positions = numpy.concatenate(lines)[flat]
    pieces = shapely.linestrings(positions, indices=numpy.repeat(numpy.arange(len(owner)), lengths))
    return owner, first, last, pieces


def allowed(lines, table, one, other, shared_ends):
    """Whether each pair of pieces meets in no more than the ends that it may share."""
    owner, first, last, pieces = table
    ends = numpy.array([(line[0], line[-1]) for line in lines])
    sizes = numpy.array([len(line) for line in lines])
    closed = (ends[:, 0] == ends[:, 1]).all(axis=1)
    same = owner[one] == owner[other]
    follows = same & (last[one] == first[other])
    wraps = same & closed[owner[one]] & (first[one] == 0) & (last[other] == sizes[owner[one]] - 1)
    shared = follows.astype(int) + wraps
    if shared_ends:
        shared += common_ends(table, sizes, ends, one, other) * ~same
        # A line that begins and ends at one node, closed or not, meets itself there.
    result = numpy.zeros(len(one), bool)
    ask = shared > 0
    common = shapely.intersection(pieces[one[ask]], pieces[other[ask]])
    points = shapely.get_dimensions(common) == 0
    result[ask] = points & (shapely.get_num_geometries(common) == shared[ask])
    return result


def common_ends(table, sizes, ends, one, other):
    """How many positions are an end of both pieces' lines."""
    owner, first, last, _ = table
    count = numpy.zeros(len(one), int)
    for a_side in (0, 1):
        a_has = first[one] == 0 if a_side == 0 else last[one] == sizes[owner[one]] - 1
        for b_side in (0, 1):
            b_has = first[other] == 0 if b_side == 0 else last[other] == sizes[owner[other]] - 1
            same = (ends[owner[one], a_side] == ends[owner[other], b_side]).all(axis=1)
            count += a_has & b_has & same
    return count
