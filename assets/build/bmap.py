"""Writer for the BMAP1 container (its format is described in ../README.md)."""

import struct
import zlib

import numpy as np

from simplify import GRID, mercator, vertex_levels


class Section:
    """One section of the file, as a growing byte string."""

    def __init__(self):
        self.data = bytearray()
        self.vertices = 0

    def unsigned(self, value):
        """Appends a LEB128 number."""
        while value > 127:
            self.data.append(value & 127 | 128)
            value >>= 7
        self.data.append(value)

    def signed(self, value):
        """Appends a number in zigzag form."""
        self.unsigned(value << 1 if value >= 0 else (-value << 1) - 1)

    def text(self, value):
        """Appends a string with its length in bytes."""
        data = value.encode()
        self.unsigned(len(data))
        self.data += data

    def line(self, lonlat):
        """Appends a line: count, grid steps from vertex to vertex, two levels per byte."""
        points = mercator(lonlat)
        cells = np.round(points * GRID).astype(np.int64)
        keep = np.ones(len(cells), bool)
        keep[1:-1] = np.any(cells[1:-1] != cells[:-2], axis=1)
        points, cells = points[keep], cells[keep]
        levels = vertex_levels(points).tolist()
        self.unsigned(len(cells))
        self.vertices += len(cells)
        x = y = 0
        for cell_x, cell_y in cells.tolist():
            self.signed(cell_x - x)
            self.signed(cell_y - y)
            x, y = cell_x, cell_y
        levels.append(0)
        for i in range(0, len(cells), 2):
            self.data.append(levels[i] | levels[i + 1] << 4)


def write(path, sections):
    """Writes the container: the sections follow each other, each deflated on its own."""
    blob = bytearray(b"BMAP1")
    for section in sections:
        packed = zlib.compress(bytes(section.data), 9)
        blob += struct.pack("<II", len(packed), len(section.data)) + packed
    path.write_bytes(blob)
    return len(blob)
