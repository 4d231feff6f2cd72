#!/usr/bin/env python3
"""Learn of what names are names from GUM's entity layer.

    name-kinds.py train TREEBANK.conllu FEATURES OUT.csv
    name-kinds.py test TREEBANK.conllu FEATURES WEIGHTS.csv

TREEBANK is CoNLL-U with GUM's `Entity=` in MISC; FEATURES is what `bench-names --features`
prints for its raw text, one file a document, in the order of the treebank. A name's kind is
the type of the largest mention that covers it and whose head is one of its words, or the
word before it; names without such a mention, and times, teach nothing.

The model is a logistic regression over the features, in units of a sixteenth, from -127 to
127, the mean of a few runs; features seen once are left out. Python's own library is all it takes;
the orders of the examples come from fixed seeds, so that the same input gives the same file.
docs/language-model.md tells what the file is for and under which licence it stands."""
import csv
import collections
import math
import random
import re
import sys

KINDS = ('person', 'organisation', 'place', 'event', 'other')
ETYPES = {'person': 0, 'organization': 1, 'place': 2, 'event': 3, 'object': 4, 'abstract': 4,
          'animal': 4, 'plant': 4, 'substance': 4}
MARK = re.compile(r'\(([^()]*)(\))?|([^()]+)\)')
RARE, ROUNDS, RATE, DECAY, UNIT = 2, 14, 0.06, 0.03, 16
ORDERS = 4      # the mean of so many runs: one alone turns some kinds by its order


def documents(path):
    """Per document a list of mentions (start, end, head start, head end, kind), in characters without
    white space; None for a document without the layer."""
    docs, at, rows, layer = [], 0, [], False

    def sentence():
        nonlocal rows
        if not rows:
            return
        open_, position = collections.defaultdict(list), {r[0]: i for i, r in enumerate(rows)}
        heads = [position.get(r[6], -1) for r in rows]
        for i, row in enumerate(rows):
            misc = dict(m.split('=', 1) for m in row[9].split('|') if '=' in m)
            for new, closed, old in MARK.findall(misc.get('Entity', '')):
                group = (new.split('-')[0] if new else old)
                if new:
                    open_[group].append((i, new.split('-')[1]))
                if (closed or old) and open_[group]:
                    first, kind = open_[group].pop()
                    head = next(k for k in range(first, i + 1) if not first <= heads[k] <= i)
                    if kind == 'person' and rows[head][4] == 'NNPS':
                        kind = 'abstract'       # peoples: galley calls them OTHER
                    if docs[-1] is not None:
                        docs[-1].append((rows[first][10], rows[i][11], rows[head][10],
                                         rows[head][11], kind))
        rows = []

    surface, inner = None, 0
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# newdoc'):
            sentence()
            docs.append(None)
            at = 0
        elif line.startswith('# global.Entity'):
            docs[-1] = []
        elif not line:
            sentence()
            surface = None
        elif line[0] != '#':
            row = line.split('\t')
            if '.' in row[0]:
                continue
            if '-' in row[0]:
                first, last = map(int, row[0].split('-'))
                surface = (first, last, at, at + len(''.join(row[1].split())))
                at, inner = surface[3], surface[2]
                continue
            number = int(row[0])
            if surface and surface[0] <= number <= surface[1]:
                start = min(inner, surface[3])
                inner = end = surface[3] if number == surface[1] else min(
                    surface[3], start + len(row[1]))
            else:
                start, at = at, at + len(''.join(row[1].split()))
                end = at
            rows.append(row[:10] + [start, end])
    sentence()
    return docs


