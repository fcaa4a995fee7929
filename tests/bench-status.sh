#!/bin/sh
# How long the quick question takes as a whole process, beside what other tools take for as much: no test, run by hand.
#
#     ASSAY=build/assay tests/bench-status.sh [RUNS]
#
# 300 items of evidence, 900 links, 40 gaps; the same rows read by sqlite3; as many tasks in taskwarrior; git status among
# 100 files. Each is run in turn, so that a busy machine is busy for all of them; the median counts, and the least is
# what an idle machine would take. What is not installed is left out.
runs=${1:-40}
: "${srcdir:=.}"
. "$srcdir/tests/cli-lib.sh"
need_python

python3 - >big.yaml <<'PYTHON'
import random
random.seed(3)
counts = {"1.1": 6, "1.2": 5, "1.3": 3, "1.4": 5, "2.1": 6, "2.2": 4}
asked = ["%s/%d" % (p, i) for p, n in counts.items() for i in range(1, n + 1)]
print("schema: assay/1\nassessment: {product: Big, role: developer-distributor, delivery: saas}\nanswers:")
for c in asked:
    print('  - claim: "%s"\n    status: %s\n    argument: |\n      %s' % (c, random.choice(["evidenced", "partly-evidenced", "not-evidenced"]), "A reason of some length. " * 10))
print("evidence:")
for i in range(1, 301):
    print("  - ref: E%d\n    title: Item number %d\n    detail: |\n      %s\n    location: https://example.org/%d\n    supports:" % (i, i, "What is done and where. " * 20, i))
    for c in random.sample(asked, 3):
        print('      - {claim: "%s"}' % c)
print("gaps:")
for i in range(1, 41):
    claims = ", ".join('"%s"' % c for c in random.sample(asked, 2))
    print("  - ref: G%d\n    claims: [%s]\n    gap: Something number %d is missing\n    action: It will be done\n    owner: %s\n    due: 2026-%02d-%02d\n    priority: %s\n    state: open"
        % (i, claims, i, random.choice(["Sam", "Kim"]), random.randint(6, 12), random.randint(1, 28), random.choice(["high", "medium", "low"])))
PYTHON
run 0 new example.assay --import "$example"
run 0 new big.assay --import big.yaml

set -- "$ASSAY -w big.assay gaps" "$ASSAY -w big.assay gaps --json" "$ASSAY -w big.assay status" "$ASSAY -w example.assay gaps" "$ASSAY --version"
if command -v sqlite3 >/dev/null 2>&1; then
	set -- "sqlite3 big.assay 'SELECT g.ref, g.gap, g.action, g.owner, g.due, g.priority, group_concat(c.id) FROM gap g JOIN gap_claim c ON substr(c.id, 1, 32) = g.id WHERE g.removed IS NULL GROUP BY g.id'" "$@"
fi
if command -v task >/dev/null 2>&1; then
	TASKRC=$folder/taskrc TASKDATA=$folder/tasks
	export TASKRC TASKDATA
	mkdir tasks
	printf 'data.location=%s\nconfirmation=no\nnews.version=99\n' "$folder/tasks" >taskrc
	python3 -c 'import json; print(json.dumps([{"description": "Something number %d is missing" % i, "due": "202611%02dT000000Z" % (i % 28 + 1), "priority": "HML"[i % 3], "status": "pending", "entry": "20261001T000000Z"} for i in range(40)]))' >tasks.json
	task import tasks.json >/dev/null 2>&1 && set -- "$@" 'task list'
fi
if command -v git >/dev/null 2>&1; then
	mkdir repository
	python3 -c 'for i in range(100): open("repository/file%d" % i, "w").write("text %d\n" % i)'
	(cd repository && git init -q . && git add . && git -c user.name=x -c user.email=x@example.org commit -qm x) && set -- "$@" 'git -C repository status'
fi

python3 - "$runs" "$@" <<'PYTHON'
import os, shlex, subprocess, sys, time
runs, commands = int(sys.argv[1]), [shlex.split(c) for c in sys.argv[2:]]
took = [[] for _ in commands]
for _ in range(runs):
    for command, times in zip(commands, took):
        start = time.perf_counter()
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
median = [sorted(t)[len(t) // 2] for t in took]
ours = next(m for m, c in zip(median, commands) if os.path.basename(c[0]) == "assay")
print("median ms  least ms  times `assay gaps`")
for command, times, m in zip(commands, took, median):
    print("%9.1f %9.1f %8.2f  %s" % (m, min(times), m / ours, " ".join([os.path.basename(command[0])] + command[1:])[:60]))
PYTHON
