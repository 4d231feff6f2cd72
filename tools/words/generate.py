#!/usr/bin/env python3
"""Writes rules/spelling/words-*.txt and LICENSES/SCOWL.txt.

    generate.py            write them
    generate.py --check    make them again and compare with the committed files

Sources, as Debian packages them:
  - SCOWL 2020.12.07, /usr/share/dict/scowl (package scowl): English words by size class,
    10 the most common, 95 "just about every English word in existence and then some";
  - the hunspell dictionary en_US 2020.12.07 (package hunspell-en-us), expanded with
    unmunch (hunspell-tools); each form is put to hunspell itself, because unmunch does
    not know every rule.

Both are made from SCOWL and under its licence. The dictionary en_GB is not used: it is
LGPL, and SCOWL has British, Canadian and Australian words of its own.

One file a size class, so that a file's name says how common its words are:

    word [TAB flags]

The flags, in this order:
    UBZCA   varieties that spell it so, absent when all five do: United States, Britain
            with -ise, Britain with -ize (Oxford), Canada, Australia
    /UBZCA  varieties in which it is a variant beside the usual spelling; a word that
            has only this part is nowhere the usual spelling
    u       a capitalised word that dictionaries list: Monday, African
    n       another proper name
    a       an abbreviation
    h       accepted by hunspell's en_US and not found in SCOWL's lists
    x       offensive: known, but never to be suggested (NOSUGGEST in en_US)

Left out: possessives in 's and s' of words that are there (a reader of the list takes
the ending off), forms with digits, names of size 95, and of the words of size 95 those
that have lost something on the way into SCOWL: their capital (europe, nasa) or their
apostrophe (dont, doesn).
"""

import argparse
import ctypes
import gzip
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCOWL = pathlib.Path("/usr/share/dict/scowl")
README = pathlib.Path("/usr/share/doc/scowl/README.gz")
HUNSPELL = pathlib.Path("/usr/share/hunspell")
SIZES = (10, 20, 35, 40, 50, 55, 60, 70, 80, 95)
RARE = 80
NAMES_UP_TO = 80

# What a spelling category of SCOWL says: varieties, and whether as a variant.
# "variant_N" holds American variants (README.gz, "The variant_1 spelling categories").
CATEGORIES = {"english": "UBZCA", "american": "U", "british": "B", "british_z": "Z",
              "canadian": "C", "australian": "A"}
VARIANTS = {"": "U", "british_": "BZ", "canadian_": "C", "australian_": "A"}
KINDS = {"words": "", "contractions": "", "upper": "u", "proper-names": "n",
         "abbreviations": "a"}
FILE = re.compile(r"(?:(?P<plain>[a-z_]+?)|(?P<variety>[a-z]+_)?variant_(?P<level>\d))"
                  r"-(?P<kind>[a-z-]+)\.(?P<size>\d+)$")


class Word:
    def __init__(self):
        self.usual, self.variant = {}, {}  # variety -> smallest size
        self.kinds = set()
        self.marks = set()

    def size(self):
        return min((self.usual or self.variant).values())

    def flags(self):
        usual = "".join(v for v in "UBZCA" if v in self.usual)
        variant = "".join(v for v in "UBZCA" if v in self.variant and v not in self.usual)
        text = "" if usual == "UBZCA" else usual
        if variant and usual != "UBZCA":
            text += "/" + variant
        # A word that is also an ordinary word needs no excuse for its capital.
        kind = "" if "" in self.kinds else min(self.kinds, key="una".index)
        return text + kind + "".join(m for m in "hx" if m in self.marks)


def read_scowl():
    words = {}
    for path in sorted(SCOWL.iterdir()):
        match = FILE.match(path.name)
        if not match or match["plain"] == "special":
            continue
        size = int(match["size"])
        kind = KINDS[match["kind"]]
        if kind in ("u", "n") and size > NAMES_UP_TO:
            continue
        if match["plain"]:
            varieties = CATEGORIES[match["plain"]]
        else:
            varieties = VARIANTS[match["variety"] or ""]
            if match["level"] == "3":
                # "seldom used and may not even be considered correct" (README.gz)
                size = max(size, RARE)
        for text in path.read_text(encoding="utf-8").split("\n"):
            if text and not re.search(r"\d", text):
                word = words.setdefault(text, Word())
                word.kinds.add(kind)
                sizes = word.usual if match["plain"] else word.variant
                for variety in varieties:
                    sizes[variety] = min(size, sizes.get(variety, size))
    return words


