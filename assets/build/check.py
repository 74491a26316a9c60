"""Prints what the assets hold and fails when something that the program relies on is not so."""

import argparse
import collections
import gzip
import json
import re
from pathlib import Path

import numpy as np
import shapely
import uharfbuzz
from fontTools.ttLib import TTFont

import bmap_read
import borders
from fonts import INTER_STYLES, NO_GLYPH, data_files, json_characters, used_characters
from simplify import GRID, LEVELS, mercator

LARGEST_TOTAL = 7_000_000
OVERLAP_CELLS = 3
# Codes that GeoNames uses and the map does not: there they are a part of another country.
PARTS = {"BQ": "NL", "GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "YT": "FR", "SJ": "NO"}
# A point inside of what each code must hold: who controls what, as Natural Earth has it.
INSIDE = {
    "IT": (12.5, 41.9), "CN": (116.4, 39.9), "TW": (121.5, 24.5), "HK": (114.13, 22.45),
    "XK": (21.16, 42.66), "EH": (-10.57, 26.16), "PS": (35.25, 31.9), "RU": (178.0, 66.5),
    "FJ": (178.0, -17.8), "AQ": (179.0, -84.9), "GL": (-40.0, 75.0), "": (44.06, 9.56),
}  # fmt: skip
SEA_SIZES = (11.0, 15.0, 3.0)  # points at its first zoom, at most, and over how many zooms
SMALL_ISLAND = 30.0  # square pixels: a sea name may cover it
DRAWN = "0123456789 ≤≥×±·–—…“”‘’←→↑↓€£¥₿▶✓⚠ÅéğőȘṣếẾΩαЖжієђ"


def need(condition, message):
    """Ends the program with a message unless the condition holds."""
    if not condition:
        raise SystemExit(f"check failed: {message}")


def check_line(line, what):
    """Cells inside the map, levels inside their range, ends at level 0, no step too long."""
    x, y = line.cells[:, 0], line.cells[:, 1]
    need(len(x) >= 2, f"{what}: a line of {len(x)} points")
    need(x.min() >= 0 and x.max() <= GRID + OVERLAP_CELLS, f"{what}: x outside")
    need(y.min() >= 0 and y.max() <= GRID, f"{what}: y outside")
    need(0 <= line.levels.min() and line.levels.max() <= LEVELS, f"{what}: level outside")
    need(line.levels[0] == 0 and line.levels[-1] == 0, f"{what}: an end is not at level 0")
    need(np.abs(np.diff(x)).max(initial=0) < GRID // 2, f"{what}: a jump across the dateline")


def check_lines(world):
    """Every line of every section, and that no coast runs along the frame of the map."""
    for kind, arc in world.arcs:
        need(kind in range(borders.NONE + 1), "unknown class of an arc")
        check_line(arc, "arc")
        if kind != borders.NONE:
            sides = (arc.cells[:, 0] == 0) | (arc.cells[:, 0] >= GRID)
            bottom = arc.cells[:, 1] == GRID
            need(not (sides[1:] & sides[:-1]).any(), "a coast along the dateline")
            need(not (bottom[1:] & bottom[:-1]).any(), "a coast along the bottom")
    for name in ("rivers", "provinces", "claims"):
        for _, line in getattr(world, name):
            check_line(line, name)
    for _, rings in world.lakes:
        for ring in rings:
            check_line(ring, "lake")
            need((ring.cells[0] == ring.cells[-1]).all(), "an open lake")


def country_shapes(world):
    """[(code, polygons on the unit square)], after the rings of each country are checked."""
    shapes, names = [], set()
    for name, code, polygons in world.countries:
        need(name not in names, f"{name}: twice")
        need(code == "" or re.fullmatch("[A-Z]{2}", code), f"{name}: code {code}")
        names.add(name)
        parts = []
        for polygon in polygons:
            rings = [world.ring(ring) for ring in polygon]
            for ring in rings:
                need((ring[0] == ring[-1]).all(), f"{name}: an open ring")
                step = np.abs(np.diff(ring[:, 0])).max()
                need(step < GRID // 2, f"{name}: a jump across the dateline")
            rings = [ring / GRID for ring in rings if len(ring) >= 4]
            if rings:
                parts.append(shapely.Polygon(rings[0], rings[1:]).buffer(0))
        shapes.append((code, parts))
    return shapes


def check_antarctica(shapes):
    """It reaches both sides and the bottom of the map, without a gap between the copies."""
    parts = next(parts for code, parts in shapes if code == "AQ")
    bounds = shapely.total_bounds(parts)
    east = GRID + OVERLAP_CELLS
    need(bounds[0] == 0 and bounds[2] * GRID == east, "Antarctica: a side is missing")
    need(bounds[3] == 1.0, "Antarctica does not reach the bottom")


def check_cities(shapes, gazetteer):
    """Sample points, and the share of gazetteer places that lie in the country of their code."""
    codes = [code for code, parts in shapes for _ in parts]
    tree = shapely.STRtree([part for _, parts in shapes for part in parts])

    def found(lon, lat):
        point = shapely.Point(mercator([[lon, lat]])[0])
        return {codes[i] for i in tree.query(point, predicate="within")}

    for code, (lon, lat) in INSIDE.items():
        need(code in found(lon, lat), f"{code or 'Somaliland'} is not at {lon}, {lat}")
    known = set(codes)
    missing = {row[1] for row in gazetteer} - known - set(PARTS)
    need(not missing, f"no country for the codes {sorted(missing)}")
    sample = gazetteer[::7]
    hits = sum(PARTS.get(r[1], r[1]) in found(float(r[2]), float(r[3])) for r in sample)
    print(f"gazetteer places inside the country of their code: {hits / len(sample):.1%}")
    need(hits / len(sample) > 0.975, "too many places outside their country")


def check_gazetteer(path):
    """Nine columns, ordered by population, no place under the limit."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    need(all(len(row) == 9 for row in rows), "gazetteer: not nine columns")
    people = [int(row[4]) for row in rows]
    need(min(people) >= 15_000 and people == sorted(people, reverse=True), "gazetteer: order")
    need(all(abs(float(r[2])) <= 180 and abs(float(r[3])) <= 90 for r in rows), "gazetteer: place")
    with_chinese = sum(bool(row[6]) for row in rows)
    print(f"gazetteer: {len(rows)} places, {with_chinese} with a Chinese name")
    return rows


def check_labels(labels):
    """Shapes of the rows, codes, and where Chinese names are given."""
    sizes = {"country": 8, "city": 8, "admin1": 5, "ocean": 5}
    need(set(labels) == set(sizes), "labels: kinds")
    for kind, size in sizes.items():
        need(all(len(row) == size for row in labels[kind]), f"labels: {kind}")
        print(f"labels: {len(labels[kind])} {kind}")
    codes = [row[3] for row in labels["country"] if row[3]]
    need(len(codes) == len(set(codes)), "labels: a country twice")
    need(all(row[1] and row[2] for row in labels["country"]), "labels: a country without a name")
    need(all(row[5] <= 3 for row in labels["city"] if row[1]), "labels: an unread Chinese name")
    need(all(re.fullmatch("([A-Z]{2})?", row[2]) for row in labels["city"]), "labels: city code")
    names = {row[0]: row[1] for row in labels["city"]}
    need((names["Shenzhen"], names["Milan"]) == ("深圳", "米兰"), "labels: Chinese names")
    seas = collections.Counter(row[0] for row in labels["ocean"])
    need(max(seas.values()) == 1, "labels: a sea twice")


def text_width(font, text, size):
    """Width of letter-spaced text, in the unit of `size`."""
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    units = sum(metrics[cmap[ord(char)]][0] for char in text)
    return units / font["head"].unitsPerEm * size + len(text) * size * 0.12


def check_seas(seas, shapes, font):
    """No sea name touches land at the zoom where it first shows."""
    parts = [part for _, polygons in shapes for part in polygons]
    areas, tree = np.array([part.area for part in parts]), shapely.STRtree(parts)
    first, last, zooms = SEA_SIZES
    for name, _, lon, lat, rank in seas:
        zoom = max(rank - 0.5, 1.0)
        size = first + (last - first) * min(max((zoom - rank * 0.55) / zooms, 0.0), 1.0)
        world = 256 * 2.0**zoom
        lines = name.split(" ", 1)
        width = max(text_width(font, line, size) for line in lines) / world
        height = len(lines) * size * 1.25 / world
        x, y = mercator([[lon, lat]])[0]
        for copy in (-1, 0, 1):
            box = shapely.box(
                x + copy - width / 2, y - height / 2, x + copy + width / 2, y + height / 2
            )
            touched = tree.query(box, predicate="intersects")
            need(not (areas[touched] * world**2 > SMALL_ISLAND).any(), f"{name} touches land")


def check_covered(used, covered, what):
    """No character of `what` is without a glyph."""
    lacking = sorted(char for char in used if ord(char) not in covered)
    codes = [f"{char} U+{ord(char):04X}" for char in lacking]
    need(not lacking, f"{what}: no glyph for {codes}; build the fonts again")


def check_fonts(assets, data):
    """Digits of one width, kerning at work, and every character that is drawn."""
    folder, inter = assets / "fonts", []
    for style in INTER_STYLES:
        path = folder / f"Inter-{style}.ttf"
        font = TTFont(path)
        cmap, metrics = font.getBestCmap(), font["hmtx"]
        need(len({metrics[cmap[ord(d)]][0] for d in "0123456789"}) == 1, f"{style}: digits")
        check_covered(DRAWN, cmap, style)
        inter.append(set(cmap))
        shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))

        def width(text, shaper=shaper):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            uharfbuzz.shape(shaper, buffer)
            return sum(position.x_advance for position in buffer.glyph_positions)

        need(width("AV") < width("A") + width("V"), f"{style}: no kerning")
        need(width("2011-11-11") == width("2028-06-30"), f"{style}: dates differ in width")
        print(f"Inter {style}: {len(cmap)} characters")
    noto = set(TTFont(folder / "NotoSansSC-subset.otf").getBestCmap())
    covered = set.intersection(*inter) | noto
    for path in [assets / "labels.json", *data_files(data)]:
        check_covered(json_characters(path), covered, path.name)
    used = used_characters(assets, data)
    check_covered(used - NO_GLYPH, covered, "gazetteer")
    need(used >= NO_GLYPH and not NO_GLYPH & covered, "NO_GLYPH of fonts.py is out of date")
    print(f"characters used: {len(used)}")
    print(f"Noto Sans SC: {len(noto)} characters")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--assets", type=Path, required=True)
    args.add_argument("--data", type=Path, required=True, help="folder of the bundled data files")
    args = args.parse_args()
    assets = args.assets
    world = bmap_read.read(assets / "basemap.bin")
    check_lines(world)
    kinds = collections.Counter(kind for kind, _ in world.arcs)
    print(f"arcs: {len(world.arcs)}, by class {[kinds[kind] for kind in range(5)]}")
    for name in ("countries", "lakes", "rivers", "provinces", "claims"):
        print(f"{name}: {len(getattr(world, name))}")
    shapes = country_shapes(world)
    check_antarctica(shapes)
    gazetteer = check_gazetteer(assets / "gazetteer.tsv.gz")
    check_cities(shapes, gazetteer)
    labels = json.loads((assets / "labels.json").read_text(encoding="utf-8"))
    check_labels(labels)
    check_seas(labels["ocean"], shapes, TTFont(assets / "fonts" / "Inter-Italic.ttf"))
    check_fonts(assets, args.data)
    files = [path for path in assets.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    total = sum(path.stat().st_size for path in files)
    print(f"total: {total} bytes")
    need(total <= LARGEST_TOTAL, "larger than the limit")


if __name__ == "__main__":
    main()
