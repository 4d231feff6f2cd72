#!/usr/bin/env python3
"""Writes src/text/language_data.inc: letter n-grams by language.

    pip install --target DIR langdetect==1.0.9
    tools/languages/generate.py DIR [--check]

The counts are those of the language profiles of langdetect 1.0.9 (Apache License 2.0,
(c) 2010-2014 Cybozu Labs, (c) 2014-2015 Michal Danilak), which were made from Wikipedia.
Of each language the most frequent n-grams of two and three characters are kept, folded
to lower case; a space stands for the edge of a word. A weight is the logarithm of the
n-gram's share, in eighths of a bit above 2**-20, at least 0.

--check compares with the committed file instead of writing it.
"""
import argparse
import json
import math
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "src" / "text" / "language_data.inc"

# Languages that are told apart by n-grams, by the script they are written in.
GROUPS = [
    ("LATIN", "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl"
              " sq sv sw tl tr vi".split()),
    ("CYRILLIC", "bg mk ru uk".split()),
    ("ARABIC", "ar fa ur".split()),
    ("DEVANAGARI", "hi mr ne".split()),
]
KEPT = 500


def profile(folder, language):
    data = json.loads((folder / "langdetect" / "profiles" / language).read_text("utf-8"))
    counts = {}
    for gram, count in data["freq"].items():
        folded = gram.lower()
        if 2 <= len(folded) <= 3 and folded.strip():
            counts[folded] = counts.get(folded, 0) + count
    total = {n: sum(c for g, c in counts.items() if len(g) == n) for n in (2, 3)}
    return {g: c / total[len(g)] for g, c in counts.items()}


def weight(share):
    return max(0, min(255, round(8 * (math.log2(share) + 20)))) if share > 0 else 0


def key(gram):
    value = 0
    for character in gram:
        value = value << 21 | ord(character)
    return value


def group_text(name, languages, folder):
    profiles = {l: profile(folder, l) for l in languages}
    kept = set()
    for shares in profiles.values():
        kept.update(sorted(shares, key=lambda g: (-shares[g], g))[:KEPT])
    grams = sorted(kept, key=key)
    lower = name.lower()
    lines = ["static const char *const %s_languages[] = {" % lower,
             "    " + ", ".join('"%s"' % l for l in languages) + ",", "};", "",
             "static const uint64_t %s_grams[] = {" % lower]
    row = "   "
    for gram in grams:
        item = " 0x%x," % key(gram)
        if len(row) + len(item) > 88:
            lines.append(row)
            row = "   "
        row += item
    lines += [row, "};", "",
              "static const unsigned char %s_weights[][MOST_LANGUAGES] = {" % lower]
    for gram in grams:
        lines.append("    {" + ",".join(
            str(weight(profiles[l].get(gram, 0))) for l in languages) + "},")
    lines += ["};", ""]
    keys = [key(g) for g in grams]
    lines += slots_text(lower, keys)
    if name == "LATIN":
        lines += ascii_text(lower, keys)
    return "\n".join(lines + [""])


def rows(values):
    lines, row = [], "   "
    for value in values:
        item = " %d," % value
        if len(row) + len(item) > 88:
            lines.append(row)
            row = "   "
        row += item
    return lines + [row]


def ascii_text(lower, keys):
    """The same for n-grams of a to z and the space, by their letters: the index is a
    number to the base 27, the space 0."""
    at = {key(gram): number for number, gram in enumerate(
        " " + "".join(map(chr, range(ord("a"), ord("z") + 1))))}
    pairs, triples = [0] * 27 ** 2, [0] * 27 ** 3
    for index, value in enumerate(keys):
        letters = [at.get(value >> 21 * n & 0x1FFFFF) for n in (2, 1, 0)]
        if letters[0] is not None and None not in letters:
            triples[(letters[0] * 27 + letters[1]) * 27 + letters[2]] = index + 1
        elif value >> 42 == 0 and None not in letters[1:]:
            pairs[letters[1] * 27 + letters[2]] = index + 1
    return (["static const uint16_t %s_pairs[27 * 27] = {" % lower, *rows(pairs), "};",
             "static const uint16_t %s_triples[27 * 27 * 27] = {" % lower,
             *rows(triples), "};"])


def slots_text(lower, keys):
    """Where each n-gram stands, by its hash: 1 + its index, 0 for an empty slot; open
    addressing, linear. As find_weights() of src/text/language.c looks it up."""
    bits = (2 * len(keys)).bit_length()
    slots = [0] * (1 << bits)
    for index, value in enumerate(keys):
        at = (value * 0x9E3779B97F4A7C15 & (1 << 64) - 1) >> (64 - bits)
        while slots[at]:
            at = (at + 1) % len(slots)
        slots[at] = index + 1
    return ["static const uint16_t %s_slots[1 << %d] = {" % (lower, bits), *rows(slots),
            "};"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    text = ("/* Written by tools/languages/generate.py from the profiles of langdetect "
            "1.0.9; do not\n * edit. Apache License 2.0, (c) 2010-2014 Cybozu Labs, (c) "
            "2014-2015 Michal Danilak. */\n\n")
    text += "\n".join(group_text(name, languages, options.folder)
                      for name, languages in GROUPS)
    if options.check:
        if OUT.read_text("utf-8") != text:
            sys.exit("%s differs from what its generator makes" % OUT.relative_to(ROOT))
    else:
        OUT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
