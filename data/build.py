#!/usr/bin/env python3
"""Make the bundled atlas and its GeoJSON files from the tables in data/source/.

    python3 data/build.py           write the files
    python3 data/build.py --check   write nothing, exit 1 if a file on disk differs

Needs Python 3 and nothing else. The tables are the source of truth: every row is
carried over, in the order of its table, and no value is added, made more exact or
dropped. What changes is the shape: property names, sources written out, dates in the
property that says what they are, and for country-level rows the point, which is the
country's Natural Earth label point from assets/labels.json. Anything that the tables
should not hold (an unknown source, a repeated id, a date of another form) stops the
build with a sentence. data/METHOD.md says what the properties mean.
"""

import csv
import json
import re
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent
SOURCE = DATA / "source"
LABELS = DATA.parent / "assets" / "labels.json"

COLUMNS = {
    "stations": "id,country,iso_a2,city,lon,lat,location_precision,jurisdiction,count,"
    "opened,opened_basis,closed,status,source_ids,note",
    "operations": "id,title,country,iso_a2,city,lon,lat,location_precision,date_start,"
    "date_end,jurisdiction,count,description,source_ids",
    "responses": "id,country,iso_a2,city,lon,lat,date,kind,description,source_ids,"
    "location_precision",
    "context": "id,date_start,date_end,title,description,scope,countries,value,unit,kind,"
    "source_ids",
    "sources": "source_id,publisher,title,date,url",
}
DATE_COLUMNS = ("opened", "closed", "date", "date_start", "date_end")
PRECISIONS = ("city", "region", "country", "jurisdiction-seat")
DATE_EVIDENCE = ("reported-open", "programme-date", "reported-by")

# A region-level row has no column for the region's name; the row's note gives it.
REGION_NAMES = {"un-sicily-1": "Sicily"}

DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
DATE_OR_INTERVAL = re.compile(f"{DATE}(/{DATE})?")


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit("usage: python3 data/build.py [--check]")
    different = []
    for name, text in build().items():
        path = DATA / name
        if path.is_file() and path.read_bytes() == text.encode("utf-8"):
            continue
        different.append(name)
        if not check:
            path.write_bytes(text.encode("utf-8"))
    if check and different:
        sys.exit(f"data/ is not what the tables make: {', '.join(different)}")
    print("changed: " + (", ".join(different) or "nothing"))


def build():
    """Every output file's name and text."""
    tables = {name: read_table(name) for name in COLUMNS}
    sources = source_objects(tables.pop("sources"))
    labels = label_points()
    makers = {"stations": station, "operations": operation, "responses": response}
    layers = {
        name: [
            feature(row, place(row, labels), make(row), sources)
            for row in tables[name]
        ]
        for name, make in makers.items()
    }
    layers["context"] = [
        feature(row, None, context(row), sources) for row in tables["context"]
    ]
    outputs = {
        f"{name}.geojson": feature_collection(rows) for name, rows in layers.items()
    }
    outputs["overseas-stations.atlas.json"] = atlas(tables)
    return outputs


# The four kinds of row


def station(row):
    evidence = row["opened_basis"]
    demand(evidence in DATE_EVIDENCE, row, f"unknown opened_basis {evidence!r}")
    known_by = evidence == "reported-by"
    return {
        "name": place_name(row),
        "country": row["country"],
        "country_code": row["iso_a2"],
        "place_precision": row["location_precision"],
        "jurisdiction": row["jurisdiction"],
        "count": number(row, "count"),
        "opened": None if known_by else text(row, "opened"),
        "reported_by": text(row, "opened") if known_by else None,
        "date_evidence": evidence,
        "closure_reported": text(row, "closed"),
        "status": row["status"],
        "note": row["note"],
    }


def operation(row):
    # With no start, date_end is the latest possible date of the whole. It is not an
    # observed end, so it stands in reported_by alone.
    known_by = not row["date_start"]
    return {
        "name": row["title"],
        "kind": "handover" if row["title"].startswith("Handover") else "operation",
        "country": row["country"],
        "country_code": row["iso_a2"],
        "city": text(row, "city"),
        "place_precision": row["location_precision"],
        "start": text(row, "date_start"),
        "end": None if known_by else text(row, "date_end"),
        "reported_by": text(row, "date_end") if known_by else None,
        "jurisdiction": text(row, "jurisdiction"),
        "people": number(row, "count"),
        "note": row["description"],
    }


