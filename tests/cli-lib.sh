# For the tests of the commands: read by them with `.`, not run by itself.
#
# Gives each test a folder of its own, an environment in which nothing of the user's counts, a day
# that never changes, and a few words to say what is expected.

: "${ASSAY:?the program to be tested}" "${srcdir:=.}"
case $ASSAY in /*) ;; *) ASSAY=$PWD/$ASSAY ;; esac
[ -x "$ASSAY" ] || { echo "$ASSAY is no program" >&2; exit 99; }
source_root=$(cd "$srcdir" && pwd)
ASSAY_DATA=${ASSAY_DATA:-$source_root}
example=$ASSAY_DATA/catalogue/examples/example-portal.yaml

folder=$(mktemp -d "${TMPDIR:-/tmp}/assay-cli.XXXXXX") || exit 99
trap 'cd /; rm -rf "$folder"' EXIT
trap 'exit 99' HUP INT TERM
cd "$folder" || exit 99

HOME=$folder/home
XDG_CONFIG_HOME=$folder/config XDG_STATE_HOME=$folder/state
ASSAY_TODAY=2026-11-21 ASSAY_USER='Test Person'
LC_ALL=C.UTF-8 TERM=xterm-256color
export ASSAY ASSAY_DATA HOME XDG_CONFIG_HOME XDG_STATE_HOME ASSAY_TODAY ASSAY_USER LC_ALL TERM
unset ASSAY_WORKSPACE NO_COLOR CDPATH
mkdir "$HOME"

failed=0
fail() {
	echo "FAIL: $*" >&2
	failed=$((failed + 1))
}

# What the last run printed: files `out` and `err` in the test's folder.
show_run() {
	sed 's/^/    out: /' "$folder/out" >&2
	sed 's/^/    err: /' "$folder/err" >&2
}

# run STATUS ARGUMENT...: runs the program and expects this exit status.
run() {
	want=$1
	shift
	"$ASSAY" "$@" >"$folder/out" 2>"$folder/err" </dev/null
	got=$?
	if [ "$got" -ne "$want" ]; then
		fail "assay $* ended with status $got, not $want"
		show_run
	fi
}

# run_in LOCALE STATUS ARGUMENT...
run_in() {
	LC_ALL=$1
	shift
	run "$@"
	LC_ALL=C.UTF-8
}

# refused STATUS ARGUMENT...: the same, with exactly one line on standard error and nothing else.
refused() {
	run "$@"
	shift
	if [ "$(wc -l <"$folder/err")" -ne 1 ] || [ -s "$folder/out" ]; then
		fail "assay $*: not refused in one line"
		show_run
	fi
}

# says TEXT, complains TEXT: the last run printed this, or said it on standard error.
says() {
	grep -qF -e "$1" "$folder/out" || { fail "not printed: $1"; show_run; }
}
says_not() {
	if grep -qF -e "$1" "$folder/out"; then fail "printed: $1"; show_run; fi
}
complains() {
	grep -qF -e "$1" "$folder/err" || { fail "not said on standard error: $1"; show_run; }
}

same() {
	cmp "$1" "$2" >&2 || fail "$1 and $2 differ${3:+: $3}"
}

need_python() {
	command -v python3 >/dev/null 2>&1 || { echo 'python3 is not there: skipped'; exit 77; }
}

# json PYTHON: the last run printed JSON, and the expression is true of it (d).
json() {
	python3 - "$1" "$folder/out" <<'PYTHON' >&2 || { fail "not true of the JSON: $1"; show_run; }
import json, sys
def keys(pairs):
    assert len({k for k, v in pairs}) == len(pairs), "a key stands twice"
    return dict(pairs)
with open(sys.argv[2], encoding="utf-8") as f:
    d = json.load(f, object_pairs_hook=keys)
sys.exit(0 if eval(sys.argv[1]) else 1)
PYTHON
}

# after_save ARGUMENT...: the command saves, and the file is as it should be after it.
after_save() {
	run 0 "$@"
	cp out out.saved
	run 0 verify
	mv out.saved out
}

finish() {
	[ "$failed" -eq 0 ] || { echo "$failed failed" >&2; exit 1; }
	exit 0
}
