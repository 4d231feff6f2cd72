"""DOCX and ODT from outside: places, reports, standard input, walks, stets, baselines; and
packages made to do harm, which end in a clear error while other files are reported."""
import csv
import io
import json
import zipfile
import zlib

import office
from galley import CLEAN, FAULT, OTHER, Case

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Places(Case):
    def setUp(self):
        super().setUp()
        self.paragraphs = ["# Harbours", CLEAN, "", "Prices — naïve 😀 ones. " + FAULT]
        self.write("a.docx", office.docx(*self.paragraphs))
        self.write("b.odt", office.odt(CLEAN, "", OTHER))

    def run_as(self, form, *arguments, **more):
        return self.galley("check", "--no-config", "--only", "typography/repeated-word",
                           "--format", form, *arguments, **more)

    def test_paragraph_and_column_in_code_points(self):
        rows = list(csv.DictReader(io.StringIO(
            self.run_as("csv", "a.docx", "b.odt").text, newline="")))
        self.assertEqual([r["path"] for r in rows], ["a.docx", "b.odt"])
        column = self.paragraphs[3].index("word word") + 1
        self.assertEqual([(r["line"], r["column"], r["end_column"]) for r in rows],
                         [("4", str(column), str(column + 9)), ("3", "6", "13")])
        for row, data in zip(rows, ("a.docx", "b.odt")):
            read = (office.docx_paragraphs if data.endswith("docx")
                    else office.odt_paragraphs)
            text = office.cut(read((self.folder / data).read_bytes()),
                              *(int(row[k]) for k in
                                ("line", "column", "end_line", "end_column")))
            self.assertEqual(text, row["text"])

    def test_the_heading_is_named(self):
        self.assertIn("a.docx:4:52, under 'Harbours'\n", self.run_as("text", "a.docx").text)

    def test_json_says_where_in_the_package(self):
        finding = json.loads(self.run_as("json", "a.docx").out)["findings"][0]
        self.assertEqual(finding["heading"], "Harbours")
        place = finding["bytes"]
        archive = zipfile.ZipFile(self.folder / "a.docx")
        xml = archive.read(place["part"])
        self.assertEqual(xml[place["start"]:place["end"]], b"word word")

    def test_sarif_describes_what_has_no_lines(self):
        self.write("c.md", f"{FAULT}\n")
        run = json.loads(self.run_as("sarif", "a.docx", "b.odt", "c.md").out)["runs"][0]
        described = {a["location"]["uri"]: a for a in run["artifacts"]}
        self.assertEqual(sorted(described), ["a.docx", "b.odt"])
        self.assertIn("has no lines", described["a.docx"]["description"]["text"])
        self.assertIn("wordprocessingml", described["a.docx"]["mimeType"])
        for result in run["results"]:
            place = result["locations"][0]["physicalLocation"]
            prints = result["partialFingerprints"]
            is_text = place["artifactLocation"]["uri"] == "c.md"
            # GitHub's hash is of the lines of a file.
            self.assertEqual("primaryLocationLineHash" in prints, is_text)
            self.assertIn("galleyFinding/v1", prints)

    def test_standard_input_and_walks(self):
        data = (self.folder / "a.docx").read_bytes()
        piped = self.run_as("concise", "--stdin-filename", "a.docx", "-", stdin=data)
        self.assertEqual((piped.out, piped.status),
                         (self.run_as("concise", "a.docx").out, 1))
        walked = self.run_as("concise", ".")
        self.assertEqual(walked.text.count("repeated-word"), 2)
        # A name of another type: asked for by type.
        self.write("d.bin", data)
        self.assertEqual(self.run_as("concise", "--type", "bin=docx", "d.bin").status, 1)

    def test_a_baseline_knows_them_again(self):
        self.assertEqual(self.run_as("concise", "--write-baseline", "b.json", ".").status, 0)
        self.assertEqual(self.run_as("concise", "--baseline", "b.json", ".").status, 0)
        # Moved by a paragraph: still known. Another fault: new.
        self.write("a.docx", office.docx("# Harbours", "One more.", *self.paragraphs[1:]))
        self.assertEqual(self.run_as("concise", "--baseline", "b.json", ".").status, 0)
        self.write("a.docx", office.docx(*self.paragraphs, OTHER))
        run = self.run_as("concise", "--baseline", "b.json", ".")
        self.assertEqual((run.status, run.text.count("repeated-word")), (1, 1))

    def test_the_same_for_any_number_of_workers(self):
        for i in range(20):
            self.write(f"f{i}.docx", office.docx(CLEAN, *[FAULT] * (i % 5), OTHER))
        runs = [self.run_as("sarif", "-j", jobs, ".") for jobs in (1, 3)]
        self.assertEqual(runs[0].out, runs[1].out)


