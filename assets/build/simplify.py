"""Mercator unit square and the level of detail of each vertex.

The square spans longitude -180..180 (x 0..1) and latitude 85.0511..-85.0511 (y 0..1, downwards).
Vertices are ranked by the area that their removal would change (Visvalingam and Whyatt). A vertex
of level k is needed from map zoom k + 1 on (zoom 0: a world of 256 pixels), level 8 past zoom 8.
"""

import heapq

import numpy as np

GRID = 1 << 19
LEVELS = 8
SOUTH = -85.0511287798066
TOLERANCE = 0.5  # pixels


def mercator(lonlat):
    """Degrees (n x 2) to the unit square."""
    lonlat = np.asarray(lonlat, float)
    latitude = np.radians(np.clip(lonlat[:, 1], SOUTH, -SOUTH))
    x = (lonlat[:, 0] + 180) / 360
    y = (1 - np.log(np.tan(latitude) + 1 / np.cos(latitude)) / np.pi) / 2
    return np.stack([x, y], axis=1)


def effective_areas(points):
    """The triangle area at which each vertex goes; infinite at both ends."""
    count = len(points)
    areas = np.full(count, np.inf)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    xy = points.tolist()

    def triangle(i):
        (ax, ay), (bx, by), (cx, cy) = xy[before[i]], xy[i], xy[after[i]]
        return abs((ax - cx) * (by - ay) - (ax - bx) * (cy - ay)) / 2

    current = [None] + [triangle(i) for i in range(1, count - 1)] + [None]
    heap = [(current[i], i) for i in range(1, count - 1)]
    heapq.heapify(heap)
    largest, gone = 0.0, [False] * count
    while heap:
        area, i = heapq.heappop(heap)
        if gone[i] or current[i] != area:
            continue
        largest = max(largest, area)
        areas[i], gone[i] = largest, True
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < count - 1:
                current[j] = triangle(j)
                heapq.heappush(heap, (current[j], j))
    return areas


def vertex_levels(points):
    """Level 0..8 per vertex. Ends are level 0; a closed line keeps two inner vertices as well."""
    areas = effective_areas(points)
    levels = np.full(len(points), LEVELS)
    for level in reversed(range(LEVELS)):
        levels[areas >= (TOLERANCE / (256 * 2.0 ** (level + 1))) ** 2] = level
    levels[0] = levels[-1] = 0
    if len(points) > 4 and np.allclose(points[0], points[-1], atol=1e-12):
        order = np.argsort(-areas[1:-1], kind="stable")[:2] + 1
        levels[order] = 0
    return levels
