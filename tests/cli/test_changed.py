"""--changed-since: what touches a changed line, as git tells it."""
import os
import shutil
import subprocess
import unittest

from galley import CLEAN, FAULT, OTHER, Case

EVERY = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
}


@unittest.skipUnless(shutil.which("git"), "there is no git")
class Changed(Case):
    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.folder, check=True,
                       capture_output=True, env=dict(os.environ, **EVERY))

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", "--allow-empty")

    def setUp(self):
        super().setUp()
        self.git("init", "-q")

    def since(self, revision, *paths, **more):
        return self.check("--changed-since", revision, *(paths or ["."]), **more)

    def test_only_changed_lines_count(self):
        self.write("a.md", f"{FAULT}\n\n{CLEAN}\n")
        self.write("b.md", f"{FAULT}\n")
        self.commit()
        run = self.since("HEAD")
        self.assertEqual((run.status, run.findings), (0, []))
        self.write("a.md", f"{FAULT}\n\n{CLEAN}\n\n{OTHER}\n")
        run = self.since("HEAD")
        self.assertEqual((run.status, self.told(run)), (1, [("a.md", "the the")]))
        self.commit()
        self.assertEqual(self.since("HEAD").status, 0)
        self.assertEqual(self.since("HEAD~1").status, 1)
        # From a folder below, and for a file that is named.
        self.write("sub/c.md", f"{CLEAN}\n")
        run = self.since("HEAD~1", "../a.md", cwd=self.folder / "sub")
        self.assertEqual(run.status, 1)

    def test_a_finding_over_several_lines_and_a_gap(self):
        self.write("a.md", f"{CLEAN} A word\nthat is between\nword stands here.\n")
        self.commit()
        self.write("a.md", f"{CLEAN} A word\nword stands here.\n")
        run = self.since("HEAD")
        self.assertEqual(self.told(run), [("a.md", "word\nword")])

    def test_untracked_renamed_and_removed_files(self):
        self.write("a.md", f"{FAULT}\n" + f"{CLEAN}\n" * 20)
        self.write("b.md", f"{FAULT}\n")
        self.commit()
        self.git("mv", "a.md", "c.md")
        (self.folder / "b.md").unlink()
        self.write("new.md", f"{OTHER}\n")
        run = self.since("HEAD")
        self.assertEqual(self.told(run), [("new.md", "the the")])

    def test_document_text_is_not_taken_for_git(self):
        self.write("a.md", f"{FAULT}\n")
        self.write("b.md", "x\n")
        self.commit()
        self.write("b.md", "x\n++ b/a.md\n@@ -1 +1 @@\n-- a/a.md\n@@ -0,0 +1,9 @@\n")
        run = self.since("HEAD")
        self.assertEqual(run.findings, [])

    def test_hostile_names(self):
        names = (b"two  words.md", b'quote".md', b"tab\t.md", b"line\nbreak.md",
                 b"-rf.md", b"\xff\xfe.md", "ümlaut.md".encode(), b"back\\slash.md")
        for name in names:
            os.write(fd := os.open(os.path.join(os.fsencode(self.folder), name),
                                   os.O_CREAT | os.O_WRONLY), f"{FAULT}\n".encode())
            os.close(fd)
        self.commit()
        self.assertEqual(self.since("HEAD").findings, [])
        for name in names:
            with open(os.path.join(os.fsencode(self.folder), name), "ab") as file:
                file.write(f"\n{OTHER}\n".encode())
        found = self.since("HEAD").findings
        self.assertEqual([f["text"] for f in found], ["the the"] * len(names))

    def test_configuration_of_the_repository_does_not_change_the_answer(self):
        self.write("a.md", f"{FAULT}\n\nOne.\n\nTwo.\n")
        self.commit()
        for key, value in (("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"),
                           ("diff.interHunkContext", "9"), ("color.ui", "always"),
                           ("diff.external", "touch ran"), ("core.pager", "touch ran"),
                           ("core.fsmonitor", "touch ran"), ("diff.x.textconv", "rev")):
            self.git("config", key, value)
        self.write(".git/info/attributes", "*.md diff=x\n")
        self.write("a.md", f"{FAULT}\n\nOne more.\n\nTwo. {OTHER}\n")
        run = self.since("HEAD")
        self.assertEqual(self.told(run), [("a.md", "the the")])
        self.assertFalse((self.folder / "ran").exists())

    def test_what_git_does_not_know(self):
        self.write("a.md", f"{FAULT}\n")
        self.commit()
        for revision in ("nowhere", "--output=stolen", "HEAD; touch stolen", "",
                         "HEAD:a.md", "$(touch stolen)"):
            run = self.since(revision)
            self.assertEqual((run.status, run.out), (2, b""), revision)
            self.assertIn("git knows no revision", run.err)
        self.assertFalse((self.folder / "stolen").exists())

    def test_without_a_repository_or_git(self):
        self.write("a.md", f"{FAULT}\n")
        env = {"GIT_CEILING_DIRECTORIES": str(self.folder.parent)}
        (self.folder / ".git").rename(self.folder / "away")
        run = self.since("HEAD", env=env)
        self.assertEqual((run.status, run.out), (2, b""))
        self.assertIn("needs a git work tree", run.err)
        run = self.since("HEAD", env={"PATH": "/nonexistent"})
        self.assertEqual(run.status, 2)
        self.assertIn("cannot run git", run.err)

    def test_with_a_baseline(self):
        self.write("a.md", f"{FAULT}\n\n{CLEAN}\n")
        self.check("--write-baseline", "base.json", ".")
        self.commit()
        self.write("a.md", f"{FAULT}\n\n{CLEAN} {CLEAN}\n")
        run = self.since("HEAD", "--baseline", "base.json", ".")
        self.assertEqual((run.status, run.err), (0, ""))


if __name__ == "__main__":
    unittest.main()
