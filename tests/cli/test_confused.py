"""Confused words of a house's own, from `confused:` in galley.yaml."""
from galley import Case

TABLE = """written,meant,contexts
@craft,ketch|yawl,
mist,missed,@craft|ferry _ the|its;^ he|she _ the !of
luff,laugh,_ aloud
"""
TEXT = "The ketch mist its tide, so the crew had to luff aloud.\n"


class Confused(Case):
    def house(self, table=TABLE, text=TEXT, config="confused: [own.csv]\n"):
        self.write("own.csv", table)
        self.write("galley.yaml", config)
        self.write("text.txt", text)
        return self.galley("check", "--only", "spelling/confused-word", "--format", "json",
                           "text.txt")

    def messages(self, run):
        return [f["message"] for f in run.findings]

    def test_rows_are_told_and_mended(self):
        run = self.house()
        self.assertEqual(self.messages(run),
                         ["'mist' should read 'missed' in 'ketch mist its'",
                          "'luff' should read 'laugh' in 'luff aloud'"])
        self.assertEqual((run.status, run.err), (1, ""))
        path = str(self.folder / "own.csv")
        self.assertIn(path, self.galley("config", "text.txt").text)
        self.assertIn(path, self.galley("rules", "--data").text)

    def test_only_where_the_context_stands(self):
        for text in ("The ketch lay in mist.\n", "The mist hid the ketch.\n",
                     "The sails luff and shake.\n", "He mist the of of it.\n"):
            self.assertEqual(self.messages(self.house(text=text)), [])

    def test_rows_of_galley_count_as_well(self):
        run = self.house(text="She mist the ferry, and they would of waited.\n")
        self.assertEqual(self.messages(run),
                         ["'mist' should read 'missed' in 'She mist the'",
                          "'of' should read 'have' in 'would of waited'"])

    def test_a_row_of_the_house_is_told_first(self):
        run = self.house("written,meant,contexts\nof,to have,would _ ~ed\n",
                         "They would of waited.\n")
        self.assertEqual(self.messages(run),
                         ["'of' should read 'to have' in 'would of waited'"])

    def test_a_bad_row_is_told_and_the_rest_used(self):
        run = self.house(TABLE + "sale,sail,@boats _\nsale,sail,\nsale,sail,hoist the\n")
        self.assertEqual(run.status, 2)
        self.assertEqual(len(run.findings), 2)
        folder = str(self.folder)
        self.assertEqual(
            [line.replace("galley: ", "").replace(folder + "/", "")
             for line in run.err.splitlines()],
            ["own.csv:5: a context names a set that no row above has",
             "own.csv:6: a row has a context at least",
             "own.csv:7: a context has '_' once, where the words in question stand"])

    def test_a_table_that_is_missing_or_none(self):
        self.write("galley.yaml", "confused: [gone.csv]\n")
        self.write("text.txt", TEXT)
        run = self.galley("check", "text.txt")
        self.assertEqual(run.status, 2)
        self.assertIn("there is no file 'gone.csv'", run.err)
        run = self.house("word,other\nsale,sail\n")
        self.assertEqual(run.status, 2)
        self.assertIn("own.csv:1: there is no column 'written'", run.err)

    def test_each_configuration_has_its_own_and_all_workers_the_same(self):
        self.write("port/own.csv", TABLE)
        self.write("port/galley.yaml", "confused: own.csv\n")
        for i in range(12):
            self.write("port/%02d.txt" % i, TEXT)
            self.write("town/%02d.txt" % i, TEXT)
        runs = [self.galley("check", "--only", "spelling/confused-word", "--jobs", jobs,
                            "--format", "csv", "port", "town") for jobs in (1, 4)]
        self.assertEqual(runs[0].out, runs[1].out)
        self.assertEqual(runs[0].text.count("port/"), 24)
        self.assertEqual(runs[0].text.count("town/"), 0)

    def test_hostile_tables_end_soon(self):
        head = "written,meant,contexts\n"
        context = " ".join(["a|b"] + [".."] * 4 + ["_"] + [".."] * 4)
        run = self.house(head + ("a,b,%s\n" % ";".join([context] * 32)) * 100,
                         "a b c " * 2000 + "\n")
        self.assertEqual(run.status, 2)
        self.assertIn("too many rows begin with this word", run.err)
