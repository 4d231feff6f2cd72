"""The forms that a house prefers: `prefer:` of consistency/not-preferred."""
import unittest

from galley import Case


class Prefer(Case):
    def told(self, prefer, text):
        self.write("galley.yaml", "rules:\n  consistency/not-preferred:\n    prefer: [%s]\n"
                   % prefer)
        self.write("a.md", text)
        run = self.galley("check", "--only", "consistency/not-preferred", "--format", "json",
                          "a.md")
        return [(f["severity"], f["text"], f["fixes"][0]) for f in run.findings]

    def test_a_spelling_speaks_of_its_inflections(self):
        self.assertEqual(
            self.told("colour, organize",
                      "The color and the Color of it. Colors are organised, and "
                      "organising colours is organized.\n"),
            [("error", "color", "colour"), ("error", "Colors", "Colours"),
             ("error", "organised", "organized"), ("error", "organising", "organizing")])

    def test_compounds_whatever_stands_between_their_parts(self):
        self.assertEqual(
            self.told("email, health care, long-term",
                      "An e-mail on healthcare. E-mails came, and health care costs. A "
                      "long-term view of the long term.\n"),
            [("error", "e-mail", "email"), ("error", "healthcare", "health care"),
             ("error", "E-mails", "Emails")])

    def test_capitals(self):
        self.assertEqual(self.told("GitHub", "On Github and on GitHub, github is liked.\n"),
                         [("error", "Github", "GitHub"), ("error", "github", "GitHub")])

    def test_places(self):
        self.assertEqual(self.told("Kyiv", "The parks of Kiev are full. Kyiv is steep.\n"),
                         [("error", "Kiev", "Kyiv")])

    def test_quotations_and_names_keep_their_own(self):
        self.assertEqual(
            self.told("harbour",
                      "“The harbor is shut,” the notice says. Pearl Harbor is a name.\n"), [])

    def test_nothing_is_said_without_a_list(self):
        self.write("a.md", "The harbor and the harbour.\n")
        run = self.galley("check", "--only", "consistency/not-preferred", "a.md")
        self.assertEqual(run.status, 0)


if __name__ == "__main__":
    unittest.main()
