#!/usr/bin/env python3
"""Writes rules/spelling/inflections.csv: irregular words inflected by the rule.

    inflections.py            write it
    inflections.py --check    make it again and compare with the committed file

"teached", "growed", "childs", "informations": from the irregular verbs and nouns of WordNet
(rules/language/wordnet-exceptions.txt) and from the uncountable nouns below, which every
grammar of English lists. A row is left out where dictionaries have the regular form too
("hanged", "mouses"): in rules/spelling/words-*.txt up to size 70.
"""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"
OUTPUT = RULES / "spelling" / "inflections.csv"
KNOWN_SIZE, STEM_SIZE = 70, 50

# Huddleston and Pullum, The Cambridge Grammar of the English Language, 2002, chapter 5.3.
UNCOUNTABLE = """advice aircraft applause baggage driftwood equipment evidence firewood footwear furniture garbage gossip gravel hardware homework housework information
jewellery junk leisure livestock luggage merchandise moonlight music offspring
parking permission police pollution sewage sheep shopping software spaghetti
spacecraft stuff sunlight sunshine thunder transportation underwear wealth weather
wildlife""".split()
MODALS = {"may", "can", "will", "shall"}
# Right by themselves: a spoked wheel, a spined fish, a treaded tyre; and words that are no
# slips for what the rule makes of them.
RIGHT = {"spoked", "spined", "treaded", "runged", "pens", "pences", "shited", "pened"}

HEADER = """\
# Irregular words inflected by the rule, and plurals of nouns that have none: the form that
# people write by mistake and the one that is meant. Written by tools/spelling/inflections.py
# from the exceptions of WordNet 3.0, (c) 2006 Princeton University, and from a list of
# uncountable nouns there; see LICENSES/WordNet-3.0.txt.
written,meant
"""

VOWELS = "aeiou"


def read_words():
    """Word -> smallest size class."""
    sizes = {}
    for path in sorted((RULES / "spelling").glob("words-*.txt")):
        size = int(path.stem.split("-")[1])
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                word = line.split("\t")[0]
                sizes[word] = min(sizes.get(word, 99), size)
    return sizes


def regular_pasts(verb):
    if verb.endswith("e"):
        return [verb + "d"]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return [verb[:-1] + "ied"]
    forms = [verb + "ed"]
    if len(verb) > 2 and verb[-1] not in VOWELS + "wxyh" and verb[-2] in VOWELS \
            and verb[-3] not in VOWELS:
        forms.append(verb + verb[-1] + "ed")
    return forms


def past_first(forms):
    """The past before the participle: "drew" before "drawn", "sang" before "sung"."""
    def order(form):
        return (form.endswith(("n", "ne")), "u" in form, form)
    return sorted(forms, key=order)


def rows():
    sizes = read_words()
    irregular = {"v": {}, "n": {}}
    path = RULES / "language" / "wordnet-exceptions.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, *rest = line.split()
        if line.startswith("#") or kind not in irregular or len(rest) != 2:
            continue
        form, base = rest
        if sizes.get(base, 99) <= STEM_SIZE and sizes.get(form, 99) <= STEM_SIZE:
            irregular[kind].setdefault(base, []).append(form)

    found = {}

    def add(written, meant):
        if written.isalpha() and written not in RIGHT and sizes.get(written, 99) > KNOWN_SIZE:
            found.setdefault(written, meant)

    for verb, forms in irregular["v"].items():
        if verb in MODALS:
            continue
        pasts = [f for f in forms if not f.endswith(("ing", "s", "ed", "ied"))]
        for written in regular_pasts(verb) if pasts else []:
            add(written, past_first(pasts)[0])
        for past in pasts:  # "camed", "tooked"
            if not past.endswith(("n", "ne", "d", "t")) and len(past) > 3 \
                    and sizes[past] <= 20:
                add(past + ("d" if past.endswith("e") else "ed"), past)
    for noun, forms in irregular["n"].items():
        plurals = [f for f in forms if not f.endswith(("s", "x", "i"))]
        plurals = [f for f in plurals if not f.endswith(("a", "ae", "ing"))]
        if plurals and sizes.get(noun, 99) <= 35 and not noun.endswith(("y", "x", "s")):
            add(noun + "s", plurals[0])
            possessive = plurals[0].endswith("n")  # "childrens" books, but two "teeths"
            add(plurals[0] + "s", plurals[0] + ("'s" if possessive else ""))
    for noun in UNCOUNTABLE:
        add(noun + "s", noun)
    return sorted(found.items(), key=lambda row: row[0].encode())


def main():
    text = HEADER + "".join("%s,%s\n" % row for row in rows())
    if "--check" in sys.argv[1:]:
        if OUTPUT.read_text(encoding="utf-8") != text:
            sys.exit("%s is not what %s makes" % (OUTPUT, sys.argv[0]))
        return
    OUTPUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
