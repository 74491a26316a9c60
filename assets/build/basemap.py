"""Makes basemap.bin: countries, coasts, borders, lakes, rivers, provinces and claims."""

import argparse
import collections
from pathlib import Path

import numpy as np
import shapely

import bmap
import borders
import sources
from simplify import SOUTH

# How far the eastern edge of the map reaches past the dateline, in degrees (3 grid steps), so that
# two copies of the world overlap by a hair instead of leaving one.
OVERLAP = 0.002
# Points along the bottom of the map, in degrees: no step of a ring is as long as half the world.
LONGEST_STEP = 60.0
# Natural Earth has one row for two territories with codes of their own.
SPLIT = {"Indian Ocean Ter.": (100.0, ("Cocos Is.", "CC"), ("Christmas I.", "CX"))}
RENAMED = {"Macedonia": "North Macedonia"}
PROVINCE_LINES = {"Admin-1 boundary", "Admin-1 region boundary"}
LAST_PROVINCE_ZOOM = 9
SHORTEST_CLAIM = 0.02  # degrees
CONTROL_RANK, CLAIM_RANK = 2, 5


def table(name):
    """Rows of a tab-separated table beside this program, without its comments."""
    text = (Path(__file__).parent / "tables" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]


def ice_shelves():
    """The areas of tables/ice_shelves.tsv."""
    areas = collections.defaultdict(list)
    for name, lon, lat in table("ice_shelves.tsv"):
        areas[name].append((float(lon), float(lat)))
    return [shapely.Polygon(points) for points in areas.values()]


def close_antarctica(topology):
    """Joins Antarctica with its ice shelves and closes it along the sides and bottom of the map.

    Its arcs are its own, so that each ring of the result becomes one new arc.
    """
    feature = next(f for f in topology.features if f.name == "Antarctica")
    land = ice_shelves()
    for polygon in feature.polygons:
        ring = topology.ring(polygon[0])
        if abs(ring[0, 0] - ring[-1, 0]) > 1:  # round the pole, from -180 to 180
            ring = np.concatenate([ring, [[180.0, -89.0], [-180.0, -89.0]]])
        land.append(shapely.make_valid(shapely.Polygon(ring), method="structure"))
    frame = shapely.box(-180, SOUTH, 180, 0)
    feature.polygons = []
    joined = shapely.intersection(shapely.union_all(land), frame)
    for polygon in sources.parts(shapely.segmentize(joined, LONGEST_STEP)):
        rings = [polygon.exterior, *polygon.interiors]
        first = len(topology.arcs)
        topology.arcs += [np.array(ring.coords) for ring in rings]
        feature.polygons.append([[first + n] for n in range(len(rings))])


def arc_users(topology):
    """The names of the countries on each arc."""
    users = collections.defaultdict(set)
    for feature in topology.features:
        for polygon in feature.polygons:
            for number in (n for ring in polygon for n in ring):
                users[max(number, ~number)].add(feature.name)
    return users


def classified_arcs(topology, zone):
    """Splits the arcs by class. Returns [(class, points)] and, per old arc, the new numbers."""
    users, pieces, numbers = arc_users(topology), [], {}
    for number, names in sorted(users.items()):
        points = topology.arcs[number]
        if len(names) > 1:
            new = borders.border_pieces(names, points, zone)
        else:
            new = borders.coast_pieces(points)
        numbers[number] = list(range(len(pieces), len(pieces) + len(new)))
        pieces += new
    return pieces, numbers


def renumbered(ring, numbers):
    """A ring in terms of the new arcs."""
    out = []
    for number in ring:
        new = numbers[max(number, ~number)]
        out += new if number >= 0 else [~n for n in reversed(new)]
    return out


def arcs_section(pieces):
    """The arcs, each with its class."""
    section = bmap.Section()
    section.unsigned(len(pieces))
    for kind, points in pieces:
        section.data.append(kind)
        east = points[:, 0] >= 180
        section.line(points + np.stack([east * OVERLAP, east * 0.0], axis=1))
    return section


def codes(countries):
    """ISO 3166-1 alpha-2 code by name and by number, from the 1:50m table and our own."""
    by_number = {str(row["iso_n3_eh"]): str(row["iso_a2_eh"]) for row in countries}
    by_number.pop("-99", None)
    by_name = {row[0]: row[1] for row in table("country_codes.tsv")}
    return lambda feature: by_name.get(feature.name, by_number.get(feature.number))


