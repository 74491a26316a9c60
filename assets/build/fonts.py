"""Cuts the bundled fonts down to what the program draws.

Inter (Latin, Greek, Cyrillic, Vietnamese, signs and arrows) comes from the npm package `inter-ui`,
Noto Sans SC (Chinese, and the Japanese and Korean that is used) from the Debian package
`fonts-noto-cjk`. What the labels, the gazetteer's names and the bundled data files write is
collected from them: a character that Inter lacks is taken from Noto, and the build fails when
neither has it, but for the two of `NO_GLYPH`. Two things are changed on the way:

* In Inter the character map points each digit to its tabular form. The toolkit asks for no OpenType
  features, so the default glyph has to be the one whose width never changes.
* Layout features other than kerning, marks and composition are dropped, so that the width of a text
  is the sum of its advances and its kerning, whoever measures it.
"""

import argparse
import gzip
import json
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

INTER_STYLES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")

# Every character of these ranges that Inter has.
INTER_RANGES = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x02B0, 0x0304),  # modifier letters, the common combining marks
    (0x0306, 0x0331),
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic: Russian, Ukrainian, Serbian ...
    (0x0490, 0x0493),
    (0x1E00, 0x1EFF),  # Latin Extended Additional, Vietnamese
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20C0),  # currency
    (0x2100, 0x218B),  # letter-like signs, fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2300, 0x23FF),  # keyboard signs
    (0x25A0, 0x25FF),  # shapes
    (0x2600, 0x27BF),  # stars, tick, warning
    (0x27F5, 0x27FA),
)
KEPT_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

# Chinese punctuation and full-width forms.
CJK_RANGES = ((0x3000, 0x301F), (0xFF01, 0xFF5E))
# Used by the gazetteer's names only, and neither Inter nor Noto Sans CJK has them: the line below
# the H of four places in Israel, and the simplified first character of Hokota in Japan.
NO_GLYPH = frozenset("\u0331\U0002b4f4")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def characters(ranges):
    """All code points of inclusive ranges."""
    return [code for first, last in ranges for code in range(first, last + 1)]


def tabular_digits(font):
    """Points the digits of the character map to their tabular glyphs."""
    gsub = font["GSUB"].table
    record = next(r for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "tnum")
    mapping = {}
    for index in record.Feature.LookupListIndex:
        for table in gsub.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                glyph = table.cmap[code]  # tables may share one map: it may be done already
                table.cmap[code] = mapping.get(glyph, glyph)


def cut(font, codes, out):
    """Writes the subset of `font` that draws `codes`."""
    options = subset.Options()
    options.layout_features = KEPT_FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.hinting = False
    options.desubroutinize = True
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "STAT", "vhea", "vmtx", "VORG", "BASE", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.flavor = None
    font.save(out)


def data_files(folder):
    """The bundled data files that the program shows: layers and views, in order of their names."""
    paths = sorted([*folder.glob("*.geojson"), *folder.glob("*.atlas.json")])
    if not paths:
        raise SystemExit(f"{folder}: no data files")
    return paths


def json_characters(path):
    """Every character that a JSON file writes, in keys and values, escaped or not."""
    value = json.loads(path.read_text(encoding="utf-8"))
    return set(json.dumps(value, ensure_ascii=False))


def used_characters(assets, data):
    """Every character of the labels, the gazetteer's two names per place and the data files."""
    used = json_characters(assets / "labels.json")
    with gzip.open(assets / "gazetteer.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.split("\t")
            used.update(columns[0], columns[6])
    return used.union(*map(json_characters, data_files(data)))


def font_number(collection, name):
    """Index of the font called `name` in a collection file."""
    for number in range(64):
        if TTFont(collection, fontNumber=number, lazy=True)["name"].getDebugName(4) == name:
            return number
    raise SystemExit(f"{collection}: no font is called {name}")


def write_inter(package, used, out):
    """Writes the five styles of Inter; returns those characters of `used` that a style lacks."""
    lacking = set()
    for style in INTER_STYLES:
        font = TTFont(package / "web" / f"Inter-{style}.woff2", recalcTimestamp=False)
        lacking |= {char for char in used if ord(char) not in font.getBestCmap()}
        tabular_digits(font)
        codes = {ord(char) for char in used}.union(characters(INTER_RANGES))
        cut(font, sorted(codes), out / f"Inter-{style}.ttf")
    return lacking


def write_noto(collection, used, out):
    """Writes Noto Sans SC with Chinese punctuation and the characters `used`."""
    number = font_number(collection, "Noto Sans CJK SC")
    font = TTFont(collection, fontNumber=number, recalcTimestamp=False)
    lacking = sorted(char for char in used if ord(char) not in font.getBestCmap())
    if lacking:
        raise SystemExit(f"neither Inter nor Noto Sans CJK has {lacking}")
    codes = {ord(char) for char in used}.union(characters(CJK_RANGES))
    cut(font, sorted(codes), out / "NotoSansSC-subset.otf")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--inter", type=Path, required=True, help="unpacked npm package inter-ui")
    args.add_argument("--noto", type=Path, required=True, help="NotoSansCJK-Regular.ttc")
    args.add_argument("--data", type=Path, required=True, help="folder of the bundled data files")
    args.add_argument("--assets", type=Path, required=True, help="folder with labels.json")
    args = args.parse_args()
    out = args.assets / "fonts"
    out.mkdir(exist_ok=True)
    used = used_characters(args.assets, args.data)
    rest = write_inter(args.inter, used, out) - NO_GLYPH
    extra = (Path(__file__).parent / "tables" / "han_extra.txt").read_text(encoding="utf-8")
    # The middle dot of transcribed names: Inter has it too, in a Latin width.
    write_noto(args.noto, rest.union(HAN.findall(extra), "·"), out)
    for path in sorted(out.iterdir()):
        print(f"{path.name:24} {path.stat().st_size:8}")


if __name__ == "__main__":
    main()