class Comments(Case):
    def commented(self, comment):
        body = (f'<w:document {W}><w:body><w:p><w:commentRangeStart w:id="0"/><w:r><w:t>'
                f'{FAULT}</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference '
                'w:id="0"/></w:r></w:p></w:body></w:document>')
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="c" Type="x/comments" Target="comments.xml"/>'
            '</Relationships>')
        comments = (f'<w:comments {W}><w:comment w:id="0"><w:p><w:r><w:t>{comment}</w:t>'
                    '</w:r></w:p></w:comment></w:comments>')
        self.write("a.docx", office.package({
            "word/document.xml": body, "word/comments.xml": comments,
            "word/_rels/document.xml.rels": relations}))
        return self.check("a.docx", only="typography/repeated-word,stet/")

    def test_a_comment_lets_a_finding_stand(self):
        self.assertEqual(self.commented("Is this right?").status, 1)
        run = self.commented("Stet typography/repeated-word “word word”: meant")
        self.assertEqual(run.status, 0)
        self.assertEqual(run.findings[0]["suppression"]["justification"], "meant")
        run = self.commented("stet figures/sum: not here")
        self.assertEqual(sorted(f["rule"] for f in run.findings),
                         ["typography/repeated-word"])
        run = self.commented("stet")
        self.assertIn("stet/unnamed", [f["rule"] for f in run.findings])


class Tracked(Case):
    def test_either_side(self):
        body = ('<w:p><w:r><w:t xml:space="preserve">We saw the </w:t></w:r><w:ins w:id="1">'
                '<w:r><w:t xml:space="preserve">the </w:t></w:r></w:ins><w:r><w:t>sea.'
                '</w:t></w:r></w:p>')
        self.write("a.docx", office.package({"word/document.xml": office.DOCUMENT % body}))
        self.assertEqual(self.check("a.docx").status, 1)
        self.assertEqual(self.check("--tracked", "accepted", "a.docx").status, 1)
        self.assertEqual(self.check("--tracked", "original", "a.docx").status, 0)
        self.assertEqual(self.check("--tracked", "both", "a.docx").status, 2)


