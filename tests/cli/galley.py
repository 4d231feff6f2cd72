"""Driving the program as its users do: files in a folder of their own, a command line,
what it says and its exit status.

GALLEY names the program, GALLEY_DATA the folder of galley.dat.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.path.abspath(os.environ["GALLEY"])

# One fault each: a word that stands twice is an error that needs no word list.
FAULT = "This sentence has a doubled word word in it."
OTHER = "Here the the article stands twice."
CLEAN = "This sentence has nothing wrong with it."


class Run:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout
        self.err = done.stderr.decode("utf-8", "replace")

    @property
    def text(self):
        return self.out.decode("utf-8")

    @property
    def findings(self):
        return json.loads(self.out)["findings"]


class Case(unittest.TestCase):
    """A test in a folder of its own, which is also the working directory."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="galley-cli-")).resolve()

    def tearDown(self):
        for path in self.folder.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        shutil.rmtree(self.folder)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode("utf-8")
        path.write_bytes(content)
        return path

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def galley(self, *arguments, stdin=b"", env=None, cwd=None, timeout=120):
        return Run(
            subprocess.run(
                [PROGRAM, *map(str, arguments)],
                input=stdin,
                capture_output=True,
                cwd=cwd or self.folder,
                env=dict(os.environ, **(env or {})),
                timeout=timeout,
            )
        )

    def check(self, *arguments, only="typography/repeated-word", **more):
        """`galley check` with one rule and JSON, which most tests want."""
        return self.galley(
            "check", "--no-config", "--only", only, "--format", "json",
            *arguments, **more
        )

    def told(self, run):
        """(path, text) of the findings that count."""
        return [
            (f["path"], f["text"])
            for f in run.findings
            if f["suppression"] is None
        ]