def coded_features(topology, code_of):
    """(name, code, polygons) of each country, in the order of the source."""
    rows = []
    for feature in topology.features:
        if feature.name in SPLIT:
            limit, west, east = SPLIT[feature.name]
            groups = {west: [], east: []}
            for polygon in feature.polygons:
                lon = topology.ring(polygon[0])[0, 0]
                groups[west if lon < limit else east].append(polygon)
            rows += [(name, code, group) for (name, code), group in groups.items()]
            continue
        code = code_of(feature)
        if code is None:
            raise SystemExit(f"{feature.name} has no code: add it to tables/country_codes.tsv")
        name = RENAMED.get(feature.name, feature.name)
        rows.append((name, "" if code == "-" else code, feature.polygons))
    return rows


def countries_section(rows, numbers):
    """Name, code, and the rings of each country as arc numbers."""
    section = bmap.Section()
    section.unsigned(len(rows))
    for name, code, polygons in rows:
        section.text(name)
        section.text(code)
        section.unsigned(len(polygons))
        for polygon in polygons:
            section.unsigned(len(polygon))
            for ring in polygon:
                new = renumbered(ring, numbers)
                section.unsigned(len(new))
                for number in new:
                    section.signed(number)
    return section


def lines_section(rows):
    """Ranked lines, joined end to end within a rank to save headers. `rows`: (rank, geometry)."""
    by_rank = collections.defaultdict(list)
    for rank, shape in rows:
        by_rank[rank] += [line for line in sources.parts(shape) if len(line.coords) > 1]
    joined = []
    for rank in sorted(by_rank):
        merged = shapely.line_merge(shapely.MultiLineString(by_rank[rank]))
        joined += [(rank, np.array(line.coords)) for line in sources.parts(merged)]
    section = bmap.Section()
    section.unsigned(len(joined))
    for rank, points in joined:
        section.unsigned(rank)
        section.line(points)
    return section


def lakes_section(rows):
    """Ranked polygons. `rows`: (rank, geometry)."""
    polygons = []
    for rank, shape in rows:
        valid = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        pieces = sources.parts(shape if shape.is_valid else valid)
        polygons += [(rank, piece) for piece in pieces if piece.geom_type == "Polygon"]
    section = bmap.Section()
    section.unsigned(len(polygons))
    for rank, polygon in polygons:
        section.unsigned(rank)
        section.unsigned(1 + len(polygon.interiors))
        for ring in (polygon.exterior, *polygon.interiors):
            section.line(np.array(ring.coords))
    return section


def water(magics):
    """The lakes and the rivers, as (rank, geometry) rows."""
    ocean = sources.vectors(magics / "ne_10m_ocean.shp")
    lakes = [(r["scaleran_2"], shape) for r, shape in ocean if r["featurec_2"]]
    lakes = [(9 if np.isnan(rank) else int(rank), shape) for rank, shape in lakes]
    rivers = sources.vectors(magics / "ne_10m_rivers_lake_centerlines.shp")
    return lakes, [(int(r["scalerank"]), shape) for r, shape in rivers]


def provinces(magics):
    """Province borders as (rank, geometry): the rank is the zoom from which they help."""
    rows = sources.vectors(magics / "ne_10m_admin_1_states_provinces_lines.shp")
    return [
        (int(row["min_zoom"]), shape)
        for row, shape in rows
        if row["featurecla"] in PROVINCE_LINES and row["min_zoom"] <= LAST_PROVINCE_ZOOM
    ]


def claims(path):
    """Claim lines as (rank, geometry)."""
    rows = []
    for row, shape in sources.vectors(path, layer="disputed_borders"):
        if row["name"] not in borders.DROPPED_CLAIMS:
            rank = CONTROL_RANK if row["name"] in borders.CONTROL_LINES else CLAIM_RANK
            rows += [(rank, line) for line in sources.parts(shape) if line.length > SHORTEST_CLAIM]
    return rows


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--atlas", type=Path, required=True, help="world-atlas countries-10m.json")
    args.add_argument("--magics", type=Path, required=True, help="folder of the ne_10m shapefiles")
    args.add_argument("--claims", type=Path, required=True, help="QGIS world_map.gpkg")
    args.add_argument("--r-data", type=Path, required=True, help="R package rnaturalearthdata")
    args.add_argument("--assets", type=Path, required=True)
    args = args.parse_args()
    topology = sources.topology(args.atlas)
    close_antarctica(topology)
    reference = sources.vectors(args.magics / "ne_10m_admin_0_boundary_lines_land.shp")
    pieces, numbers = classified_arcs(topology, borders.disputed_zone(reference))
    code_of = codes(sources.r_table(args.r_data, "countries50"))
    lakes, rivers = water(args.magics)
    sections = [
        arcs_section(pieces),
        countries_section(coded_features(topology, code_of), numbers),
        lakes_section(lakes),
        lines_section(rivers),
        lines_section(provinces(args.magics)),
        lines_section(claims(args.claims)),
    ]
    size = bmap.write(args.assets / "basemap.bin", sections)
    print(f"basemap.bin {size} bytes, vertices {[section.vertices for section in sections]}")


if __name__ == "__main__":
    main()
