#!/usr/bin/env python3
"""Prints rows that ambiguous.csv lacks: names of our tables that are common words.

A name is a candidate if WordNet has it as a common word or if the United States
census of 1990 has it among the commonest given names and surnames. A person reads
the list and chooses the treatment; what stands in ambiguous.csv is never printed.

    homographs.py WORDNET-FOLDER [CENSUS-FOLDER]

WORDNET-FOLDER holds data.noun, data.verb, data.adj and data.adv of WordNet 3.0;
CENSUS-FOLDER dist.female.first, dist.male.first and dist.all.last.
"""
import collections
import csv
import pathlib
import sys

RULES = pathlib.Path(__file__).resolve().parent.parent.parent / "rules" / "geography"
SPEECH = {"noun": "noun", "verb": "verb", "adj": "adjective", "adv": "adverb"}
CENSUS = {"dist.female.first": ("given name", 900), "dist.male.first": ("given name", 700),
          "dist.all.last": ("surname", 4000)}


def common_words(folder):
    words = collections.defaultdict(set)
    for part, speech in SPEECH.items():
        for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            field = line.split("|", 1)[0].split()
            for i in range(int(field[3], 16)):
                word = field[4 + 2 * i].split("(")[0]
                if word.islower() and word.isalpha():
                    words[word].add(speech)
    return words


def census_names(folder):
    names = collections.defaultdict(set)
    for file, (what, rank) in CENSUS.items():
        for line in (folder / file).read_text().splitlines():
            field = line.split()
            if int(field[3]) <= rank:
                names[field[0].capitalize()].add(what)
    return names


def main():
    words = common_words(pathlib.Path(sys.argv[1]))
    names = census_names(pathlib.Path(sys.argv[2])) if len(sys.argv) > 2 else {}
    with open(RULES / "ambiguous.csv", newline="", encoding="utf-8") as file:
        known = {r["text"] for r in csv.DictReader(file)}
    ours = set()
    for table in ("cities", "divisions", "features"):
        with open(RULES / f"{table}.csv", newline="", encoding="utf-8") as file:
            for r in csv.DictReader(file):
                ours.update([r["name"], *r["aliases"].split("|"), *r["former"].split("|")])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for name in sorted(ours - known):
        if not name.isalpha() or not name.isascii() or name.isupper():
            continue
        what, source = [], []
        if name.lower() in words:
            what.append(f"common word ({', '.join(sorted(words[name.lower()]))})")
            source.append("wordnet")
        if name in names:
            what += sorted(names[name])
            source.append("census1990")
        if what:
            writer.writerow([name, "; ".join(what), "needs-context", "|".join(source)])


if __name__ == "__main__":
    main()
