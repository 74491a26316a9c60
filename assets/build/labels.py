"""Makes labels.json: the names of countries, cities, provinces and seas, each with its point."""

import argparse
import collections
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from babel import Locale

import sources
from basemap import table
from gazetteer import checked_chinese_names, geonames
from names import chinese_name, fold, is_han

LAST_CHINESE_RANK = 3  # names of lesser cities were not checked
NOT_CITIES = {"Scientific station", "Historic place"}
POPULATION_RANKS = (8e6, 5e6, 2e6, 1e6, 5e5, 2e5, 1e5, 5e4)
EARTH_RADIUS_KM = 6371.0088


def point(lon, lat):
    """Coordinates as they are written: degrees with four decimals."""
    return round(float(lon), 4), round(float(lat), 4)


def country_rows(tables):
    """[name, zh, it, code, lon, lat, labelrank, min_zoom] of each country; code "" if it has none.

    The 1:50m countries come first; of the tiny ones that follow only new codes are taken.
    """
    names = {key: Locale.parse(tag).territories for key, tag in (("zh", "zh_Hans"), ("it", "it"))}
    by_hand = {row[0]: row for row in table("country_names.tsv")}
    rows, seen = [], set()
    for row in tables:
        code = row["iso_a2_eh"] if len(str(row["iso_a2_eh"])) == 2 else ""
        name, lon, lat = str(row["name"]), row["label_x"], row["label_y"]
        if code in seen:
            continue
        seen |= {code} - {""}
        chinese, italian = (str(names[key].get(code, "")) for key in ("zh", "it"))
        if name in by_hand:
            _, chinese, italian = by_hand[name]
        rank, zoom = int(row["labelrank"]), float(row["min_label"])
        rows.append([name, chinese, italian, code, *point(lon, lat), rank, zoom])
    return rows


def area_km2(geometry):
    """Area on the sphere of a geometry given as nested lists of n x 2 arrays."""
    if isinstance(geometry, np.ndarray):
        lon, lat = np.radians(geometry[:, 0]), np.radians(geometry[:, 1])
        east = np.diff(lon)
        return abs(np.sum(east * (2 + np.sin(lat[:-1]) + np.sin(lat[1:])))) / 2 * EARTH_RADIUS_KM**2
    areas = [area_km2(part) for part in geometry]
    if geometry and isinstance(geometry[0], np.ndarray):
        return areas[0] - sum(areas[1:])  # a polygon and its holes
    return sum(areas)


def province_rows(states):
    """[name, country code, lon, lat, km2] of the provinces of the nine largest countries."""
    rows = []
    for row in states:
        name = str(row["name"])
        if name in ("nan", "None", ""):
            continue
        at = point(row["longitude"], row["latitude"])
        rows.append([name, str(row["iso_a2"]), *at, round(area_km2(row["geometry"]))])
    return rows


class Gazetteer:
    """Finds the GeoNames place of a Natural Earth city."""

    def __init__(self):
        self.by_id, self.by_name = {}, collections.defaultdict(list)
        for place in geonames("cities1000.json"):
            self.by_id[int(place["geonameid"])] = place
            self.by_name[place["countrycode"], fold(place["name"])].append(place)

    def find(self, city, wanted, lon, lat):
        """By the id `wanted`, else by country and name; never farther than about a degree."""

        def distance(place):
            return abs(place["latitude"] - lat) + abs(place["longitude"] - lon)

        place = self.by_id.get(wanted)
        if place and distance(place) <= 1.0:
            return place
        same = self.by_name[city["iso_a2"], fold(str(city["name"]))]
        return next((place for place in same if distance(place) < 0.6), None)


@dataclass
class Correction:
    """What tables/cities.tsv says about a city; empty strings leave the source as it is."""

    number: str = ""
    name: str = ""
    capital: str = ""


def corrections():
    """The corrections by "country/name"."""
    return {row[0]: Correction(*row[1:]) for row in table("cities.tsv")}


