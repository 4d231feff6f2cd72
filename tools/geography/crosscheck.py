#!/usr/bin/env python3
"""Compares rules/geography/ with sources it was not made from.

Prints what differs; whoever changes a table reads the list. Nothing is taken
over automatically. Needs requirements.txt, and from npm world-atlas@2.0.2,
cldr-core@48 and world-countries@5.1.0 (ODbL: used for comparing only, nothing of
it is in the tables) under one node_modules folder:

    env/bin/python crosscheck.py node_modules [all-cities-capitals.json]
"""
import collections
import csv
import json
import pathlib
import sys
import unicodedata

RULES = pathlib.Path(__file__).resolve().parent.parent.parent / "rules" / "geography"


def read(name):
    with open(RULES / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def fold(text):
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʻ", "'"))
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def split(text):
    return [x for x in text.split("|") if x]


def report(title, lines):
    print(f"## {title}: {len(lines)}")
    for line in lines:
        print("  ", line)


def outlines(modules):
    """Natural Earth polygons by numeric code, and the pairs that share an arc."""
    from shapely.geometry import Polygon
    from shapely.ops import unary_union
    topology = json.loads((modules / "world-atlas" / "countries-10m.json").read_text())
    sx, sy = topology["transform"]["scale"]
    tx, ty = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices):
        points = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            points += part if not points else part[1:]
        return points

    shapes, users = collections.defaultdict(list), collections.defaultdict(set)
    for g in topology["objects"]["countries"]["geometries"]:
        code = g.get("id") or g["properties"]["name"]
        polygons = {"Polygon": [g.get("arcs")], "MultiPolygon": g.get("arcs")}.get(g["type"], [])
        for polygon in polygons:
            if len(ring(polygon[0])) < 4:
                continue
            shapes[code].append(Polygon(ring(polygon[0]), [r for r in map(ring, polygon[1:]) if len(r) > 3]).buffer(0))
            for r in polygon:
                for i in r:
                    users[i if i >= 0 else ~i].add(code)
    pairs = {frozenset(u) for u in users.values() if len(u) == 2}
    return {c: unary_union(s) for c, s in shapes.items()}, pairs


def main():
    import pycountry
    from shapely.geometry import Point
    modules = pathlib.Path(sys.argv[1])
    countries = {r["iso2"]: r for r in read("countries.csv")}
    cities = read("cities.csv")
    other = {c["cca2"]: c for c in
             json.loads((modules / "world-countries" / "countries.json").read_text())}
    numeric = {c.numeric: c.alpha_2 for c in pycountry.countries}
    numeric["Kosovo"] = "XK"

    lines = []
    for code, r in countries.items():
        iso = pycountry.countries.get(alpha_2=code)
        if not iso and code != "XK" or iso and iso.alpha_3 != r["iso3"]:
            lines.append(f"{code} {r['iso3']}")
    report("codes not in ISO 3166-1", lines)

    cldr = modules / "cldr-core" / "supplemental"
    contains = json.loads((cldr / "territoryContainment.json").read_text())
    contains = contains["supplemental"]["territoryContainment"]
    region = {}
    for code, entry in contains.items():
        if code.isdigit() and code not in ("003", "419", "202"):
            for member in entry["_contains"]:
                if len(member) == 2:
                    region.setdefault(member, code)
    report("UN sub-region differs from CLDR", [
        f"{c} {r['m49']} {region.get(c)}" for c, r in countries.items() if region.get(c) != r["m49"]])

    union = {r["member"] for r in read("groups.csv")
             if r["group"] == "European Union" and not r["to"]}
    report("members of the European Union differ from CLDR",
           sorted(union ^ set(contains["EU"]["_contains"])))

    currency = json.loads((cldr / "currencyData.json").read_text())
    currency = currency["supplemental"]["currencyData"]["region"]
    lines = []
    for code, r in countries.items():
        tender = set()
        for entry in currency.get(code, ()):
            for key, value in entry.items():
                if "_to" not in value and value.get("_tender") != "false":
                    tender.add(key)
        if tender != set(split(r["currencies"])):
            lines.append(f"{code} {r['currencies']} CLDR {sorted(tender)}")
    report("currencies differ from CLDR", lines)

    ours = {frozenset((c, b)) for c, r in countries.items() for b in split(r["borders"])}
    theirs = {frozenset((c, pycountry.countries.get(alpha_3=b).alpha_2 if b != "UNK" else "XK"))
              for c, r in other.items() for b in r["borders"]}
    report("borders not in world-countries", [sorted(p) for p in sorted(ours - theirs, key=sorted)])
    report("borders only in world-countries", [sorted(p) for p in sorted(theirs - ours, key=sorted)])

    lines = []
    for code, r in countries.items():
        o = other.get(code)
        if not o:
            continue
        if not {fold(x) for x in split(r["capitals"])} & {fold(x) for x in o["capital"]}:
            lines.append(f"{code} capital {r['capitals']} / {o['capital']}")
        if (r["landlocked"] == "yes") != o["landlocked"]:
            lines.append(f"{code} landlocked {r['landlocked']}")
        d = o["demonyms"].get("eng", {}).get("m", "")
        if d and fold(d) not in {fold(x) for x in split(r["demonyms"])}:
            lines.append(f"{code} demonym {r['demonyms']} / {d}")
        known = {fold(x) for x in [r["name"]] + split(r["aliases"])}
        for n in (o["name"]["common"],):
            if fold(n) not in known:
                lines.append(f"{code} name {n}")
    report("capital, coast, demonym or name differs from world-countries", lines)

    shapes, pairs = outlines(modules)
    mapped = {frozenset(numeric.get(c, c) for c in p) for p in pairs}
    mapped = {p for p in mapped if all(c in countries for c in p)}
    report("borders only on the map", [sorted(p) for p in sorted(mapped - ours, key=sorted)])
    report("borders not on the map", [sorted(p) for p in sorted(ours - mapped, key=sorted)])

    def inside(city):
        point = Point(float(city["longitude"]), float(city["latitude"]))
        names = [c for c, n in numeric.items() if n == city["country"]]
        near = min((shapes[c].distance(point) for c in names if c in shapes), default=None)
        return near
    lines = []
    for city in cities:
        near = inside(city)
        if near is not None and near > 0.05:
            lines.append(f"{city['country']} {city['name']} {near:.2f} degrees outside")
        elif near is None:
            lines.append(f"{city['country']} {city['name']}: no outline")
    report("cities outside their country's outline", lines)

    subdivisions = {s.code: s for s in pycountry.subdivisions}
    lines = []
    for r in read("divisions.csv"):
        s = subdivisions.get(r["code"])
        names = {fold(x) for x in [r["name"]] + split(r["aliases"])}
        if not s:
            lines.append(f"{r['code']} {r['name']}: no such code")
        elif not any(n in fold(s.name) or fold(s.name) in n for n in names):
            lines.append(f"{r['code']} {r['name']} / {s.name}")
    report("division names unlike ISO 3166-2", lines)
    kinds = collections.Counter((r["country"], r["kind"]) for r in read("divisions.csv"))
    report("divisions counted", [f"{c} {k} {n}" for (c, k), n in sorted(kinds.items())])


if __name__ == "__main__":
    main()
