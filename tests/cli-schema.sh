#!/bin/sh
# Every command that prints JSON has a schema, and what it prints is as the schema says; the schemas allow
# keys that they do not know, and name none that is never printed.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

# --- the command -------------------------------------------------------------------------------------

schemas=$ASSAY_DATA/catalogue/schemas
run 0 schema
for file in "$schemas"/*.json; do
	name=$(basename "$file" .json)
	run 0 schema
	grep -q "^$name  *assay" out || fail "not listed: $name"
	run 0 schema "$name"
	same out "$file" "assay schema $name"
done
run 0 schema assay.status/1
same out "$schemas/status.json" 'a schema by its title'
run 0 schema assay/1
same out "$schemas/assay.json" 'the text form by its title'
refused 2 schema statuz
complains "did you mean 'status'?"
refused 2 schema ../examples/example-portal
(
	failed=0
	mkdir -p data/catalogue/schemas
	ASSAY_DATA=$folder/data
	echo '{"title": 1}' >data/catalogue/schemas/broken.json
	refused 2 schema
	complains 'broken.json: no JSON schema'
	exit $failed
) || fail 'a broken schema'

# --- something in every list ----------------------------------------------------------------------------

run 0 new portal.assay --import "$example"
cp portal.assay damaged.assay
cp portal.assay other.assay
run 0 -w portal.assay baseline start
run 0 -w portal.assay challenge add 1.2/1 Why
run 0 -w portal.assay evidence add Here --location Shelf
run 0 -w other.assay evidence add There --location Shelf
run 0 -w portal.assay set 1.1/1 --owner Kim
run 0 -w other.assay set 1.1/1 --owner Sam
python3 - <<'PYTHON' || fail 'the workspace could not be damaged'
import sqlite3
with sqlite3.connect("damaged.assay") as c:
    c.execute("UPDATE answer SET owner = 'Nobody' WHERE row = 1")
PYTHON
run 0 new empty.assay
cat >whole.yaml <<'YAML'
schema: assay/1
assessment:
  title: A
  product: B
  product-version: "1"
  organisation: C
  role: developer
  delivery: other
  owner: D
  senior-responsible-owner: E
  assessed: 2026-11-20
  next-review: 2027-03-01
  review-cycle: yearly
  catalogue: sscop-apc
  catalogue-version: "1.0"
scope:
  - {principle: "3.1", in-scope: true, reason: Ours}
answers:
  - claim: 1.2/2
    status: partly-evidenced
    inherited: true
    reading: alternative
    argument: Because.
    assumptions: If.
    owner: F
    note: Hm.
  - {claim: "tree:1.2.3", status: not-evidenced}
evidence:
  - ref: E1
    title: G
    detail: H
    kind: other
    location: [I, J]
    tool: K
    owner: L
    collected: 2026-09-01
    affirmed: 2026-10-01
    review-by: 2027-03-01
    audience: public
    supports:
      - {claim: 1.2/2, note: M}
    refused: [1.2/4]
  - {ref: E2, title: N, location: O}
gaps:
  - ref: G1
    claims: [1.2/2]
    gap: P
    action: Q
    owner: R
    due: 2026-11-01
    priority: low
    state: in-progress
    audience: customer
challenges:
  - {ref: C1, claim: 1.2/2, evidence: E1, by: S, text: T, answer: U, reason: Z, state: answered}
approvals:
  - {principle: "1.3", by: V, position: W, at: "2026-09-01T10:00:00Z", of: X}
waivers:
  - {rule: some-rule, on: E1, reason: Y}
baselines:
  - {name: A, by: B, at: "2026-09-01T10:00:00Z", head: C}
read-through:
  - {node: 1.2, read: true, note: D}
YAML
run 0 new whole.assay --import whole.yaml
run 0 -w whole.assay undo --any --dry-run

# --- what is printed, against the schemas -----------------------------------------------------------------

PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$source_root/tests python3 - "$schemas" >&2 <<'PYTHON' || fail 'JSON and its schema differ'
import copy, glob, json, os, re, subprocess, sys
import schema as s

assay, bad = os.environ["ASSAY"], 0
def complain(*words):
    global bad
    bad += 1
    print(*words)

# The schemas themselves.
root = {}
for path in sorted(glob.glob(sys.argv[1] + "/*.json")):
    name = os.path.basename(path)[:-5]
    d = s.load(path)
    root[d.get("title")] = d
    for fault in s.faults_of_schema(d, d):
        complain(path, fault)
    if d.get("title") != ("assay/1" if name == "assay" else "assay.%s/1" % name):
        complain(path, "has the title", d.get("title"))
    if d.get("$schema") != "https://json-schema.org/draft/2020-12/schema":
        complain(path, "names no draft")

# What stands for the operands. A command that needs none is run as it is.
runs = {
    "show": ["show 1.2/2", "show 1.2", "show 2.2/1", "show tree:1.2.3", "show E1", "show E4", "show G1", "show C1"],
    "challenge show": ["challenge show C1"],
    "gap show": ["gap show G1"],
    "why": ["why 1.2", "why 2.2/1", "why 1", "why E1", "why E4", "why 1 --what-it-takes", "why 2.2 --what-it-takes",
            "why 1.2/2 --what-it-takes --if 1.1/2=evidenced", "why 1 --without E1 --if 1.1/2=evidenced",
            "why 1.3 --if 1.3/1=not-evidenced", "why E4 --without E7 --if 1.1/2=evidenced"],
    "tree": ["tree", "tree 1.2"],
    "status": ["status", "status portal.assay whole.assay empty.assay"],
    "history": ["history", "history --texts", "history 1.2/2"],
    "merge": ["merge other.assay --dry-run", "merge whole.yaml --dry-run"],
    "verify": ["verify", "verify -w damaged.assay"],
    "diff": ["diff 2100-01-01", "diff start"],
    "affirm": ["affirm", "affirm --before 2100-01-01"],
    "find": ["find update", "find kim"],
}
# Keys that are there only with an option; all others always are.
optional = {"assay.why/1": {"without", "if", "changes", "gained", "lost", "takes", "smallest"}}
unused = {title: set(keys) for title, keys in optional.items()}
seen, printed = set(), set()

def mutants(value, at=()):
    """The place of every key that is required there or not."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield at, key
            yield from mutants(inner, at + (key,))
    elif isinstance(value, list):
        for i, inner in enumerate(value[:1]):
            yield from mutants(inner, at + (i,))

def inside(value, at):
    for step in at:
        value = value[step]
    return value

def check(line, text):
    d = json.loads(text)
    whole = root.get(d.get("schema"))
    if whole is None:
        complain(line, "prints JSON without a schema:", d.get("schema"))
        return
    printed.add(d["schema"])
    for fault in s.faults(d, whole, whole, "", seen):
        complain(line, fault)
    closed = d["schema"] == "assay/1"
    # The schema says something: a key less is a fault, one more only in the text form.
    for at, key in mutants(d):
        less, more, other = copy.deepcopy(d), copy.deepcopy(d), copy.deepcopy(d)
        del inside(less, at)[key]
        inside(more, at)["new_key"] = 1
        inside(other, at)[key] = 1.5
        if not closed and (at or key not in optional.get(d["schema"], ())) and not s.faults(less, whole, whole):
            complain(line, "may leave out", at, key)
        if bool(s.faults(more, whole, whole)) != closed:
            complain(line, "with a key more is judged wrongly at", at)
        if not s.faults(other, whole, whole):
            complain(line, "may have anything as", at, key)
    unused.get(d["schema"], set()).difference_update(d)

def run(line, workspace):
    at = [] if "-w" in line.split() or ".assay" in line and line.startswith("status") else ["-w", workspace]
    done = subprocess.run([assay, *line.split(), *at, "--json"], capture_output=True, text=True)
    if done.stdout:
        check(line, done.stdout)
    return bool(done.stdout)

commands, name = [], None
for line in subprocess.run([assay, "help", "--all"], capture_output=True, text=True).stdout.splitlines():
    if line.startswith("assay "):
        name = re.match("assay ([a-z ]*[a-z])", line)[1]
    elif line.startswith("  --json"):
        commands.append(name)
if len(commands) < 10:
    complain("only these commands print JSON:", *commands)
for name in commands:
    for line in runs.get(name, [name]):
        if not any([run(line, w) for w in ("portal.assay", "whole.assay", "empty.assay")]):
            complain(line, "--json prints nothing; if it wants operands, say in this test which")

for workspace in ("portal.assay", "whole.assay", "empty.assay"):
    check("export", subprocess.run([assay, "export", "--format", "json", "-w", workspace], capture_output=True, text=True).stdout)

for title, keys in unused.items():
    if keys:
        complain(title, "was never printed with", *keys)

# No key is promised that nobody prints.
for title in printed:
    for key, place in s.properties(root[title]):
        if key not in seen:
            complain(title, "names what was never printed:", place)
sys.exit(bad > 0)
PYTHON

# A document as the schema describes it is one that import takes.
run 0 -w whole.assay export --format json -o whole.json
PYTHONDONTWRITEBYTECODE=1 python3 "$source_root/tests/schema.py" "$schemas/assay.json" whole.json >&2 || fail 'whole.json'
run 0 new again.assay --import whole.json

# The validator itself knows no keyword in silence.
echo '{"type": "object", "minProperties": 1}' >unknown.json
PYTHONDONTWRITEBYTECODE=1 python3 "$source_root/tests/schema.py" unknown.json >out && fail 'an unknown keyword is passed over'
says 'unknown keyword minProperties'

finish
