#!/bin/sh
# The keys of every JSON output are those assay(1) lists, in the same order.
#
# In the page's section JSON each `.It COMMAND` is followed by a literal display: the keys of the
# object, then lines "list: keys" for the objects in a list, "list.list: keys" for lists in lists.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

page=$source_root/man/assay.1
run 0 new portal.assay --import "$example"
cp portal.assay damaged.assay
cp portal.assay other.assay
run 0 -w portal.assay evidence add Here --location Shelf
run 0 -w other.assay evidence add There --location Shelf
run 0 -w portal.assay approve 1.3 --by Helen
run 0 -w portal.assay baseline start
run 0 -w portal.assay set 1.1/1 --owner Kim
run 0 -w portal.assay evidence edit E1 --review-by 2026-01-01
run 0 -w portal.assay challenge add 1.1/1 Why
run 0 -w other.assay set 1.1/1 --owner Sam
python3 - <<'PYTHON' || fail 'the workspace could not be damaged'
import sqlite3
with sqlite3.connect("damaged.assay") as c:
    c.execute("UPDATE answer SET owner = 'Nobody' WHERE row = 1")
PYTHON

python3 - "$page" >&2 <<'PYTHON' || fail 'assay(1) and the JSON differ'
import json, os, re, subprocess, sys

def documented(path):
    """From the page: command -> {path in the object: keys}."""
    found, command, literal, inside = {}, None, False, False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith(".Sh "):
            inside = line == ".Sh JSON"
        elif not inside:
            continue
        elif line.startswith(".It "):
            command = line[4:]
            found[command] = {"": []}
        elif line.startswith(".Bd"):
            literal, where = True, ""
        elif line.startswith(".Ed"):
            literal = False
        elif literal:
            head, colon, rest = line.partition(": ")
            if colon:
                where = head
                found[command][where] = []
            found[command][where] += (rest if colon else line).split()
    return found

def objects(value, path):
    """Every object in the lists of this path."""
    for name in path.split(".") if path else []:
        value = [o for v in value for o in v[name]]
    return value

def lists_of_objects(value, path=""):
    """The paths of all lists of objects that are there."""
    for name in {k for o in value for k in o}:
        inner = [i for o in value if isinstance(o.get(name), list) for i in o[name] if isinstance(i, dict)]
        if inner:
            yield (path + "." + name).lstrip(".")
            yield from lists_of_objects(inner, path + "." + name)

# What stands for the operands. Every list in the page must have something in it in one of the runs.
runs = {
    "show CLAIM": ["show 1.2/2", "show 1.2", "show 2.2/1", "show tree:1.2.3"],
    "show EVIDENCE": ["show E4"], "show GAP": ["show G1"], "gap show GAP": ["gap show G1"],
    "show CHALLENGE": ["show C1"], "challenge show CHALLENGE": ["challenge show C1"],
    "why CLAIM": ["why 1.2", "why 2.2/1"], "why EVIDENCE": ["why E4"],
    "why CLAIM --what-it-takes": ["why 2.2 --what-it-takes"],
    "why CLAIM --without EVIDENCE --if CLAIM=STATUS": ["why 2.2 --without E7 --if 1.1/2=evidenced"],
    "why EVIDENCE --without EVIDENCE --if CLAIM=STATUS": ["why E4 --without E7 --if 1.1/2=evidenced"],
    "status FILE FILE": ["status portal.assay portal.assay"],
    "find TEXT": ["find renovate", "find 1.2/2"],
    "verify": ["verify", "verify -w damaged.assay"],
    "merge FILE": ["merge other.assay --dry-run"],
}
bad = 0
def complain(*words):
    global bad
    bad += 1
    print(*words)

page = documented(sys.argv[1])
for command, keys in page.items():
    seen = set()
    for line in runs.get(command, [command]):
        several = line.startswith("status ")
        at = [] if several or " -w " in line else ["-w", "portal.assay"]
        done = subprocess.run([os.environ["ASSAY"], *line.split(), *at, "--json"], capture_output=True)
        value = [json.loads(done.stdout)]
        for path in {"", *lists_of_objects(value)}:
            if several and path:
                continue                # each is what `status` prints
            seen.add(path)
            if path not in keys:
                complain(line, "has a list that the page does not name:", path)
                continue
            for o in objects(value, path):
                if list(o) != keys[path]:
                    complain(line, path, "has", *o)
                    complain("    the page says", *keys[path])
                    break
    for path in set(keys) - seen:
        complain(command, "never printed:", path)

# Every command with --json is in the page.
name = None
for line in subprocess.run([os.environ["ASSAY"], "help", "--all"], capture_output=True, text=True).stdout.splitlines():
    if line.startswith("assay "):
        name = re.match("assay ([a-z ]*[a-z])", line)[1]
    elif line.startswith("  --json") and not any(c == name or c.startswith(name + " ") for c in page):
        complain("the page lists no keys for", name)
sys.exit(bad > 0)
PYTHON

finish
