#!/usr/bin/env python3
"""Write rules/claims/wordnet.csv: the direct antonyms of WordNet 3.0.

    tools/claims/wordnet.py /usr/share/wordnet > rules/claims/wordnet.csv

Only pointers between words ("!"), never through similar words. Words of several parts and
names are left out, as are nouns for persons, animals, groups, places, times and bodies: two such
words name two things, and a text that speaks of both says nothing against itself.
"""
import sys

FILES = {"adj": "a", "adv": "r", "noun": "n", "verb": "v"}
# Numbers of lexicographer files whose antonyms are properties or changes (lexnames(5WN)).
NOUNS = {4, 7, 11, 12, 16, 19, 21, 22, 24, 26}

# Words of place, time and manner that point at something: both may be said of one thing.
LEFT_OUT = set(
    "here there now then out off down back forth home away well ill much little first "
    "second last next right left wrong this that past future yes good evil father mother".split()
)


def words_of(fields):
    count = int(fields[3], 16)
    words = [fields[4 + 2 * i].split("(")[0] for i in range(count)]
    return words, 4 + 2 * count


def synsets(folder):
    for part, letter in FILES.items():
        with open("%s/data.%s" % (folder, part), encoding="ascii") as file:
            for line in file:
                if line.startswith("  "):
                    continue
                fields = line.split(" | ")[0].split()
                words, at = words_of(fields)
                pointers = []
                for i in range(int(fields[at])):
                    symbol, offset, target, ends = fields[at + 1 + 4 * i : at + 5 + 4 * i]
                    if symbol == "!":
                        pointers.append((int(ends[:2], 16), target, offset, int(ends[2:], 16)))
                yield letter, int(fields[1]), fields[0], words, pointers


def plain(word):
    return word.isalpha() and word.islower() and len(word) > 2 and word not in LEFT_OUT


def main():
    known = {}
    links = []
    for letter, lexname, offset, words, pointers in synsets(sys.argv[1]):
        known[letter, offset] = words
        if letter != "n" or lexname in NOUNS:
            links.append((letter, words, pointers))
    pairs = {}
    for letter, words, pointers in links:
        for source, target, offset, to in pointers:
            other = known.get((target, offset)) or known.get(("a", offset))
            if not other or not source or not to:
                continue
            pair = tuple(sorted((words[source - 1], other[to - 1])))
            if plain(pair[0]) and plain(pair[1]) and pair[0] != pair[1]:
                pairs.setdefault(pair, letter)
    print("word,opposite,part,source")
    for (word, opposite), letter in sorted(pairs.items()):
        print("%s,%s,%s,WordNet 3.0" % (word, opposite, letter))


if __name__ == "__main__":
    main()
