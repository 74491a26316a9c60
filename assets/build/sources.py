"""Readers for the three kinds of file in the source packages.

`vectors` reads shapefiles and GeoPackages, `r_table` reads a table out of an R package, `topology`
reads world-atlas TopoJSON with the rings that were stitched together across the dateline unwrapped.
"""

import bz2
import gzip
import json
import lzma
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio.raw
import rdata
import shapely


def vectors(path, layer=None):
    """Rows of a vector file as (attributes, geometry); rows without a shape are left out."""
    meta, _, shapes, columns = pyogrio.raw.read(path, layer=layer)
    names = [str(name) for name in meta["fields"]]
    rows = []
    for number, shape in enumerate(shapes):
        if shape is not None:
            attributes = {name: column[number] for name, column in zip(names, columns, strict=True)}
            rows.append((attributes, shapely.force_2d(shapely.from_wkb(shape))))
    return rows


def parts(geometry):
    """The simple geometries that a geometry is made of."""
    return list(getattr(geometry, "geoms", [geometry]))


def _r_object(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about classes (sf) that are read as plain lists
        return rdata.conversion.convert(rdata.parser.parse_data(data))


def _r_inflate(chunk):
    """R marks bzip2 and xz with a letter; anything else is zlib."""
    if chunk[:1] == b"2":
        return bz2.decompress(chunk[1:])
    if chunk[:1] == b"Z":
        filters = [{"id": lzma.FILTER_LZMA2}]
        return lzma.decompress(chunk[1:], format=lzma.FORMAT_RAW, filters=filters)
    return zlib.decompress(chunk)


def r_table(package, name):
    """One table of an installed R package (its lazy-load data base), as a list of dicts."""
    folder = Path(package) / "data"
    index = _r_object(gzip.decompress((folder / "Rdata.rdx").read_bytes()))
    offset, length = (int(n) for n in index["variables"][name])
    chunk = (folder / "Rdata.rdb").read_bytes()[offset : offset + length]
    data = _r_inflate(chunk[4:])
    if len(data) != struct.unpack(">I", chunk[:4])[0]:
        raise SystemExit(f"{name}: wrong length")
    return _r_object(data).to_dict("records")


@dataclass
class Feature:
    """A country: its rings are lists of arc numbers, `~n` meaning arc `n` read backwards."""

    name: str
    number: str
    polygons: list


@dataclass
class Topology:
    """Arcs in lon/lat degrees, each stored once, and the countries made of them."""

    arcs: list
    features: list

    def points(self, number):
        """The points of one arc of a ring, in the ring's direction."""
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def ring(self, numbers):
        """All points of a ring, the first repeated at the end."""
        pieces = [self.points(numbers[0])]
        pieces += [self.points(number)[1:] for number in numbers[1:]]
        return np.concatenate(pieces)


def unwrap(points):
    """Undoes the stitching of an arc: no step is longer than half the world.

    The dateline is written as -180 wherever the source touches it; an arc that lies east of
    Greenwich gets +180 instead. No arc of the source really crosses the dateline.
    """
    steps = np.diff(points[:, 0])
    turns = np.cumsum(np.where(steps > 180, -360, np.where(steps < -180, 360, 0)))
    out = points.copy()
    out[1:, 0] += turns
    if out[:, 0].min() < -180:
        out[:, 0] += 360
    if out[:, 0].min() < -180 or out[:, 0].max() > 180:
        raise SystemExit("an arc crosses the dateline")
    return out


def topology(path):
    """Reads the countries of a world-atlas file."""
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    scale, shift = data["transform"]["scale"], data["transform"]["translate"]
    arcs = [
        unwrap(np.cumsum(np.array(arc, dtype=np.int64), axis=0) * scale + shift)
        for arc in data["arcs"]
    ]
    features = []
    for row in data["objects"]["countries"]["geometries"]:
        polygons = [row["arcs"]] if row["type"] == "Polygon" else row["arcs"]
        features.append(Feature(row["properties"]["name"], row.get("id", ""), polygons))
    return Topology(arcs, features)
