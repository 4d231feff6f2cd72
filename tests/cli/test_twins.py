"""The same text as Markdown, as DOCX and as ODT gives the same findings, rule by rule: for
every case of the Markdown fixtures, converted by LibreOffice. And the regions of the
findings, cut from the named paragraphs by other means, are the text that is told."""
import collections
import csv
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import office
from galley import PROGRAM, Case

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures"
BATCH = 200  # soffice takes no more names at once
MOST = 300  # cases of a run, spread over all; GALLEY_TWINS_ALL takes every one

# Cases that say something which the way to the word processor does not carry.
LOST = {
    "structure_broken-anchor-md": "anchors and notes by Markdown's own syntax",
    "structure_headings-md": "headings inside quotations: no such paragraphs",
    "spelling_words-md": "front matter",
    "claims_front-matter-md": "front matter",
    "claims_box-lines-md": "breaks of lines inside a paragraph",
    "structure_link-text-md": "LibreOffice makes the targets of links relative",
}


if not shutil.which("soffice"):
    print("test_twins: LibreOffice (soffice) is not installed, so no documents are made "
          "and compared", file=sys.stderr)


@unittest.skipUnless(shutil.which("soffice"), "LibreOffice (soffice) is not installed")
@unittest.skipUnless(os.environ.get("GALLEY_TWINS"), "GALLEY_TWINS names no program")
class Twins(Case):
    def convert(self, names, form, option):
        for i in range(0, len(names), BATCH):
            subprocess.run(
                ["soffice", "--headless",
                 f"-env:UserInstallation=file://{self.folder}/profile",
                 "--infilter=HTML (StarWriter)", "--convert-to", option,
                 "--outdir", form, *(f"{n}.html" for n in names[i:i + BATCH])],
                cwd=self.folder, capture_output=True, timeout=900, check=True)

    def findings(self, files, lang, rules):
        """Rule and message of each finding by the stem of its file; and all rows."""
        run = subprocess.run(
            [PROGRAM, "check", "--no-config", "--lang", lang, "--enable", rules,
             "--format", "csv", *files], cwd=self.folder, capture_output=True)
        self.assertIn(run.returncode, (0, 1), run.stderr.decode())
        rows = list(csv.DictReader(io.StringIO(run.stdout.decode(), newline="")))
        found = collections.defaultdict(collections.Counter)
        for row in rows:
            message = re.sub(r"\s+|\s*⏎\s*", " ", row["message"])
            found[pathlib.Path(row["path"]).stem][row["rule"], message] += 1
        return found, rows

    def test_same_findings(self):
        files = sorted(str(f) for f in FIXTURES.rglob("*.md"))
        listed = subprocess.run(
            [os.environ["GALLEY_TWINS"], self.folder, *files],
            capture_output=True, text=True, check=True).stdout.splitlines()
        rules = ",".join(sorted(set(listed.pop().split("\t")[1].split(","))))
        cases = [line.split("\t") for line in listed]
        if not os.environ.get("GALLEY_TWINS_ALL"):
            cases = cases[::-(-len(cases) // MOST)]
        names = [name for name, _, _ in cases]
        self.assertGreater(len(names), 70)
        forms = {"docx": ("docx:MS Word 2007 XML", office.docx_paragraphs),
                 "odt": ("odt", office.odt_paragraphs)}
        for form, (option, _) in forms.items():
            self.convert(names, form, option)
        for lang in sorted({lang for _, _, lang in cases}):
            own = [name for name, _, of in cases if of == lang]
            wanted, _ = self.findings([f"{n}.md" for n in own], lang, rules)
            for form, (_, paragraphs) in forms.items():
                got, rows = self.findings([f"{form}/{n}.{form}" for n in own], lang,
                                          rules)
                for name in own:
                    if name.rsplit("-", 1)[0] not in LOST:
                        self.assertEqual(got[name], wanted[name], f"{name}.{form}")
                self.check_regions(rows, paragraphs)

    def check_regions(self, rows, paragraphs):
        for row in rows:
            region = [int(row[key]) for key in
                      ("line", "column", "end_line", "end_column")]
            text = office.cut(paragraphs((self.folder / row["path"]).read_bytes()),
                              *region)
            # Breaks and controls are shown by signs in the table.
            plain = re.sub(r"[\n\v]", " ⏎ ", text)
            if plain.isprintable():
                self.assertEqual(plain, row["text"], row)


if __name__ == "__main__":
    unittest.main()
