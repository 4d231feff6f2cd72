#!/usr/bin/env python3
"""Make rules/figures/people.csv: nouns that count persons.

    tools/figures/people.py /usr/share/wordnet > rules/figures/people.csv

Of WordNet 3.0 the single words in small letters whose first sense as a noun is one of
noun.person and stands in its counted texts, as do most of their senses; of these the ones that a
word list of common English has (rules/spelling, SCOWL up to 35). The words of OWN are added:
WordNet gives another sense first, or counts them with groups.
"""
import os
import pathlib
import re
import sys

RULES = pathlib.Path(__file__).resolve().parent.parent.parent / "rules"
PERSON = "18"
OWN = """
adult adviser applicant baby backer bowler bystander candidate caller child climber commuter
constituent councillor couple delegate evacuee family fan graduate household infant invitee judge lad
listener man member mp mourner newcomer observer passenger patient person player pupil rater reader
recruit respondent retiree rider rower schoolchild shareholder sibling soldier subject swimmer taster teacher tester
trainee twin typist umpire undergraduate user viewer volunteer voter walker youngster
""".split()
# One of them is a thing, a rank or a figure of speech as often as a person.
LEFT_OUT = set("""
auxiliary controller planter potter scout ward
adept aide aides alien almighty alternate amateur beloved broad brownie brute buddy champ cherub
closer coaster demon devil dear divine fairy fiend foreign fry goblin goddess imp longer loon major
manes mod monster more native neutral nobody peer primitive private regular right second senior
shaver single sphinx square third tough twist unicorn vampire veto whore bastard white black
colored barbarian savage lover general national individual one
angel anchor asset bear beauty being bishop body boss bouncer bull case character chip computer
converter cookie copy counter cracker creature diamond double engineer face father figure fox
ghost giant god hand hanger head host idol image king knight lead leader life light link lion
load lot machine man mark marker master match model monitor mother mug nut one opener original
other parent pearl pig player pointer power printer prize product projector queen reactor
reader record relation relative roller root rook runner saint scanner self serve shark sheep
shadow snake someone soul source spirit star stick substitute super supplier supporter swinger
thing ticket tiger toast toy treasure type unit vehicle victor voice warrior wheel whip worm
producer consumer distributor carrier receiver dealer operator contractor competitor developer
publisher manufacturer retailer maker provider seller exporter importer lender borrower insurer
user follower subscriber
""".split()) - set(OWN) - set("parent player reader mother father".split())


def database(folder, name):
    with open(os.path.join(folder, name), encoding="latin-1") as lines:
        for line in lines:
            if not line.startswith(" "):
                yield line.split()


def main():
    folder = sys.argv[1]
    files, words = {}, {}
    for columns in database(folder, "data.noun"):
        files[columns[0]] = columns[1]
        words[columns[0]] = columns[4:4 + 2 * int(columns[3], 16):2]
    common = set()
    for size in 10, 20, 35:
        text = (RULES / "spelling" / ("words-%d.txt" % size)).read_text(encoding="utf-8")
        common |= set(re.findall(r"^([a-z]+)\b(?!')", text, re.M))
    people = set()
    for columns in database(folder, "index.noun"):
        word, senses = columns[0], int(columns[2])
        offsets = columns[-senses:]
        counted = int(columns[-senses - 1])
        if (re.fullmatch("[a-z]{3,}", word) and files[offsets[0]] == PERSON and counted > 0
                and word in words[offsets[0]]):
            if sum(files[o] == PERSON for o in offsets) * 2 > len(offsets):
                people.add(word)
    people &= common
    print("noun,source")
    for word in sorted((people - LEFT_OUT) | set(OWN)):
        print("%s,%s" % (word, "own" if word in OWN else "WordNet 3.0"))


if __name__ == "__main__":
    main()
