#!/usr/bin/env python3
"""Make rules/names/wordnet.csv: names of WordNet 3.0 that no other list of names has.

    tools/names/wordnet.py DATA

DATA is WordNet's data.noun (Debian's wordnet-base). A name is a lemma with a capital that is
no English word. Instances are what they are instances of (persons, places, works, ...);
classes with a capital are peoples, faiths, languages and teachings. A name of two kinds is
left out, as are genera, of which every animal and plant has one."""
import collections
import csv
import re
import sys

from places import RULES, listed, rows, words

# WordNet's files of lexicographers, and what their instances and classes are to galley
INSTANCES = {4: 'event', 6: 'maybe_place', 10: 'work', 11: 'event', 14: 'org',
             15: 'maybe_place', 17: 'maybe_place', 18: 'person', 28: 'event'}
CLASSES = {9: 'other', 10: 'other', 18: 'people'}
BATTLES = 4, 11     # one word of them is the place first


def synsets(path):
    """(file, lemmas, is an instance)"""
    for line in open(path, encoding='latin-1'):
        if line.startswith('  '):
            continue
        fields = line.split(' | ')[0].split()
        count = int(fields[3], 16)
        pointers = fields[5 + 2 * count:]
        yield int(fields[1]), [w.replace('_', ' ') for w in fields[4:4 + 2 * count:2]], '@i' in pointers


def main():
    english, known = words(), listed()
    known |= {row['name'] for row in rows(RULES / 'names' / 'places.csv')}
    roles = collections.defaultdict(set)
    for file, lemmas, is_instance in synsets(sys.argv[1]):
        role = (INSTANCES if is_instance else CLASSES).get(file)
        for lemma in lemmas:
            if file in BATTLES and ' ' not in lemma:
                role = 'maybe_place'
            if role in ('people', 'other') and re.match(r"[\w'-]+(an|ish|ese|ic|ite|ist)$", lemma):
                role = 'demonym|' + role
            if lemma[0].isupper():
                roles[lemma].add(role)
    with open(RULES / 'names' / 'wordnet.csv', 'w', encoding='utf-8', newline='') as out:
        table = csv.writer(out, lineterminator='\n')
        table.writerow(['text', 'roles', 'source'])
        for name in sorted(roles):
            several = ' ' in name
            if (len(roles[name]) == 1 and None not in roles[name] and name not in known
                    and re.match(r"[^\W\d_][\w'. -]{3,}$", name)
                    and not re.match(r'[A-Z.]+$', name)
                    and (several or name.lower() not in english)):
                table.writerow([name, *roles[name], 'wordnet'])


if __name__ == '__main__':
    main()