class Hostile(Case):
    """Each beside a file with a fault, which must still be told."""

    def expect(self, data, message, name="bad.docx", timeout=100):
        self.write(name, data)
        self.write("z.md", f"{FAULT}\n")
        run = self.check(name, "z.md", timeout=timeout)
        self.assertIn(("z.md", "word word"), self.told(run))
        self.assertEqual(run.status, 2)
        self.assertIn(f"{name}: ", run.err)
        self.assertIn(message, run.err)
        return run

    def document(self, body):
        return office.package({"word/document.xml": office.DOCUMENT % body})

    def test_no_package(self):
        self.expect(b"", "it is not a ZIP package")
        self.expect(b"just text\n", "it is not a ZIP package")
        self.expect(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "has a password")
        self.expect(office.odt("Text"), "holds no Word document")
        self.expect(office.docx("Text"), "holds no OpenDocument text", name="bad.odt")

    def test_bombs(self):
        # 300 MiB of spaces in 300 KB, as text and between the tags.
        filled = b" " * (300 << 20)
        head, tail = (office.DOCUMENT % "<w:p><w:r><w:t>|</w:t></w:r></w:p>").split("|")
        for before, after in ((head, tail), (head[:-5], "")):
            data = office.package({"word/document.xml":
                                   before.encode() + filled + after.encode()})
            self.assertLess(len(data), 1 << 20)
            self.expect(data, "the package holds more than 256 MiB")

    def test_entities(self):
        for doctype in ('<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>',
                        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
                        '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'):
            text = (office.DOCUMENT % "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>").replace(
                "<w:document", doctype + "<w:document", 1)
            self.expect(office.package({"word/document.xml": text}),
                        "declares a document type")

    def test_names_that_lead_out(self):
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="d" Type="x/officeDocument" '
            'Target="%s"/></Relationships>')
        for target in ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"):
            self.expect(office.package({"_rels/.rels": relations % target,
                                        "../../etc/evil": "x"}), "holds no Word document")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()),
                         ["bad.docx", "z.md"])

    def test_damage(self):
        whole = office.package({"word/document.xml": office.DOCUMENT % (
            f"<w:p><w:r><w:t>{OTHER}</w:t></w:r></w:p>" * 3000)})
        # The directory is kept, the member is not what it says.
        broken = bytearray(whole)
        broken[200:400] = bytes(200)
        self.expect(bytes(broken), "the package is damaged at 'word/document.xml'")
        # The member is cut: what came before is read.
        raw = (office.DOCUMENT % f"<w:p><w:r><w:t>{OTHER}</w:t></w:r></w:p>").encode()
        run = self.expect(office.package({"word/document.xml": raw[:-20]}),
                          "'word/document.xml' is damaged at byte")
        self.assertIn(("bad.docx", "the the"), self.told(run))

    def test_depth_and_length_of_tags(self):
        self.expect(self.document("<w:sdt>" * 100_000),
                    "more than 1000 elements inside each other")
        self.expect(self.document("<w:p " + "a" * (4 << 20) + "='1'/>"),
                    "a tag of more than 2 MiB")

    def test_a_million_paragraphs(self):
        body = f"<w:p><w:r><w:t>{OTHER}</w:t></w:r></w:p>" + "<w:p/>" * 1_000_000
        self.write("a.docx", self.document(body + f"<w:p><w:r><w:t>{FAULT}</w:t></w:r></w:p>"))
        run = self.check("a.docx", timeout=100)
        self.assertEqual([f["region"]["start"]["line"] for f in run.findings],
                         [1, 1_000_002])
        self.write("b.docx", self.document("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_000_000))
        self.assertEqual(self.check("b.docx", timeout=100).status, 0)

    def test_shapes_without_end(self):
        for body in ("<w:tbl><w:tr><w:tc>" * 300,
                     '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100_000,
                     '<w:p><w:commentRangeStart w:id="1"/></w:p>' * 100_000,
                     '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>'
                     '<w:p/></w:tc></w:tr></w:tbl>' * 1000):
            self.write("a.docx", self.document(body))
            self.assertIn(self.check("a.docx", timeout=100).status, (0, 2))
        repeated = ('<table:table xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:'
                    '1.0"><table:table-column table:number-columns-repeated="4294967295"/>'
                    '<table:table-row table:number-rows-repeated="4294967295"><table:'
                    'table-cell table:number-columns-repeated="4294967295"/></table:'
                    'table-row></table:table><text:p><text:s text:c="4294967295"/>x</text:p>')
        self.write("a.odt", office.package({"content.xml": office.CONTENT % repeated}))
        self.assertEqual(self.check("a.odt", timeout=100).status, 0)

    def test_many_paragraphs_are_read(self):
        # Members that hardly shrink, so that reading counts too.
        body = "".join(
            f'<w:p w:rsidR="{zlib.crc32(str(i).encode()):08X}"><w:r><w:t>{CLEAN}'
            "</w:t></w:r></w:p>" for i in range(20_000))
        self.write("a.docx", self.document(body))
        self.assertEqual(self.check("a.docx", timeout=200).status, 0)

if __name__ == "__main__":
    import unittest
    unittest.main()
