"""--baseline: only what is new counts, and nothing hides behind what is known."""
import json
import subprocess
import unittest

from galley import CLEAN, FAULT, OTHER, PROGRAM, Case


class Baseline(Case):
    def entries(self, name="base.json"):
        return json.loads(self.read(name))["findings"]

    def test_round_trip(self):
        self.write("a.md", f"# Title\n\n{FAULT} More follows.\n")
        run = self.check(".")
        self.assertEqual(run.status, 1)

        run = self.check("--write-baseline", "base.json", ".")
        self.assertEqual((run.status, self.told(run)), (0, []))
        self.assertEqual(len(self.entries()), 1)
        run = self.check("--baseline", "base.json", ".")
        self.assertEqual((run.status, self.told(run)), (0, []))

        # Edited elsewhere, moved down and wrapped anew: still known.
        text = FAULT.replace("sentence has", "sentence\nhas")
        self.write("a.md", f"# Title\n\n{CLEAN}\n\n{text} More follows here.\n")
        run = self.check("--baseline", "base.json", ".")
        self.assertEqual((run.status, self.told(run)), (0, []))

        # A new fault in the same paragraph: just that one shows.
        self.write("a.md", f"# Title\n\n{text} {OTHER}\n")
        run = self.check("--baseline", "base.json", ".")
        self.assertEqual((run.status, self.told(run)), (1, [("a.md", "the the")]))

        # The text is gone: the entry is stale, which is trouble until it is pruned.
        self.write("a.md", f"# Title\n\n{CLEAN}\n")
        run = self.check("--baseline", "base.json", ".")
        self.assertEqual(run.status, 2)
        self.assertIn("base.json:2: stale: a.md no longer has 'word word'", run.err)
        run = self.check("--baseline", "base.json", "--prune-baseline", ".")
        self.assertEqual((run.status, self.entries()), (0, []))

    def test_a_new_fault_does_not_hide_behind_a_fixed_one(self):
        self.write("a.md", f"{FAULT}\n\n{FAULT}\n")
        self.check("--write-baseline", "base.json", "a.md")
        self.assertEqual(len(self.entries()), 2)
        self.write("a.md", f"{FAULT}\n\n{OTHER}\n")
        run = self.check("--baseline", "base.json", "a.md")
        self.assertEqual((run.status, self.told(run)), (2, [("a.md", "the the")]))
        self.write("a.md", f"{FAULT}\n\n{FAULT}\n\n{FAULT}\n")
        run = self.check("--baseline", "base.json", "a.md")
        self.assertEqual((run.status, len(self.told(run))), (1, 1))

    def test_a_moved_file_stays_known(self):
        self.write("old/a.md", f"{FAULT}\n")
        self.check("--write-baseline", "base.json", ".")
        (self.folder / "old").rename(self.folder / "new")
        run = self.check("--baseline", "base.json", ".")
        self.assertEqual((run.status, self.told(run)), (0, []))
        # One entry stands for one finding: the copy is new, whoever comes first.
        self.write("newer/a.md", f"{FAULT}\n")
        for jobs in (1, 2):
            run = self.check("--baseline", "base.json", "-j", jobs, ".")
            self.assertEqual(self.told(run), [("newer/a.md", "word word")])
        self.check("--baseline", "base.json", "--prune-baseline", ".")
        self.assertEqual([e["path"] for e in self.entries()], ["new/a.md"])

    def test_a_copy_beside_the_known_one_is_new(self):
        self.write("a.md", f"{FAULT}\n")
        self.check("--write-baseline", "base.json", ".")
        self.write("b.md", f"{FAULT}\n")
        run = self.check("--baseline", "base.json", ".")
        self.assertEqual((run.status, len(self.told(run))), (1, 1))

    def test_says_nothing_of_what_was_not_checked(self):
        self.write("a.md", f"{FAULT}\n")
        self.write("b.md", f"{OTHER}\n")
        self.check("--write-baseline", "base.json", ".")
        self.assertEqual(self.check("--baseline", "base.json", "a.md").status, 0)
        # Another rule than the one of the entries, and writing of one file only.
        run = self.check("--baseline", "base.json", ".", only="stet/unused")
        self.assertEqual(run.status, 0)
        self.check("--write-baseline", "base.json", "a.md")
        self.assertEqual(len(self.entries()), 2)

    def test_paths_are_those_of_the_baselines_folder(self):
        self.write("docs/a.md", f"{FAULT}\n")
        self.check("--write-baseline", "base.json", "docs")
        self.assertEqual(self.entries()[0]["path"], "docs/a.md")
        run = self.check("--baseline", "../base.json", "a.md", cwd=self.folder / "docs")
        self.assertEqual(run.status, 0)
        run = self.check(
            "--baseline", "base.json", "--stdin-filename", "docs/a.md", "-",
            stdin=f"{FAULT}\n".encode(),
        )
        self.assertEqual(run.status, 0)
        self.check("--write-baseline", "docs/sub.json", "docs/a.md", cwd=self.folder)
        self.assertEqual(self.entries("docs/sub.json")[0]["path"], "a.md")

    def test_reasons_survive(self):
        self.write("a.md", f"{FAULT}\n")
        self.check("--write-baseline", "base.json", ".")
        entries = self.read("base.json").replace(
            '"text": "word word"', '"text": "word word", "reason": "a quotation"'
        )
        self.write("base.json", entries)
        self.write("b.md", f"{OTHER}\n")
        run = self.check("--baseline", "base.json", ".")
        known = [f for f in run.findings if f["suppression"]]
        self.assertEqual(known[0]["suppression"]["justification"], "a quotation")
        self.check("--write-baseline", "base.json", ".")
        self.assertEqual([e.get("reason") for e in self.entries()],
                         ["a quotation", None])

    def test_is_sorted_and_stable(self):
        for name in "cab":
            self.write(f"{name}.md", f"{FAULT}\n\n{OTHER}\n")
        self.check("--write-baseline", "one.json", "c.md", "a.md", "b.md", "-j", 1)
        self.check("--write-baseline", "two.json", "-j", 2, ".")
        self.assertEqual(self.read("one.json"), self.read("two.json"))
        paths = [e["path"] for e in self.entries("one.json")]
        self.assertEqual(paths, sorted(paths))
        self.assertEqual(len(self.read("one.json").splitlines()), 8)

    def test_stet_comes_first(self):
        self.write("a.md", f"{FAULT}\n")
        self.check("--write-baseline", "base.json", ".")
        self.write("a.md",
                   f"<!-- stet typography/repeated-word: meant -->\n{FAULT}\n")
        run = self.check("--baseline", "base.json", ".")
        self.assertEqual(run.status, 2)
        self.assertIn("stale", run.err)

    def test_sarif_tells_new_from_known(self):
        self.write("a.md", f"{FAULT}\n")
        self.check("--write-baseline", "base.json", ".")
        self.write("a.md", f"{FAULT}\n\n{OTHER}\n")
        run = self.galley("check", "--no-config", "--only", "typography/repeated-word",
                          "--baseline", "base.json", "--format", "sarif", ".")
        states = [r["baselineState"] for r in json.loads(run.out)["runs"][0]["results"]]
        self.assertEqual(states, ["unchanged", "new"])

    def test_mistakes_are_named_with_their_place(self):
        self.write("a.md", f"{FAULT}\n")
        entry = ('{"galleyFinding/v1": "0123456789abcdef", "rule": "a/b", '
                 '"path": "a.md"')
        for text, place in (
            ("", "base.json:1:1: "),
            ("[]", "base.json:1:1: this is no baseline"),
            ('{"version": 2, "findings": []}', "base.json:1:13: "),
            ('{"version": 1,\n "findings": {}}', "base.json:2:14: "),
            ('{"version": 1, "findings": [\n{"rule": "a/b"}]}', "base.json:2:1: "),
            ('{"version": 1, "findings": [\n' + entry + ', "x": ""}]}',
             "base.json:2:78: "),
            ('{"version": 1, "findings": [\n' + entry + "}\n" + entry + "}]}",
             "base.json:3:1: a ',' or ']' is wanted here"),
            ("<<<<<<< ours\n", "base.json:1:1: "),
        ):
            self.write("base.json", text)
            run = self.check("--baseline", "base.json", ".")
            self.assertEqual((run.status, run.out), (2, b""), text)
            self.assertIn(place, run.err)
        run = self.check("--baseline", "missing.json", ".")
        self.assertEqual(run.status, 2)
        # A file that is no baseline is not written over.
        run = self.check("--write-baseline", "a.md", ".")
        self.assertEqual((run.status, self.read("a.md")), (2, f"{FAULT}\n"))
        for wrong in (["--prune-baseline"],
                      ["--baseline", "x", "--write-baseline", "y"],
                      ["--write-baseline", "y", "--changed-since", "HEAD"]):
            self.assertEqual(self.check(*wrong, ".").status, 2)

    def test_a_run_cut_short_writes_nothing(self):
        for i in range(200):
            self.write(f"f{i}.md", f"{FAULT}\n\n" * 60)
        running = subprocess.Popen(
            [PROGRAM, "check", "--no-config", "-f", "json", "--write-baseline",
             "base.json", "."],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        running.stdout.read(100)
        running.stdout.close()
        err = running.stderr.read()
        running.stderr.close()
        self.assertEqual(running.wait(timeout=60), 2)
        self.assertIn(b"base.json: not written", err)
        self.assertFalse((self.folder / "base.json").exists())

    def test_odd_file_names(self):
        for name in (b'quote".md', b"line\nbreak.md", b"\xff\xfe.md"):
            (self.folder / name.decode("utf-8", "surrogateescape")).write_text(FAULT)
        self.check("--write-baseline", "base.json", ".")
        self.assertEqual(len(self.entries()), 3)
        self.assertEqual(self.check("--baseline", "base.json", ".").status, 0)


if __name__ == "__main__":
    unittest.main()
