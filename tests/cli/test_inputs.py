"""What may come: missing, damaged, huge, vanishing, deeply nested. The exit status says
so, and whatever could be checked is still reported."""
import json
import os
import subprocess
import unittest

from galley import CLEAN, FAULT, OTHER, PROGRAM, Case


class Inputs(Case):
    def concise(self, *arguments, **more):
        return self.galley("check", "--no-config", "--only", "typography/repeated-word",
                           "--format", "concise", *arguments, **more)

    def test_exit_statuses(self):
        self.write("clean.md", f"{CLEAN}\n")
        self.write("fault.md", f"{FAULT}\n")
        self.assertEqual(self.check("clean.md").status, 0)
        self.assertEqual(self.check("fault.md").status, 1)
        self.assertEqual(self.check("--exit-zero", "fault.md").status, 0)
        self.assertEqual(self.check("--nonsense").status, 2)
        self.assertEqual(self.check("clean.md", only="no/rule").status, 2)

    def test_verbose_says_where_rules_are_silent(self):
        self.write("a.md", "This paragraph of the report is plain English.\n\nDieser Absatz "
                   "ist ganz auf Deutsch geschrieben und sagt weiter nichts.\n")
        run = self.galley("check", "--no-config", "--verbose", "a.md")
        self.assertIn("a.md: 1 of 2 passages are in another language (de)", run.err)
        run = self.galley("check", "--no-config", "a.md")
        self.assertEqual(run.err, "")

    def test_a_missing_path_beside_others(self):
        self.write("a.md", f"{FAULT}\n")
        run = self.check("missing.md", "a.md")
        self.assertEqual((run.status, self.told(run)), (2, [("a.md", "word word")]))
        self.assertIn("missing.md: no such file or directory", run.err)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_an_unreadable_file_beside_others(self):
        self.write("a.md", f"{FAULT}\n")
        self.write("b.md", f"{FAULT}\n").chmod(0)
        run = self.check(".")
        self.assertEqual((run.status, self.told(run)), (2, [("a.md", "word word")]))

    def test_a_file_that_vanishes_or_is_no_file(self):
        self.write("a.md", f"{FAULT}\n")
        (self.folder / "b.md").symlink_to("nowhere.md")
        (self.folder / "c.md").mkdir()
        run = self.check("a.md", "b.md")
        self.assertEqual((run.status, self.told(run)), (2, [("a.md", "word word")]))
        # Gone between the walk and the reading: the list is a pipe that is slow to end.
        many = [f"f{i}.md" for i in range(400)]
        for name in many:
            self.write(name, f"{FAULT}\n" * 50)
        running = subprocess.Popen(
            [PROGRAM, "check", "--no-config", "-f", "concise", "-j", "1", *many],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        (self.folder / many[-1]).unlink()
        out, err = running.communicate(timeout=120)
        self.assertIn(running.returncode, (1, 2))
        self.assertIn(b"f0.md", out)

    def test_damaged_bytes_are_told_and_the_rest_is_checked(self):
        self.write("a.md", FAULT.encode() + b"\n\ncut \xe2\x82\n\n" + OTHER.encode())
        run = self.check("a.md")
        self.assertEqual(run.status, 2)
        rules = sorted(f["rule"] for f in run.findings)
        self.assertEqual(rules, ["run/encoding"] + ["typography/repeated-word"] * 2)
        self.write("end.md", b"It ends here \xf0\x9f\x98")
        self.assertEqual(self.check("end.md").status, 2)
        self.write("utf16.md", (FAULT + "\n").encode("utf-16"))
        self.assertEqual(self.check("utf16.md").status, 1)

    def test_damage_in_markup_that_leaves_no_text(self):
        (self.folder / "a.html").write_bytes(b"</\xe2")
        run = self.galley("check", "--format", "json", "a.html")
        self.assertEqual(run.status, 2)
        self.assertEqual([f["rule"] for f in run.findings], ["run/encoding"])

    def test_the_same_for_any_number_of_workers(self):
        for i in range(60):
            self.write(f"d{i % 7}/f{i}.md", f"{FAULT}\n\n{OTHER} {i}\n" * (1 + i % 9))
        self.write("damaged.md", b"a \xff b b c")
        for form in ("text", "concise", "csv", "json", "sarif", "github", "jsonl"):
            runs = [
                self.galley("check", "--no-config", "-f", form, "-j", jobs, ".",
                            "missing.md", "--statistics")
                for jobs in (1, 2, 5)
            ]
            for run in runs[1:]:
                self.assertEqual(run.out, runs[0].out, form)
                self.assertEqual((run.err, run.status), (runs[0].err, 2))

    def test_the_same_from_a_file_and_from_a_pipe(self):
        text = f"# Title\n\n{FAULT}\n\n> {OTHER}\n".encode()
        self.write("a.md", text)
        whole = self.concise("a.md")
        piped = self.concise("--stdin-filename", "a.md", "-", stdin=text)
        self.assertEqual((whole.out, whole.status), (piped.out, piped.status))
        fifo = self.folder / "pipe.md"
        os.mkfifo(fifo)
        running = subprocess.Popen(
            [PROGRAM, "check", "--no-config", "--only", "typography/repeated-word",
             "-f", "concise", "pipe.md"],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with open(fifo, "wb") as file:
            for byte in text:
                file.write(bytes([byte]))
                file.flush()
        out, err = running.communicate(timeout=60)
        self.assertEqual(out.replace(b"pipe.md", b"a.md"), whole.out)

    def test_a_closed_pipe_is_silent(self):
        for i in range(300):
            self.write(f"f{i}.md", f"{FAULT}\n\n" * 60)
        running = subprocess.Popen(
            [PROGRAM, "check", "--no-config", "-f", "json", "."], cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        running.stdout.read(100)
        running.stdout.close()
        err = running.stderr.read()
        running.stderr.close()
        self.assertIn(running.wait(timeout=60), (0, 1))
        self.assertEqual(err, b"")

    def test_an_output_that_cannot_be_written(self):
        self.write("a.md", f"{FAULT}\n")
        run = self.concise("-o", "no/such/folder.txt", "a.md")
        self.assertEqual(run.status, 2)
        if os.path.exists("/dev/full"):
            run = self.concise("-o", "/dev/full", "a.md")
            self.assertEqual(run.status, 2)
            self.assertIn("cannot write the output", run.err)

    def test_deep_and_long_documents_end(self):
        deep = 100_000
        hostile = {
            "quotes.md": ">" * deep + f" {FAULT}\n",
            "quotes2.md": "> " * deep + f"{FAULT}\n",
            "lists.md": "- " * deep + f"{FAULT}\n",
            "stairs.md": "".join(" " * min(2 * i, 400) + "- x\n" for i in range(deep)),
            "brackets.md": "[" * deep + f"{FAULT}\n",
            "emphasis.md": "*a " * deep + f"{FAULT}\n",
            "ticks.md": "`" * deep + f"{FAULT}\n",
            "line.md": "word other " * deep + f"{FAULT}\n",
            "blanks.md": "\n" * deep + f"{FAULT}\n",
            "table.md": "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n" + "|b" * 5000 + "|\n",
        }
        for name, text in hostile.items():
            self.write(name, text)
            run = self.check(name, timeout=60)
            self.assertIn(run.status, (0, 1, 2), name)
            json.loads(run.out)
        self.write("z.md", f"{FAULT}\n")
        run = self.check(*hostile, "z.md")
        self.assertIn(("z.md", "word word"), self.told(run))

    def test_a_document_over_the_limit(self):
        big = self.folder / "big.md"
        with open(big, "wb") as file:
            file.truncate(257 * 1024 * 1024)
        self.write("z.md", f"{FAULT}\n")
        run = self.check("big.md", "z.md")
        self.assertEqual((run.status, self.told(run)), (2, [("z.md", "word word")]))
        self.assertIn("big.md: the document is larger than 256 MiB", run.err)

    def test_a_binary_file_is_passed_over_unless_named(self):
        self.write("a.md", bytes(range(256)) * 64)
        self.assertEqual(self.check(".").status, 0)
        self.assertEqual(self.check("a.md").status, 2)

    def test_a_directory_without_documents(self):
        (self.folder / "empty").mkdir()
        run = self.check("empty")
        self.assertEqual(run.status, 0)
        self.assertIn("no file of a known type", run.err)


class Stet(Case):
    def stet(self, text):
        self.write("a.md", text)
        return self.check("a.md", only="typography/repeated-word,stet/unused")

    def test_round_trip(self):
        stet = '<!-- stet typography/repeated-word "word word": meant -->\n'
        self.assertEqual(self.stet(f"{FAULT}\n").status, 1)
        self.assertEqual(self.stet(f"{stet}{FAULT}\n").status, 0)
        # Edited elsewhere and wrapped anew.
        moved = FAULT.replace("word word", "word\nword")
        self.assertEqual(self.stet(f"{CLEAN}\n\n{stet}{moved} More.\n").status, 0)
        # A new fault in the same paragraph: just that one.
        run = self.stet(f"{stet}{FAULT} {OTHER}\n")
        self.assertEqual(self.told(run), [("a.md", "the the")])
        # The text is gone: the stet is told.
        run = self.stet(f"{stet}{CLEAN}\n")
        self.assertEqual([f["rule"] for f in run.findings], ["stet/unused"])


class Numbers(Case):
    """--statistics and --timings go to standard error, findings to standard output."""

    def test_statistics_and_timings(self):
        self.write("a.md", f"{FAULT}\n\n{OTHER}\n")
        plain = self.check("a.md")
        run = self.check("--statistics", "--timings", "a.md")
        self.assertEqual(run.out, plain.out)
        self.assertRegex(run.err, r"(?m)^ +2  typography/repeated-word$")
        self.assertRegex(run.err, r"(?m)^ +2  findings in all$")
        for stage in ("blocks", "sentences and tokens", "checks", "in all"):
            self.assertIn(stage, run.err)


if __name__ == "__main__":
    unittest.main()