def city_rank(city, population, capital):
    """0 (largest) .. 9: Natural Earth's rank and the population's, capitals at least 3."""
    own = int(city["scalerank"])
    by_population = sum(population <= limit for limit in POPULATION_RANKS)
    rank = max(0, round((own * 2 + by_population) / 3))
    return min(rank, own if own <= 4 else 9, 3 if capital else 9)


def zone_cities():
    """Chinese city names that CLDR gives to time zones, by (zone, English name)."""
    chinese, english = (Locale.parse(tag).time_zones for tag in ("zh_Hans", "en"))
    names = {}
    for zone, entry in chinese.items():
        city = entry.get("city")
        if city and is_han(city):
            default = zone.split("/")[-1].replace("_", " ")
            names[zone, english.get(zone, {}).get("city", default).lower()] = city
    return names


def chinese_city(city, place, zones, checked):
    """The Chinese name of a city: checked, from CLDR, or the best guess."""
    number = int(place["geonameid"])
    if number in checked:
        return checked[number]
    for name in (str(city["name"]), place["name"]):
        if (place["timezone"], name.lower()) in zones:
            return zones[place["timezone"], name.lower()]
    return chinese_name(place["alternatenames"])[0]


def city_row(city, at, place, correction):
    """A row without its Chinese name."""
    name, code = str(city["name"]), str(city["iso_a2"])
    population, capital = max(int(city["pop_max"]), 0), int(city["adm0cap"] == 1)
    if place:
        name, code = place["name"], place["countrycode"] or code
        population = max(population, place["population"])
    if correction.capital:
        capital = int(correction.capital)
    rank = city_rank(city, population, capital)
    code = "" if code == "-99" else code
    return [correction.name or name, "", code, *point(at.x, at.y), rank, capital, population]


def city_rows(cities):
    """[name, zh, country code, lon, lat, rank, capital, population] of each city."""
    gazetteer, zones, checked = Gazetteer(), zone_cities(), checked_chinese_names()
    by_key, used, rows = corrections(), set(), []
    for city, at in cities:
        if city["featurecla"] in NOT_CITIES:
            continue
        key = f"{city['iso_a2']}/{city['name']}"
        used.add(key)
        correction = by_key.get(key, Correction())
        number = -1 if np.isnan(city["geonameid"]) else int(city["geonameid"])
        place = gazetteer.find(city, int(correction.number or number), at.x, at.y)
        row = city_row(city, at, place, correction)
        if place and row[5] <= LAST_CHINESE_RANK:
            row[1] = chinese_city(city, place, zones, checked)
        rows.append(row)
    if set(by_key) - used:
        raise SystemExit(f"no such cities: {sorted(set(by_key) - used)}")
    rows.sort(key=lambda row: (row[5], -row[7], row[0], row[3], row[4]))
    return rows


def sea_rows():
    """[name, zh, lon, lat, rank] from the table written by hand."""
    return [[r[0], r[1], float(r[2]), float(r[3]), int(r[4])] for r in table("seas.tsv")]


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--magics", type=Path, required=True, help="folder of the ne_10m shapefiles")
    args.add_argument("--r-data", type=Path, required=True, help="R package rnaturalearthdata")
    args.add_argument("--assets", type=Path, required=True)
    args = args.parse_args()
    countries = sources.r_table(args.r_data, "countries50")
    countries += sources.r_table(args.r_data, "tiny_countries50")
    labels = {
        "country": country_rows(countries),
        "city": city_rows(sources.vectors(args.magics / "ne_10m_populated_places_simple.shp")),
        "admin1": province_rows(sources.r_table(args.r_data, "states50")),
        "ocean": sea_rows(),
    }
    path = args.assets / "labels.json"
    text = json.dumps(labels, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
    path.write_text(text + "\n", encoding="utf-8")
    counts = ", ".join(f"{kind} {len(rows)}" for kind, rows in labels.items())
    print(f"{path.name} {path.stat().st_size} bytes: {counts}")


if __name__ == "__main__":
    main()