def examples(treebank, features):
    """(features, kind or None)"""
    docs = documents(treebank)
    texts, out = {}, []
    for line in open(features, encoding='utf-8'):
        path, start, end, whole, *seen = line.rstrip('\n').split('\t')
        if not whole.startswith('whole'):
            continue
        if path not in texts:
            data = open(path, 'rb').read()
            count, places = 0, []
            for byte in data:
                places.append(count)
                count += byte & 0xC0 != 0x80 and not chr(byte).isspace()
            number = int(re.match(r'\d+', path.rsplit('/', 1)[-1]).group())
            texts[path] = (places + [count], docs[number - 1])
        places, mentions = texts[path]
        if mentions is None:
            continue
        a, b = places[int(start)], places[int(end)]
        fit = [m for m in mentions if m[0] <= a and b <= m[1] and a <= m[2] < b]
        if not fit:                             # "the painter Ann Lee": the painter heads it
            fit = [m for m in mentions if m[0] <= a and b == m[1] and a == m[3]]
        kind = max(fit, key=lambda m: m[1] - m[0])[4] if fit else None
        out.append((list(dict.fromkeys(seen)), ETYPES.get(kind)))
    return out


def scores(weights, seen):
    total = [0.0] * len(KINDS)
    for f in seen:
        w = weights.get(f)
        if w:
            for k, x in enumerate(w):
                total[k] += x
    return total


def learn_once(data, names, seed):
    """weights by feature, from one order of the examples"""
    weights = {f: [0.0] * len(KINDS) for f in names}
    squares = {f: [1.0] * len(KINDS) for f in names}
    order, data = random.Random(seed), list(data)
    for _ in range(ROUNDS):
        order.shuffle(data)
        for seen, kind in data:
            total = scores(weights, seen)
            top = max(total)
            odds = [math.exp(x - top) for x in total]
            whole = sum(odds)
            for f in seen:
                w, s = weights[f], squares[f]
                for k in range(len(KINDS)):
                    g = odds[k] / whole - (k == kind) + DECAY * w[k]
                    s[k] += g * g
                    w[k] -= RATE * g / math.sqrt(s[k])
    return weights


def learn(data):
    counts = collections.Counter(f for seen, _ in data for f in seen)
    names = [f for f, c in counts.items() if c >= RARE]
    known = set(names)
    data = [([f for f in seen if f in known], kind) for seen, kind in data]
    runs = [learn_once(data, names, 20250510 + i) for i in range(ORDERS)]
    return {f: [sum(run[f][k] for run in runs) / ORDERS for k in range(len(KINDS))] for f in names}


def read(path):
    rows = csv.reader(open(path, encoding='utf-8', newline=''))
    next(rows)
    return {r[0] + '=' + r[1]: [int(x) / UNIT for x in r[2:2 + len(KINDS)]] for r in rows}


def main():
    if len(sys.argv) != 5 or sys.argv[1] not in ('train', 'test'):
        sys.exit(__doc__)
    verb, treebank, features, path = sys.argv[1:]
    data = [(seen, kind) for seen, kind in examples(treebank, features) if kind is not None]
    print(len(data), 'names:', dict(collections.Counter(KINDS[k] for _, k in data)))
    if verb == 'train':
        weights, kept = learn(data), 0
        with open(path, 'w', encoding='utf-8', newline='') as out:
            table = csv.writer(out, lineterminator='\n')
            table.writerow(('template', 'text') + KINDS + ('source',))
            for f in sorted(weights):
                row = [max(-127, min(127, round(x * UNIT))) for x in weights[f]]
                if max(row) - min(row) >= 3:
                    table.writerow(f.split('=', 1) + row + ['gum'])
                    kept += 1
        print(kept, 'features')
    weights = read(path)
    right, confused = 0, collections.Counter()
    for seen, kind in data:
        total = scores(weights, seen)
        best = total.index(max(total))
        right += best == kind
        confused[KINDS[kind], KINDS[best]] += 1
    print('right: %.2f %%' % (100 * right / len(data)))
    for kind in KINDS:
        print('%14s' % kind, *('%5d' % confused[kind, other] for other in KINDS))


if __name__ == '__main__':
    main()
