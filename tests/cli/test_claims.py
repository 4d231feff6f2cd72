"""Words of claims of a house's own: tables that a configuration names."""
import unittest

from galley import Case


class Claims(Case):
    def house(self, tables, text, config=None):
        for name, lines in tables.items():
            (self.folder / name).write_text("\n".join(lines) + "\n")
        config = config or "claims: [%s]\n" % ", ".join(tables)
        (self.folder / "galley.yaml").write_text(config)
        (self.folder / "text.txt").write_text(text + "\n")
        return self.galley("check", "--only", "claims/*", "--format", "json", "text.txt")

    def found(self, run):
        return [(f["rule"], f["text"]) for f in run.findings]

    OPPOSITES = ("The vessel was moored at the north quay all winter.\n\nBusiness was slow.\n\n"
                 "The vessel was berthless at the north quay all winter.")

    def test_opposites_are_added(self):
        self.assertEqual(self.found(self.house({"none.csv": ["word,opposite", "x,y"]},
                                               self.OPPOSITES)), [])
        run = self.house({"pairs.csv": ["word,opposite,kind,source",
                                        "moored,berthless,,our desk"]}, self.OPPOSITES)
        self.assertEqual(self.found(run), [("claims/antonym", "berthless")])
        self.assertEqual(run.err, "")

    def test_events_and_their_forms_are_added(self):
        text = ("The Corvenna yard was inkeeled in 1951.\n\nThe Corvenna yard was inkeeled "
                "in 1957, and the town was glad.")
        run = self.house({"events.csv": ["verb,forms,object", "keel in,inkeeled,goal"]}, text)
        self.assertEqual(self.found(run), [("claims/date", "1957")])

    def test_relations_are_added_beside_those_of_the_same_word(self):
        table = ["relation,frame,words,links,value", "be moored,verb,moored|berthed,at,place"]
        text = ("The Halcyon Star was berthed at Rotterdam.\n\nWinter came.\n\n"
                "The Halcyon Star was berthed at Genoa.")
        self.assertEqual(self.found(self.house({"relations.csv": table}, text)),
                         [("claims/value", "Genoa")])
        text = ("Nils Corven was born in Bergen, Norway.\n\nHe wrote plays.\n\n"
                "Nils Corven was born in Lima, Peru.")
        self.assertEqual(self.found(self.house({"relations.csv": table}, text)),
                         [("claims/value", "Lima, Peru")])

    def test_cues_silence(self):
        text = ("Nils Corven died in 1951.\n\nNils Corven died in 1957, mayhaps.")
        self.assertEqual(len(self.found(self.house({}, text, "language: en\n"))), 1)
        self.assertEqual(self.found(self.house({"cues.csv": ["class,words", "hearsay,mayhaps"]},
                                               text)), [])

    def test_bad_rows_are_told_and_the_rest_is_used(self):
        run = self.house(
            {"pairs.csv": ["word,opposite,knid", "Moored,loose,", "two words,one,",
                           "moored,berthless,", "moored,", ",x,"],
             "events.csv": ["verb,forms,object", "keel,keeled,whom", "sink,sank|,self"],
             "notes.csv": ["remark,who", "none,nobody"]},
            self.OPPOSITES)
        self.assertEqual(run.status, 2)
        self.assertEqual(self.found(run), [("claims/antonym", "berthless")])
        folder = str(self.folder)
        self.assertEqual(
            sorted(line.replace("galley: ", "").replace(folder + "/", "")
                   for line in run.err.splitlines()),
            ["events.csv:2: column 'object': 'whom' is not a word this column knows",
             "events.csv:3: column 'forms': 'sank|' is not a list of words in small letters, "
             "separated by '|'",
             "notes.csv:1: the header is that of no table of claims",
             "pairs.csv:1: opposites.csv has no column 'knid', did you mean 'kind'?",
             "pairs.csv:2: column 'word': 'Moored' is not one word in small letters",
             "pairs.csv:3: column 'word': 'two words' is not one word in small letters",
             "pairs.csv:5: this row has 2 fields, the header has 3",
             "pairs.csv:6: column 'word': '' may not be empty"])

    def test_a_configuration_shows_and_overrides_them(self):
        (self.folder / "pairs.csv").write_text("word,opposite\nmoored,berthless\n")
        (self.folder / "galley.yaml").write_text(
            "overrides:\n  - files: [harbour.txt]\n    claims: [pairs.csv]\n")
        for name in ("harbour.txt", "other.txt"):
            (self.folder / name).write_text(self.OPPOSITES + "\n")
        run = self.galley("check", "--only", "claims/*", "--format", "json",
                          "harbour.txt", "other.txt")
        self.assertEqual([f["path"] for f in run.findings], ["harbour.txt"])
        shown = self.galley("config", "harbour.txt")
        self.assertRegex(shown.text, r"claims:\n  - .*pairs\.csv +# galley.yaml:3")

    def test_a_table_without_end_is_read(self):
        rows = ["word,opposite"] + ["moored,w%d" % i for i in range(2000)]
        run = self.house({"pairs.csv": rows}, self.OPPOSITES)
        self.assertIn("pairs.csv:66: a word has more than 64 opposites", run.err)
        self.assertEqual(len(run.err.splitlines()), 100)
        rows = ["verb,forms,object"] + ["v%d,f%d,self" % (i, i) for i in range(45000)]
        run = self.house({"events.csv": rows}, self.OPPOSITES)
        self.assertIn("more than 4096 rows of such tables", run.err)


if __name__ == "__main__":
    unittest.main()
