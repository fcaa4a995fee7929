#!/bin/sh
# assay status in one line and for several workspaces, and what gaps --exit-code says.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new portal.assay --import "$example"
run 0 new empty.assay --product 'A product with a name that is long enough to be cut'

# --- one line: what there is none of is left out ---------------------------------------------------------

short() {
	line=$1
	shift
	run 0 status --short "$@"
	[ "$(cat out)" = "$line" ] || { fail "status --short $* is not: $line"; show_run; }
}
short 'Example Portal 4.2: 32/45 met, 2 gaps, 6 open' portal.assay
short 'Example Portal 4.2: 32/45 met, 2 gaps, 2 overdue, 6 open' portal.assay --as-of 2027-12-31
short 'A product with a name that is long enough to be cut: 0/45 met, 45 open' empty.assay
run 0 -w portal.assay gap close G1
short 'Example Portal 4.2: 32/45 met, 1 gap, 6 open' portal.assay
run 0 -w portal.assay undo
cat >doubt.yaml <<'YAML'
schema: assay/1
challenges:
  - {claim: 1.2/2, by: Kim, text: Really?, state: open}
YAML
cp portal.assay doubted.assay
run 0 -w doubted.assay import doubt.yaml
short 'Example Portal 4.2: 31/45 met, 2 gaps, 6 open, 1 challenge' doubted.assay
run 0 status --short portal.assay empty.assay
[ "$(wc -l <out)" -eq 2 ] || fail 'not a line for each workspace'

# --- what is set aside stands beside what is met -------------------------------------------------------------

cp portal.assay aside.assay
run 0 -w aside.assay set 1.3/1 --status not-applicable --argument 'Nothing is built here.'
run 0 -w aside.assay status
says '2/3 –1  can be claimed'
says '15/19 –1  unfinished'
says '1.3: claimable, 1 claim set aside'
run 0 -w aside.assay tree 1.3
says '2/3 –1'
run 0 -w aside.assay status --ascii
says '2/3 -1  can be claimed'
says '############------'

# --- several ---------------------------------------------------------------------------------------------

run 0 status portal.assay empty.assay
says 'product                     met  claimed  open  gaps  overdue  workspace'
says 'Example Portal 4.2        32/45     7/14     6     2        0  portal.assay'
grep -q '^A product with a name t… *0/45 .*  empty.assay$' out || fail 'a long name is not cut'
run 0 status portal.assay empty.assay --json
json 'list(d) == ["schema", "workspaces"] and d["schema"] == "assay.status/1"'
json '[w["product"][:7] for w in d["workspaces"]] == ["Example", "A produ"]'

# One that cannot be read is named, the others are shown, and the status says it, wherever it stands.
echo nonsense >broken.assay
for files in 'broken.assay portal.assay empty.assay' 'portal.assay empty.assay broken.assay' 'portal.assay missing.assay empty.assay'; do
	run 3 status $files
	[ "$(wc -l <out)" -eq 3 ] || fail "status $files does not show the other two"
	[ "$(wc -l <err)" -eq 1 ] || fail "status $files does not complain in one line"
	run 3 status --short $files
	[ "$(wc -l <out)" -eq 2 ] || fail "status --short $files does not show the other two"
	run 3 status --json $files
	json 'len(d["workspaces"]) == 2'
done
complains 'missing.assay'
run 3 status --json broken.assay missing.assay
json 'd["workspaces"] == []'

# A window that is narrower shows less, and never more than it is wide.
for columns in 80 72 50 40; do
	python3 - "$ASSAY" $columns >out 2>err <<'PYTHON' || fail "no table on $columns columns"
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[2]), 0, 0))
    os.environ["NO_COLOR"] = "1"
    os.execv(sys.argv[1], [sys.argv[1], "status", "portal.assay", os.getcwd() + "/empty.assay"])
try:
    while data := os.read(fd, 65536):
        sys.stdout.buffer.write(data.replace(b"\r", b""))
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PYTHON
	[ "$(wc -l <out)" -eq 3 ] || { fail "not a table on $columns columns"; show_run; }
	if grep ".\{$((columns + 1)),\}" out >&2; then fail "wider than $columns columns"; fi
	says '32/45'
done

# --- gaps --exit-code: 1 if any pass the filters -------------------------------------------------------------

run 1 -w portal.assay gaps --exit-code
run 0 -w portal.assay gaps
run 0 -w portal.assay gaps --overdue --exit-code
run 1 -w portal.assay gaps --overdue --exit-code --as-of 2027-12-31
says 'G1'
run 1 -w portal.assay gaps --exit-code --json
json 'len(d["gaps"]) == 2'
run 0 -w portal.assay gaps --exit-code --owner Nobody
run 0 -w portal.assay gaps --exit-code --claim 3
run 1 -w portal.assay gaps --exit-code --claim 2.2
run 0 -w empty.assay gaps --exit-code
run 3 -w broken.assay gaps --exit-code
# What is closed or accepted is outstanding no longer.
run 0 -w portal.assay gap close G1
run 0 -w portal.assay gap edit G2 --state accepted --action 'Nothing: customers can ask.'
run 0 -w portal.assay gaps --exit-code

finish
