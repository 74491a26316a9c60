"""Which line is a coast, a border, a disputed border, or no line at all.

Natural Earth shows who controls what. Fills follow it; every contested line is drawn with a dash of
its own instead. The table is short on purpose, so that a person can review it.
"""

import numpy as np
import shapely

from simplify import SOUTH

COAST, BORDER, DISPUTED, MINOR, NONE = range(5)

# Leased places: their outline is no border.
LEASED = {"Baikonur", "USNB Guantanamo Bay"}
# Sovereign base areas on Cyprus: a line only when near.
BASES = {"Akrotiri", "Dhekelia"}
DISPUTED_PAIRS = [
    {"Kosovo", "Serbia"},
    {"Palestine", "Israel"},
    {"Israel", "Syria"},
    {"Morocco", "W. Sahara"},
    {"Somalia", "Somaliland"},
    {"N. Cyprus", "Cyprus U.N. Buffer Zone"},
    {"Cyprus", "Cyprus U.N. Buffer Zone"},
]
# Pairs that the reference lines mark for reasons too small for a world map (a river, an islet).
SETTLED_PAIRS = [
    {"Bolivia", "Chile"},
    {"Malawi", "Tanzania"},
    {"Costa Rica", "Nicaragua"},
    {"Bolivia", "Peru"},
    {"Portugal", "Spain"},
    {"Canada", "United States of America"},
    {"Argentina", "Chile"},
]
# Classes of the reference lines that say nothing about a dispute.
PLAIN_CLASSES = {
    "International boundary (verify)",
    "International boundary (Magics)",
    "Overlay limit",
    "Lease limit",
}
SHORTEST_DISPUTE = 0.25  # degrees

# Claim lines that are left out: settled, dormant, or overtaken by events ("Ukrainian claim" is the
# contact line of 2014 to 2022 in the Donbas).
DROPPED_CLAIMS = {
    "Former USSR oblast in 1991",
    "Ceasefire Line 1994",
    "Portuguese claim",
    "Bolivian claim",
    "Guatemalan claim",
    "Ukrainian claim",
}
# Claim lines that mark who controls what, drawn like a disputed border; the rest are plain claims.
CONTROL_LINES = {"Moldovan claim", "Georgian claim", "Western Saharan claim"}


def disputed_zone(reference):
    """The narrow area round the reference lines that are not plain international borders."""
    lines = [shape for row, shape in reference if row["featurecla"] not in PLAIN_CLASSES]
    zone = shapely.union_all(lines).buffer(0.02)
    shapely.prepare(zone)
    return zone


def runs(values):
    """Splits a sequence into [value, first, after] stretches of equal values."""
    out = []
    for i, value in enumerate(values):
        if out and out[-1][0] == value:
            out[-1][2] = i + 1
        else:
            out.append([value, i, i + 1])
    return out


def pair_class(names, points):
    """Class of the line between two countries, before the reference lines are looked at."""
    if names & LEASED:
        return NONE
    if "Dhekelia" in names or names == {"Akrotiri", "Cyprus"}:
        return MINOR
    if names in DISPUTED_PAIRS or "Siachen Glacier" in names:
        return DISPUTED
    middle = points[len(points) // 2]
    if names == {"Russia", "Ukraine"} and middle[0] < 35 and middle[1] < 46.5:
        return DISPUTED  # north of Crimea
    return BORDER


def coast_pieces(points):
    """Splits a coast at the frame of the map: none is drawn along its sides and bottom."""
    at_side = np.abs(points[:, 0]) >= 180 - 1e-9
    at_bottom = points[:, 1] <= SOUTH + 1e-9
    on_frame = (at_side[1:] & at_side[:-1]) | (at_bottom[1:] & at_bottom[:-1])
    return [
        (NONE if frame else COAST, points[first : after + 1])
        for frame, first, after in runs(on_frame.tolist())
    ]


def border_pieces(names, points, zone):
    """Splits a land border where only a part of it is disputed."""
    kind = pair_class(names, points)
    if kind != BORDER or names in SETTLED_PAIRS:
        return [(kind, points)]
    middles = (points[:-1] + points[1:]) / 2
    inside = shapely.contains_xy(zone, middles[:, 0], middles[:, 1])
    line = shapely.LineString(points)
    if not inside.any() or line.intersection(zone).length <= SHORTEST_DISPUTE:
        return [(BORDER, points)]
    merged = []
    for disputed, first, after in runs(inside.tolist()):
        length = np.hypot(*np.diff(points[first : after + 1], axis=0).T).sum()
        if merged and (length < SHORTEST_DISPUTE or merged[-1][0] == disputed):
            merged[-1][2] = after
        else:
            merged.append([disputed, first, after])
    return [
        (DISPUTED if disputed else BORDER, points[first : after + 1])
        for disputed, first, after in merged
    ]
