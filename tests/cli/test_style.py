"""Phrase rules: tables of the user's own, from `style:` in galley.yaml."""
import csv
import io
import unittest

from galley import Case

HEADER = "id,severity,pattern,unless,scope,message,suggestion,bad,good\n"


class Style(Case):
    def rules(self, *rows, config="style: [house.csv]\n"):
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        self.write("house.csv", HEADER + out.getvalue())
        self.write("galley.yaml", config)

    def told(self, text, *arguments, name="a.md"):
        self.write(name, text)
        run = self.galley("check", "--only", "style/", "--format", "json", *arguments, name)
        return [(f["rule"], f["text"], f["fixes"][0] if f.get("fixes") else None)
                for f in run.findings]

    def test_literals_match_words_across_lines_case_and_apostrophes(self):
        self.rules(["order", "note", "in order to", "", "", "", "to", "x", "y"],
                   ["panic", "", "don't panic", "", "", "no", "", "x", "y"])
        found = self.told("In order\nto win, don\u2019t panic. A cabin order tower. "
                          "Win in order-to style.\n")
        self.assertEqual([f[0] for f in found], ["style/order", "style/panic"])
        self.assertEqual(found[1][1], "don\u2019t panic")

    def test_a_capital_in_the_pattern_makes_case_count(self):
        self.rules(["net", "", "Internet", "", "", "", "internet", "x", "y"])
        self.assertEqual(self.told("The Internet and the internet.\n"),
                         [("style/net", "Internet", "internet")])

    def test_suggestions_take_the_capital_and_the_groups(self):
        self.rules(["whilst", "", "whilst", "", "", "", "while", "x", "y"],
                   ["use", "", r"/\butili[sz](e|es|ed|ing)\b/i", "", "", "plain",
                    "us$1", "x", "y"])
        self.assertEqual(self.told("Whilst he utilised it, they slept whilst utilising.\n"),
                         [("style/whilst", "Whilst", "While"),
                          ("style/use", "utilised", "used"),
                          ("style/whilst", "whilst", "while"),
                          ("style/use", "utilising", "using")])

    def test_unless_and_scope_silence(self):
        self.rules(["web", "", "web site", "/web site (?:plan|permit)/", "", "", "website",
                    "x", "y"],
                   ["and", "", "and", "", "heading", "none in headings", "", "x", "y"])
        found = self.told("# Salt and bread\n\nOur web site has a web site permit and more.\n")
        self.assertEqual([f[:2] for f in found],
                         [("style/and", "and"), ("style/web", "web site")])

    def test_code_is_left_alone(self):
        self.rules(["foo", "", "foo bar", "", "", "no", "", "x", "y"])
        self.assertEqual(self.told("Call `foo bar` or foo `x` bar.\n\n    foo bar\n"), [])

    def test_every_way_to_an_expression_finds_the_same(self):
        # Looked up by a first word, by a later one, or tried on every sentence.
        patterns = [r"/\bheavy rain\b/", r"/\w+y rain\b/", r"/(?:heavy) rain/",
                    r"/heavy|never this/", r"/\bheav(?:y|ier) rain\b/"]
        for pattern in patterns:
            self.rules(["r", "", pattern, "", "", "wet", "", "x", "y"])
            found = self.told("We had heavy rain today. And heavy\nrain is due again.\n")
            self.assertEqual(len(found), 2, pattern)

    def test_severity_and_selection(self):
        self.rules(["a", "error", "foo", "", "", "no", "", "x", "y"],
                   ["b", "error", "bar", "", "", "no", "", "x", "y"],
                   config="style: [house.csv]\nrules:\n  style/a: note\n  style/b: off\n")
        self.write("a.md", "A foo and a bar.\n")
        run = self.galley("check", "--format", "concise", "a.md")
        self.assertIn("note: 'foo': no [style/a]", run.text)
        self.assertNotIn("style/b", run.text)
        self.assertEqual(run.status, 0)
        self.assertEqual(self.galley("check", "--only", "style/none", "a.md").status, 2)

    def test_a_bad_row_is_told_and_the_rest_used(self):
        self.rules(["a", "error", "foo", "", "", "no", "", "x", "y"],
                   ["A!", "error", "foo", "", "", "no", "", "x", "y"],
                   ["a", "error", "baz", "", "", "no", "", "x", "y"],
                   ["c", "error", "/a(b/", "", "", "no", "", "x", "y"],
                   ["d", "grave", "baz", "", "", "no", "", "x", "y"],
                   ["e", "", "baz", "", "footer", "no", "", "x", "y"],
                   ["f", "", "baz", "", "", "", "", "x", "y"])
        self.write("a.md", "A foo.\n")
        run = self.galley("check", "--format", "concise", "a.md")
        self.assertEqual(run.status, 2)
        self.assertIn("[style/a]", run.text)
        lines = [line for line in run.err.splitlines() if "house.csv:" in line]
        self.assertEqual([line.split("house.csv:")[1].split(":")[0] for line in lines],
                         ["6", "3", "4", "5", "7", "8"])

    def test_a_missing_table(self):
        self.write("galley.yaml", "style: [gone.csv]\n")
        self.write("a.md", "A foo.\n")
        run = self.galley("check", "a.md")
        self.assertEqual(run.status, 2)
        self.assertIn("there is no file 'gone.csv'", run.err)

    def test_galley_test_runs_the_examples(self):
        self.rules(["a", "", "foo", "", "", "no", "", "A foo.", "A bar."],
                   ["b", "", "qux", "", "", "no", "", "A foo.", "A qux."],
                   ["c", "", "Rain", "", "heading", "no", "", "# Rain", "Rain fell."])
        run = self.galley("test")
        self.assertEqual(run.status, 1)
        self.assertIn("style/b: the bad example is not found: A foo.", run.text)
        self.assertIn("style/b: the good example is found: A qux.", run.text)
        self.assertIn("3 phrase rules, 2 examples fail", run.text)
        self.assertNotIn("style/c", run.text)

    def test_a_pattern_that_runs_away_is_given_up(self):
        self.rules(["a", "", "/(a+)+b/", "", "", "no", "", "x", "y"])
        self.assertEqual(self.told("a" * 200 + "c and more.\n"), [])

    def test_openers_by_the_thousand_stay_linear(self):
        self.rules(*[[f"r{i}", "", f"we went word{i}", "", "", "no", "", "x", "y"]
                     for i in range(300)])
        self.assertEqual(self.told("We went " * 100_000 + "home.\n"), [])


if __name__ == "__main__":
    unittest.main()