def response(row):
    kind = row["kind"].replace("-", " ").capitalize()
    return {
        "name": f"{kind}, {row['country']}",
        "kind": row["kind"],
        "country": row["country"],
        "country_code": row["iso_a2"],
        "city": text(row, "city"),
        "place_precision": row["location_precision"],
        "date": row["date"],
        "note": row["description"],
    }


def context(row):
    return {
        "name": row["title"],
        "kind": row["kind"],
        "start": text(row, "date_start"),
        "end": text(row, "date_end"),
        "scope": row["scope"],
        "countries": listed(row["countries"]),
        "value": number(row, "value"),
        "unit": text(row, "unit"),
        "note": row["description"],
    }


# Places


def place(row, labels):
    precision, code = row["location_precision"], row["iso_a2"]
    demand(precision in PRECISIONS, row, f"unknown location_precision {precision!r}")
    if precision == "country":
        demand(code in labels, row, f"assets/labels.json has no label point for {code}")
        lon, lat = labels[code]
    else:
        lon, lat = float(row["lon"]), float(row["lat"])
    demand(-180 <= lon <= 180 and -90 <= lat <= 90, row, "the point is off the earth")
    return {"type": "Point", "coordinates": [lon, lat]}


def place_name(row):
    precision = row["location_precision"]
    if precision == "country":
        return row["country"]
    if precision == "region":
        name = REGION_NAMES.get(row["id"], "")
        demand(name and name in row["note"], row, "the region needs a name from its note")
        return name
    demand(row["city"], row, "a city-level row needs a city")
    return row["city"]


def label_points():
    """A label point for each country code: the best ranked one where there are several."""
    best = {}
    rows = json.loads(LABELS.read_text(encoding="utf-8"))["country"]
    for _, _, _, code, lon, lat, rank, _ in rows:
        if code not in best or rank < best[code][0]:
            best[code] = (rank, (lon, lat))
    return {code: point for code, (_, point) in best.items()}


# Reading and writing


def read_table(name):
    with open(SOURCE / f"{name}.csv", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != COLUMNS[name].split(","):
            sys.exit(f"data/source/{name}.csv: the columns are not {COLUMNS[name]}")
        rows = list(reader)
    key = reader.fieldnames[0]
    seen = set()
    for row in rows:
        row.setdefault("id", row[key])
        whole = None not in row and None not in row.values()
        demand(whole, row, "the row has too few or too many fields")
        demand(row[key] and row[key] not in seen, row, "the id is empty or repeated")
        seen.add(row[key])
        for column in DATE_COLUMNS:
            date = row.get(column) or ""
            known = not date or DATE_OR_INTERVAL.fullmatch(date)
            demand(known, row, f"{column} {date!r} is not a date")
    return rows


def source_objects(rows):
    return {
        row["source_id"]: {
            "publisher": row["publisher"],
            "title": row["title"],
            "date": text(row, "date"),
            "url": row["url"],
        }
        for row in rows
    }


def feature(row, geometry, properties, sources):
    wanted = listed(row["source_ids"])
    for source in wanted:
        demand(source in sources, row, f"source {source!r} is not in sources.csv")
    cited = [sources[source] for source in wanted]
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": geometry,
        "properties": {"id": row["id"], **properties, "sources": cited},
    }


def feature_collection(features):
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def atlas(tables):
    """data/source/atlas.json with the totals and the last date filled in."""
    stations = tables["stations"]
    last = max(
        part
        for rows in tables.values()
        for row in rows
        for column in DATE_COLUMNS
        for part in (row.get(column) or "").split("/")
    )
    filled = (SOURCE / "atlas.json").read_text(encoding="utf-8")
    for name, value in (
        ("{stations}", sum(number(row, "count") for row in stations)),
        ("{countries}", len({row["iso_a2"] for row in stations})),
        ("{last}", last),
    ):
        filled = filled.replace(name, str(value))
    json.loads(filled)
    return filled


def text(row, column):
    return row[column] or None


def number(row, column):
    value = row[column]
    demand(re.fullmatch(r"\d*", value), row, f"{column} {value!r} is not a whole number")
    return int(value) if value else None


def listed(value):
    return value.split(";") if value else []


def demand(holds, row, sentence):
    if not holds:
        sys.exit(f"data/source: row {row.get('id')}: {sentence}")


if __name__ == "__main__":
    main()
