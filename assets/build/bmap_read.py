"""Reader for the BMAP1 container of ../README.md, apart from the writer so that it tests it."""

import struct
import zlib
from dataclasses import dataclass

import numpy as np


class _Bytes:
    """A cursor over one section."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def unsigned(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self):
        value = self.unsigned()
        return value >> 1 ^ -(value & 1)

    def text(self):
        count = self.unsigned()
        self.at += count
        return self.data[self.at - count : self.at].decode()

    def line(self):
        count = self.unsigned()
        steps = np.array([self.signed() for _ in range(2 * count)], np.int64).reshape(-1, 2)
        packed = [self.byte() for _ in range((count + 1) // 2)]
        levels = [level for byte in packed for level in (byte & 15, byte >> 4)]
        return Line(np.cumsum(steps, axis=0), np.array(levels[:count]))

    def many(self, read):
        return [read() for _ in range(self.unsigned())]

    def end(self):
        if self.at != len(self.data):
            raise SystemExit("bytes left over in a section")


@dataclass
class Line:
    """Grid cells (x, y) of a line and the level of each."""

    cells: np.ndarray
    levels: np.ndarray


@dataclass
class Map:
    """All that the file holds."""

    arcs: list  # (class, Line)
    countries: list  # (name, code, polygons of rings of arc numbers)
    lakes: list  # (rank, rings as Lines)
    rivers: list  # (rank, Line)
    provinces: list
    claims: list

    def ring(self, numbers):
        """The cells of a ring of arcs; the first is repeated at the end."""
        pieces = []
        for number in numbers:
            cells = self.arcs[max(number, ~number)][1].cells
            cells = cells if number >= 0 else cells[::-1]
            if pieces and (pieces[-1][-1] != cells[0]).any():
                raise SystemExit("two arcs of a ring do not meet")
            pieces.append(cells[1:] if pieces else cells)
        return np.concatenate(pieces)


def read(path):
    """Reads the whole file."""
    blob = path.read_bytes()
    if blob[:5] != b"BMAP1":
        raise SystemExit("not a BMAP1 file")
    at, sections = 5, []
    while at < len(blob):
        packed, plain = struct.unpack_from("<II", blob, at)
        data = zlib.decompress(blob[at + 8 : at + 8 + packed])
        if len(data) != plain:
            raise SystemExit("a section has the wrong length")
        sections.append(_Bytes(data))
        at += 8 + packed
    arcs, countries, lakes, rivers, provinces, claims = sections

    def polygons(source):
        return source.many(lambda: source.many(lambda: source.many(source.signed)))

    def ranked(source):
        return source.many(lambda: (source.unsigned(), source.line()))

    world = Map(
        arcs.many(lambda: (arcs.byte(), arcs.line())),
        countries.many(lambda: (countries.text(), countries.text(), polygons(countries))),
        lakes.many(lambda: (lakes.unsigned(), lakes.many(lakes.line))),
        ranked(rivers),
        ranked(provinces),
        ranked(claims),
    )
    for section in sections:
        section.end()
    return world
