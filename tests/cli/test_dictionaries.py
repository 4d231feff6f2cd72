"""Texts in other languages, with the dictionaries that `dictionaries:` names."""
import pathlib
import unittest

from galley import Case


def installed(name):
    return any((pathlib.Path(folder) / (name + ".dic")).exists()
               for folder in ("/usr/share/hunspell", "/usr/share/myspell/dicts"))


def needs(name):
    return unittest.skipUnless(installed(name), "the dictionary %s is not installed" % name)


class Dictionaries(Case):
    def words(self, config, name, text):
        self.write("galley.yaml", config)
        self.write(name, text)
        run = self.galley("check", "--only", "spelling/misspelling", "--format", "json", name)
        self.assertEqual(run.err, "")
        return [(f["text"], f["fixes"][:1]) for f in run.findings]

    @needs("de_DE")
    def test_german(self):
        text = "Der Müller schliesst das Tor. Am Abennd kamen die Fischer mit dem Kahn zurück.\n"
        self.assertIn(("Abennd", ["Abend"]),
                      self.words("dictionaries: de_DE\nlanguage: de\n", "a.txt", text))
        self.assertEqual(self.words("language: de\n", "a.txt", text), [])

    @needs("es_ES")
    def test_spanish(self):
        text = "El molinero cerró la puerrta y los pescadores volvieron con la barca.\n"
        self.assertEqual(self.words("dictionaries: es_ES\nlanguage: es\n", "a.txt", text),
                         [("puerrta", ["puerta"])])

    @needs("de_DE")
    def test_a_marked_span_is_read_in_its_language(self):
        page = ('<p>The sign on the mill said <i lang="de">bitte langsam weiter</i> and then '
                '<i lang="de">bitte langsam weitter</i>, which nobody did.</p>')
        self.assertEqual(self.words("dictionaries: de_DE\n", "a.html", page),
                         [("weitter", ["weiter"])])
        self.assertEqual(self.words("language: en\n", "a.html", page), [])

    def test_a_dictionary_that_is_not_there(self):
        self.write("galley.yaml", "dictionaries: xx_XX\n")
        self.write("a.txt", "The mill stood still.\n")
        run = self.galley("check", "a.txt")
        self.assertEqual(run.status, 2)
        self.assertIn("xx_XX", run.err)