def expand(dictionary):
    out = subprocess.run(["unmunch", str(dictionary), str(HUNSPELL / "en_US.aff")],
                         check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return {text for text in out.stdout.decode("utf-8").split("\n")
            if text and not re.search(r"\d", text)}


def read_hunspell():
    """(every form that en_US accepts, those of them it never suggests)"""
    lib = ctypes.CDLL("libhunspell-1.7.so.0")
    lib.Hunspell_create.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(lib.Hunspell_create(str(HUNSPELL / "en_US.aff").encode(),
                                                 str(HUNSPELL / "en_US.dic").encode()))
    accepted = {text for text in expand(HUNSPELL / "en_US.dic")
                if lib.Hunspell_spell(handle, text.encode())}
    stems = [line for line in (HUNSPELL / "en_US.dic").read_text("utf-8").split("\n")[1:]
             if "!" in line.partition("/")[2]]
    with tempfile.NamedTemporaryFile("w", suffix=".dic", encoding="utf-8") as file:
        file.write("\n".join([str(len(stems))] + stems) + "\n")
        file.flush()
        return accepted, expand(file.name)


def is_possessive(text, words):
    if text.endswith("'s") and len(text) > 2:
        return text[:-2] in words
    return text.endswith("s'") and text[:-1] in words


def is_remnant(text, words, pieces):
    """A word of size 95 that is a better known one without its capitals or apostrophe."""
    if words[text].size() < 95:
        return False
    better = [words[form] for form in (text.capitalize(), text.upper())
              if form != text and form in words]
    return text in pieces or any(word.size() < RARE for word in better)


def build():
    words = read_scowl()
    accepted, offensive = read_hunspell()
    for text in accepted:
        if text not in words:
            word = words[text] = Word()
            word.kinds.add("" if text[0].islower() else "n")
            word.marks.add("h")
            word.usual = dict.fromkeys("UBZCA", 60)  # the size en_US is made from
    for text in offensive & words.keys():
        words[text].marks.add("x")
    # A word that hunspell accepts is no rarity, wherever SCOWL has it.
    for text in accepted:
        word = words[text]
        if word.size() >= RARE:
            word.marks.add("h")
            sizes = word.usual or word.variant
            for variety in sizes:
                sizes[variety] = min(sizes[variety], 60)
    pieces = set()
    for text in words:
        if "'" in text and words[text].size() < RARE and not is_possessive(text, words):
            pieces.update((text.replace("'", ""), text.partition("'")[0]))
    for text in [text for text in words if is_remnant(text, words, pieces)]:
        del words[text]
    files = {}
    for size in SIZES:
        lines = [text + ("\t" + word.flags() if word.flags() else "")
                 for text, word in words.items()
                 if word.size() == size and not is_possessive(text, words)]
        lines.sort(key=lambda line: line.partition("\t")[0].encode())
        files[ROOT / "rules" / "spelling" / ("words-%d.txt" % size)] = "\n".join(
            ["# Written by tools/words/generate.py, which explains the flags.",
             "# From SCOWL 2020.12.07 by Kevin Atkinson and hunspell's en_US made of it;",
             "# permissive licence, see LICENSES/SCOWL.txt.",
             "# size: %d" % size] + lines) + "\n"
    readme = gzip.decompress(README.read_bytes()).decode("utf-8")
    start = readme.index("COPYRIGHT, SOURCES, and CREDITS:")
    files[ROOT / "LICENSES" / "SCOWL.txt"] = readme[start:]
    return files


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    status = 0
    for path, text in build().items():
        if not check:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            print("%s differs from what its generator makes" % path.relative_to(ROOT))
            status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
