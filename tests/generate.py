#!/usr/bin/env python3
"""generate.py small|large FOLDER: what a workspace for benchmarks is made of; always the same bytes.

small: document.yaml for the shipped catalogue: 300 items of evidence, about 900 links, 40 gaps, an answer on every claim.
large: catalogue.yaml with 5,000 claims, and document.yaml with 100,000 items, 150,000 links, 2,000 gaps, a challenge
on every fiftieth claim.
"""
import os
import random
import sys

WORDS = """access audit backup branch build change code component container control customer defect deployment design
developer dependency disclosure distribution encryption evidence firewall hash incident key library licence log
maintenance manifest merge monitoring notification owner patch pipeline policy privilege process registry release
repository requirement restore review risk role rollback rotation scanner secret signature supplier support test
threat ticket token training update version vulnerability""".split()
PEOPLE = ["Ada", "Kim", "Lin", "Noor", "Priya", "Sam", "Tom", "Zoë"]
KINDS = ["document", "interview", "test", "audit", "configuration", "code", "log", "publication", "other"]
STATES = ["evidenced", "evidenced", "evidenced", "partly-evidenced", "not-evidenced", "to-assess"]


def sentence(r, low=6, high=16):
    return " ".join(r.choice(WORDS) for _ in range(r.randint(low, high))).capitalize() + "."


def shipped_claims():
    """The places in the form."""
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "catalogue", "sscop-apc-1.0.yaml"), encoding="utf-8") as f:
        return [line.split('"')[1] for line in f if line.startswith("    asked-as:")]


def catalogue(r, out, principles=100, groups=5, leaves=10):
    """A tree of the usual depth: theme, principle, claim, leaf. Gives the leaves' places in the form."""
    out.write('schema: assay-catalogue/1\nid: generated\nversion: "1"\ntitle: Generated\nshort-title: Generated\n'
              'publisher: nobody\npublished-on: "2026-01-01"\nlicence: none\nattribution: none\nthemes:\n')
    for t in range(1, 5):
        out.write('  - {id: "%d", text: Theme %d, aim: %s}\n' % (t, t, sentence(r)))
    nodes = ["%d.%d" % (p % 4 + 1, p // 4 + 1) for p in range(principles)]
    out.write("principles:\n")
    for n in nodes:
        out.write('  - {id: "%s", parent: "%s", label: %s, text: %s, code: %s}\n'
                  % (n, n.split(".")[0], r.choice(WORDS), sentence(r), sentence(r)))
    out.write("claims:\n")
    places = []
    for n in nodes:
        for g in range(1, groups + 1):
            out.write('  - {id: "%s.%d", parent: "%s", label: %s, text: %s}\n' % (n, g, n, r.choice(WORDS), sentence(r)))
            for i in range(1, leaves + 1):
                places.append("%s/%d" % (n, (g - 1) * leaves + i))
                out.write('  - {id: "%s.%d.%d", parent: "%s.%d", asked-as: "%s", label: "%s %s", text: %s}\n'
                          % (n, g, i, n, g, places[-1], r.choice(WORDS), r.choice(WORDS), sentence(r)))
    out.write('roles:\n  - {id: developer-distributor, text: All, themes: ["1", "2", "3", "4"]}\n')
    return places


def document(r, out, places, items, links, gaps, challenges):
    out.write("schema: assay/1\nassessment: {title: Generated, product: Generated, owner: Sam, assessed: 2026-11-01}\n")
    out.write("answers:\n")
    for p in places:
        out.write("  - {claim: %s, status: %s, owner: %s, argument: %s}\n"
                  % (p, r.choice(STATES), r.choice(PEOPLE), sentence(r, 20, 60)))
    linked = [set() for _ in range(items)]
    for n in range(links):
        linked[n if n < items * 9 // 10 else int(r.random() ** 2 * items)].add(r.choice(places))
    out.write("evidence:\n")
    for i in range(items):
        out.write("  - {ref: E%d, title: %s, kind: %s, owner: %s, collected: 2026-%02d-%02d, review-by: 2027-%02d-01"
                  % (i + 1, sentence(r, 3, 7)[:-1], r.choice(KINDS), r.choice(PEOPLE), i % 11 + 1, i % 28 + 1, i % 12 + 1))
        if i % 10:
            out.write(", detail: %s, location: https://wiki.example/%s/%d" % (sentence(r), r.choice(WORDS), i % (items // 2 + 1)))
        if linked[i]:
            out.write(", supports: [%s]" % ", ".join("{claim: %s}" % c if r.random() < 0.5 else
                      "{claim: %s, note: %s}" % (c, sentence(r, 3, 6)) for c in sorted(linked[i])))
        out.write("}\n")
    out.write("gaps:\n")
    for i in range(gaps):
        out.write("  - {ref: G%d, claims: [%s], gap: %s, action: %s, owner: %s, due: 2026-%02d-15, priority: %s, state: %s}\n"
                  % (i + 1, ", ".join(sorted(r.sample(places, 2))), sentence(r), sentence(r), r.choice(PEOPLE), i % 4 + 9,
                     r.choice(["high", "medium", "low"]), r.choice(["open", "open", "in-progress", "closed", "accepted"])))
    if challenges:
        out.write("challenges:\n")
        for i in range(challenges):
            out.write("  - {ref: C%d, claim: %s, by: Kim, text: %s, state: %s}\n"
                      % (i + 1, r.choice(places), sentence(r), r.choice(["open", "answered", "settled"])))


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("small", "large"):
        sys.exit(__doc__)
    r, folder, large = random.Random(1), sys.argv[2], sys.argv[1] == "large"
    os.makedirs(folder, exist_ok=True)
    places = shipped_claims()
    if large:
        with open(os.path.join(folder, "catalogue.yaml"), "w", encoding="utf-8") as out:
            places = catalogue(r, out)
    with open(os.path.join(folder, "document.yaml"), "w", encoding="utf-8") as out:
        document(r, out, places, *((100000, 150000, 2000, 100) if large else (300, 948, 40, 6)))


if __name__ == "__main__":
    main()
