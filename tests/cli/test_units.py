"""Units of measurement of a house's own, from `units:` in galley.yaml."""
import csv
import io
import unittest

from galley import Case

TABLE = """symbol,spellings,dimension,factor
TEU,twenty-foot equivalent unit,containers,1
FEU,,containers,2
skep,,volume,0.035
"""
TEXT = "The quay took 300 FEU (1,200 TEU) in a day, and 100 skeps (3,500 litres) of pitch.\n"


class Units(Case):
    def house(self, table=TABLE, text=TEXT, config="units: [own.csv]\n", only="figures/*"):
        self.write("own.csv", table)
        self.write("galley.yaml", config)
        self.write("text.txt", text)
        return self.galley("check", "--only", only, "--format", "json", "text.txt")

    def messages(self, run):
        return [f["message"] for f in run.findings]

    def test_units_are_read_and_converted(self):
        run = self.house()
        self.assertEqual(self.messages(run), ["'300 FEU' is about 600 TEU, not '1,200 TEU'"])
        self.assertEqual((run.status, run.err), (1, ""))

    def test_they_are_shown(self):
        self.house()
        rows = self.galley("annotate", "--layer", "quantity", "text.txt").text
        for unit in ("FEU", "TEU", "skep"):
            self.assertIn("unit '%s'" % unit, rows)
        path = str(self.folder / "own.csv")
        self.assertIn(path, self.galley("config", "text.txt").text)
        self.assertIn(path, self.galley("rules", "--data").text)
        plain = self.galley("annotate", "--no-config", "--layer", "quantity", "text.txt").text
        self.assertNotIn("FEU'", plain.replace("'300 FEU'", "").replace("'1,200 TEU'", ""))

    def test_tables_are_read_with_them(self):
        self.house()
        self.write("table.md", "| Quay | Boxes (TEU) |\n|---|--:|\n| North | 40 |\n"
                               "| South | 2 FEU |\n| Total | 44 |\n")
        rows = list(csv.DictReader(io.StringIO(self.galley(
            "annotate", "--layer", "grid", "--format", "csv", "table.md").text)))
        self.assertEqual([r["unit"] for r in rows if r["kind"] == "figure"],
                         ["TEU", "FEU", "TEU"])
        self.assertEqual(rows[-1]["row_line"], "total")

    def test_a_bad_row_is_told_and_the_rest_used(self):
        run = self.house(TABLE + "cran,,volumes,0.17\nlast,,mass,heavy\n")
        self.assertEqual(run.status, 2)
        self.assertEqual(len(run.findings), 1)
        folder = str(self.folder)
        self.assertEqual(
            sorted(line.replace("galley: ", "").replace(folder + "/", "")
                   for line in run.err.splitlines()),
            ["own.csv:5: column 'dimension': unknown dimension 'volumes', is it 'volume'?",
             "own.csv:6: column 'factor': 'heavy' is not a number"])

    def test_columns_that_no_one_knows_are_told(self):
        run = self.house("symbol,spelings,dimension,factor,source,colour\n"
                         "TEU,,containers,1,port office,red\nFEU,,containers,2,,\n")
        self.assertEqual(run.status, 2)
        self.assertEqual(len(run.findings), 1)
        folder = str(self.folder)
        self.assertEqual(
            [line.replace("galley: ", "").replace(folder + "/", "")
             for line in run.err.splitlines()],
            ["own.csv:1: unknown column 'spelings', did you mean 'spellings'?",
             "own.csv:1: unknown column 'colour'"])

    def test_a_table_that_is_missing_or_none(self):
        self.write("galley.yaml", "units: [gone.csv]\n")
        self.write("text.txt", TEXT)
        run = self.galley("check", "text.txt")
        self.assertEqual(run.status, 2)
        self.assertIn("there is no file 'gone.csv'", run.err)
        run = self.house("name,size\nskep,2\n")
        self.assertEqual(run.status, 2)
        self.assertIn("own.csv:1: there is no column 'symbol'", run.err)

    def test_each_configuration_has_its_own_and_all_workers_the_same(self):
        self.write("port/own.csv", TABLE)
        self.write("port/galley.yaml", "units: own.csv\n")
        for i in range(12):
            self.write("port/%02d.txt" % i, TEXT)
            self.write("town/%02d.txt" % i, TEXT)
        runs = [self.galley("check", "--only", "figures/*", "--jobs", jobs, "--format", "csv",
                            "port", "town") for jobs in (1, 4)]
        self.assertEqual(runs[0].out, runs[1].out)
        self.assertEqual(runs[0].text.count("port/"), 24)  # the place, and what is related
        self.assertEqual(runs[0].text.count("town/"), 0)

    def test_tables_add_up_in_overrides(self):
        self.write("more.csv", "symbol,spellings,dimension,factor\nfirlot,,volume,0.036\n")
        run = self.house(text="They sold 10 firlots (100 litres) and 300 FEU (1,200 TEU).\n",
                         config="units: own.csv\noverrides:\n"
                                "  - files: '*.txt'\n    units: more.csv\n")
        self.assertEqual(len(run.findings), 2)

    def test_hostile_tables_end_soon(self):
        rows = ["a%d,%s,dim%d,1" % (i, ";".join("a%s%d" % ("b" * 40, 20 * i + k)
                                                for k in range(20)), i % 100)
                for i in range(500)]
        head = "symbol,spellings,dimension,factor\n"
        self.assertIn(self.house(head + "\n".join(rows) + "\n",
                                 "They had 1 abbbb. " * 20000 + "\n").status, (0, 1))
        run = self.house(head + "skep,,volume,1\n" * 60000)
        self.assertEqual(run.status, 2)
        self.assertIn("more than 500 units", run.err)


if __name__ == "__main__":
    unittest.main()
