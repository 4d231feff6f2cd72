"""House knowledge: tables of places that a configuration names."""
import unittest

from galley import Case


class Places(Case):
    def house(self, tables, text, config=None):
        names = []
        for name, lines in tables.items():
            (self.folder / name).write_text("\n".join(lines) + "\n")
            names.append(name)
        config = config or "places: [%s]\n" % ", ".join(names)
        (self.folder / "galley.yaml").write_text(config)
        (self.folder / "text.txt").write_text(text + "\n")
        return self.galley("check", "--only", "geography/*", "--format", "json", "text.txt")

    def messages(self, run):
        return [f["message"] for f in run.findings]

    def test_a_city_is_added_with_its_aliases(self):
        run = self.house(
            {"cities.csv": ["name,country,aliases", "Port Lantern,NO,Lanternhaven"]},
            "They met in Lanternhaven, Sweden, and stayed near Port Lantern, Norway.")
        self.assertEqual(self.messages(run), ["Lanternhaven is in Norway, not in Sweden"])
        self.assertEqual(run.err, "")

    def test_facts_of_a_known_country_change(self):
        table = ["iso2,region_words,capitals", "HU,Danubian|European,Esztergom"]
        regions = ["word,form,canonical,noun,kind",
                   "Danubian,adjective,Danubian,the Danube basin,region"]
        run = self.house(
            {"countries.csv": table, "regions.csv": regions},
            "Hungary's capital, Esztergom, is old. Hungary is a Danubian country. "
            "Peru is a Danubian country.")
        self.assertEqual(self.messages(run), ["Peru is in South America, not the Danube basin"])

    def test_groups_grow_and_new_ones_are_known(self):
        run = self.house(
            {"groups.csv": ["group,kind,member,from", "NATO,,IE,2031",
                            "Lantern Pact,body,NO,2001", "Lantern Pact,body,SE,2001"]},
            "NATO member Ireland sent a ship. Lantern Pact member Denmark sent two. "
            "Lantern Pact member Sweden sent none.")
        self.assertEqual(self.messages(run), ["Denmark is not a member of the Lantern Pact"])

    def test_names_can_be_made_certain_or_put_aside(self):
        self.assertEqual(
            self.messages(self.house(
                {"ambiguous.csv": ["text,treatment", "Graz,never-place"]},
                "Police found the coins in Graz, Germany.")), [])

    def test_demonyms_and_features_are_read(self):
        run = self.house(
            {"demonyms.csv": ["word,kind,place", "Magyarish,adjective,HU"],
             "features.csv": ["name,kind,countries", "Lantern Sea,sea,NO|SE"],
             "cities.csv": ["name,country,seas", "Port Lantern,NO,Lantern Sea"]},
            "Bucharest, the Magyarish capital, slept. Port Lantern lies on the Black Sea.")
        self.assertEqual(
            self.messages(run),
            ["The capital of Hungary is Budapest, not Bucharest",
             "Port Lantern is on the Lantern Sea, not the Black Sea"])

    def test_bad_rows_are_told_and_the_rest_is_used(self):
        run = self.house(
            {"cities.csv": ["name,country,seas,latitude,alias", "Port Lantern,NO,,,",
                            "Snowton,XX,,,", "Fogport,NO,Blue Sea,,", "Rainport,NO,,high,",
                            "Short,NO", ",NO,,,"],
             "countries.csv": ["iso2,borders", "NO,CH|ZZ", "SE,CH"],
             "notes.csv": ["remark,who", "none,nobody"],
             "missing.csv.none": ["iso2"]},
            "They met in Port Lantern, Sweden. Sweden's border with Switzerland is long.",
            "places: [cities.csv, countries.csv, notes.csv]\n")
        self.assertEqual(run.status, 2)
        self.assertEqual(self.messages(run), ["Port Lantern is in Norway, not in Sweden"])
        folder = str(self.folder)
        self.assertEqual(
            sorted(line.replace("galley: ", "").replace(folder + "/", "")
                   for line in run.err.splitlines()),
            ["cities.csv:1: cities.csv has no column 'alias', did you mean 'aliases'?",
             "cities.csv:3: column 'country': there is no country 'XX'",
             "cities.csv:4: column 'seas': there is no 'Blue Sea'",
             "cities.csv:5: column 'latitude': 'high' is not a number from -90 to 90",
             "cities.csv:6: this row has 2 fields, the header has 5",
             "cities.csv:7: column 'name': may not be empty",
             "countries.csv:2: column 'borders': there is no country 'ZZ'",
             "notes.csv:1: the header is that of no table of places"])

    def test_a_row_that_needs_a_bad_one_falls_with_it(self):
        run = self.house(
            {"countries.csv": ["iso2,name,borders", "QQ,Lanternland,ZZ"],
             "cities.csv": ["name,country", "Port Lantern,QQ", "Fogport,NO"]},
            "They met in Fogport, Sweden. They met in Port Lantern, Sweden.")
        self.assertEqual(run.status, 2)
        self.assertEqual(self.messages(run), ["Fogport is in Norway, not in Sweden"])
        self.assertIn("there is no country 'QQ'", run.err)

    def test_a_rule_may_name_its_tables(self):
        run = self.house(
            {"cities.csv": ["name,country", "Port Lantern,NO"]},
            "They met in Port Lantern, Sweden.",
            "rules:\n  geography/wrong-country:\n    places: [cities.csv]\n")
        self.assertEqual(self.messages(run), ["Port Lantern is in Norway, not in Sweden"])

    def test_each_configuration_has_its_own_places(self):
        (self.folder / "north").mkdir()
        (self.folder / "north" / "cities.csv").write_text("name,country\nPort Lantern,NO\n")
        (self.folder / "north" / "galley.yaml").write_text("places: [cities.csv]\n")
        text = "They met in Port Lantern, Sweden.\n"
        (self.folder / "north" / "text.txt").write_text(text)
        (self.folder / "text.txt").write_text(text)
        run = self.galley("check", "--only", "geography/*", "--format", "json",
                          "text.txt", "north/text.txt")
        self.assertEqual([f["path"] for f in run.findings], ["north/text.txt"])

    def test_claims_without_end_are_read(self):
        # each repeats a claim whose guards look around, at the text or at a table
        claims = [
            "Turkey's capital, Istanbul, slept. ", "Romania, which is outside the EU, slept. ",
            "Hungary adopted the euro in 2010. ", "Varna, on the Adriatic, slept. ",
            "The Soviet Union slept in 1998. ", "The EU's 28 member states slept in 2024. ",
            "Bolivia's coast slept. ", "Sweden and the Nordic countries slept. ",
            "Iran slept. The Iraqi government, which slept, will wake. ",
            "Hungary paid 300 zlotys. ", "Portugal lies east of Spain. ",
            "The Balkan country slept. ", "Peru, Chile, Laos, "]
        # Read in the square of their length, they would outlast the runner's patience.
        for claim in claims:
            self.write("text.txt", claim * 8000 + "\n")
            run = self.galley("check", "--only", "geography/*", "--format", "json", "text.txt")
            self.assertIn(run.status, (0, 1), claim)

    def test_hostile_tables_end_soon(self):
        # ten thousand names that share one text, rows that wait for each other, junk
        cities = ["name,country,aliases"]
        cities += ["Lantern,NO,Port %d" % i for i in range(10000)]
        features = ["name,kind,countries,part_of"]
        features += ["Sea %d,sea,NO,Sea %d" % (i, i + 1) for i in range(9000)]
        groups = ["group,kind,member,from"]
        groups += ["Pact %d,body,NO,2001" % (i % 3) for i in range(3000)]
        run = self.house(
            {"cities.csv": cities, "features.csv": features, "groups.csv": groups,
             "junk.csv": ["\x00\x01,\",", "\"" * 1001]},
            "They met in Port 77, Sweden.")
        self.assertEqual(run.status, 2)
        self.assertEqual(self.messages(run), ["Port 77 is in Norway, not in Sweden"])

    def test_rows_that_say_the_same_again_end_soon(self):
        run = self.house(
            {"ambiguous.csv": ["text,treatment"] + ["Lantern,which-place"] * 50000,
             "regions.csv": ["word,form,canonical,noun,kind"] +
                            ["R%d,adjective,R%d,R,region" % (i, i) for i in range(30000)],
             "disputed.csv": ["name,parties"] + ["Graz,AT|HU"] * 20000},
            "They met in Graz, Germany.")
        self.assertEqual(run.status, 2)
        self.assertIn("there is no room for more regions", run.err)
        self.assertEqual(self.messages(run), [])


if __name__ == "__main__":
    unittest.main()
