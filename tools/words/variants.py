#!/usr/bin/env python3
"""Writes rules/consistency/spellings.csv: words that have two spellings.

    variants.py            write it
    variants.py --check    make it again and compare with the committed file

Source: rules/spelling/words-*.txt, made from SCOWL 2020.12.07 (generate.py). SCOWL says in
which varieties of English a word is the usual spelling and in which a variant, but not of
which other word it is a variant. So two words are taken for one here when

  - one becomes the other by a change that tells varieties apart (CHANGES), and
  - no variety has both as its usual spelling: "meter" and "metre", "story" and "storey"
    are two words wherever both are known, and SCOWL lists them so.

A row is the word, then each spelling with the varieties that know it, in capitals those
in which it is the usual one: "U" the United States, "B" Britain with -ise, "Z" Britain with
-ize, "C" Canada, "A" Australia. Inflections that change alike have the same word.
spellings-more.csv beside it is written by hand.
"""

import argparse
import pathlib
import re
import sys
from collections import defaultdict

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "rules/consistency/spellings.csv"
LARGEST = 60  # SCOWL's largest size without errors
HEAD = "word,forms,speech,source\n"

CHANGES = """or:our er:re ense:ence iz:is yz:ys og:ogue l:ll e:ae e:oe m:mme ing:eing
gment:gement p:pp s:ss t:tt f:ph ax:axe gray:grey skep:scep mold:mould molt:moult
smolder:smoulder plow:plough aluminum:aluminium g:gg r:rr n:nn b:bb able:eable or:er
ey:y x:ct pajama:pyjama cozy:cosy coz:cos mustache:moustache omelet:omelette i:y c:k
inquir:enquir ae:e ward:wards chili:chilli ered:red ering:ring""".split()

# Words that SCOWL keeps apart by variety, and that a writer of one variety may use side by
# side: different words, or names of measures and their instruments.
DIFFERENT = {"inquiry", "enquiry", "inquire", "enquire", "draft", "draught", "taxi",
             "tons", "mom", "mum", "moms", "mums", "adaptor", "adapter", "adaptors",
             "adapters", "kerb", "curb"}


def words():
    found = {}
    for path in (ROOT / "rules/spelling").glob("words-*.txt"):
        size = int(re.search(r"\d+", path.name).group())
        if size > LARGEST:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            word, _, flags = line.partition("\t")
            match = re.fullmatch(r"([UBZCA]*)(?:/([UBZCA]+))?([unahx]*)", flags)
            if not match or match.group(3) or not word.isascii() or not word.islower():
                continue
            usual, variant = match.group(1), match.group(2) or ""
            if not usual and not variant:
                usual = "UBZCA"
            found[word] = (usual, variant)
    return found


def stem(word):
    return re.sub(r"(ing|ed|ers?|es|e|s)$", "", word)


def pairs(known):
    found = set()
    for change in CHANGES:
        one, other = change.split(":")
        for word in known:
            at = word.find(one)
            while at >= 0:
                changed = word[:at] + other + word[at + len(one):]
                if changed != word and changed in known:
                    found.add((word, changed))
                at = word.find(one, at + 1)
    return found


def is_one_word(known, one, other):
    usual_one, usual_other = known[one][0], known[other][0]
    if one in DIFFERENT or other in DIFFERENT:
        return False
    if usual_one == "UBZCA" or usual_other == "UBZCA":
        return False
    return bool(usual_one or usual_other) and not set(usual_one) & set(usual_other)


def varieties(usual, variant):
    return "".join(v if v in usual else v.lower() for v in "UBZCA"
                   if v in usual + variant)


def table():
    known = words()
    chosen = {}
    for one, other in pairs(known):
        if is_one_word(known, one, other):
            chosen[tuple(sorted((one, other)))] = None
    taken = defaultdict(int)
    for pair in chosen:
        for word in pair:
            taken[word] += 1
    groups = defaultdict(list)
    for pair in sorted(chosen):
        if max(taken[word] for word in pair) == 1:
            groups[tuple(map(stem, pair))].append(pair)
    rows = []
    for group in groups.values():
        head = min((word for pair in group for word in pair), key=lambda w: (len(w), w))
        for pair in group:
            forms = "|".join(f"{word}:{varieties(*known[word])}" for word in pair)
            rows.append(f"{head},{forms},,SCOWL 2020.12.07\n")
    return HEAD + "".join(sorted(rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return 0 if TARGET.read_text(encoding="utf-8") == table() else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
