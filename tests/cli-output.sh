#!/bin/sh
# What is printed: no escape sequences, no half output without an error, nothing that acts on a
# terminal, ASCII where the locale is.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new w.assay --import "$example"
# Nothing but text in a pipe, and ASCII where that is wanted.
while read -r command; do
	run 0 $command
	if LC_ALL=C grep -q '[[:cntrl:]]' out; then fail "$command prints control characters"; fi
	run_in C 0 $command
	if LC_ALL=C grep -q '[^ -~]' out; then fail "$command is not ASCII in the C locale"; fi
	run 0 --ascii $command
	if LC_ALL=C grep -q '[^ -~]' out; then fail "$command is not ASCII with --ascii"; fi
done <<'COMMANDS'
status
status --short
gaps
gap list
tree
show 1.1/2
show 1.2
show E4
show G1
why 1.2
why E4
evidence list
assessment show
verify
catalogue list
catalogue show
catalogue show 1.2
theme list
theme show terminal
help
help --all
COMMANDS

# At most 80 columns where the program lays out the lines.
for command in status gaps tree 'show 1.2/2' 'show E4' 'why 2.2' 'evidence list'; do
	run 0 $command
	if grep -q '^.\{81,\}' out; then fail "$command is wider than 80 columns"; fi
	run_in C 0 $command
	if grep -q '^.\{81,\}' out; then fail "$command in ASCII is wider than 80 columns"; fi
done

# A reader that goes away ends it quietly.
"$ASSAY" status 2>err | head -n 1 >out
[ "$(wc -l <out)" -eq 1 ] && [ ! -s err ] || fail 'status | head -1 is not quiet'
for command in tree export 'help --all' 'show E1 --json'; do
	{ "$ASSAY" $command 2>err; echo "$?" >status; } | :
	[ ! -s err ] && [ "$(cat status)" -eq 0 ] || fail "$command into a closed pipe is not quiet"
done

# A full disk is an error; a document longer than any buffer says so once too.
mkdir long
cp w.assay long/long.assay
awk 'BEGIN { for (i = 0; i < 20000; i++) print "A line of a long argument." }' >long/text
run 0 -w long/long.assay set 1.1/2 --argument-file long/text
if cmp -s w.assay long/long.assay; then fail 'the long text was not saved'; fi
{ "$ASSAY" -w long/long.assay export 2>err; echo "$?" >status; } | head -n 1 >out
[ ! -s err ] && [ "$(cat status)" -eq 0 ] || fail 'a long export into a closed pipe is not quiet'
if [ -c /dev/full ]; then
	for command in status tree export 'export --format json' '-w long/long.assay export' '-w long/long.assay show 1.1/2' --help --version 'help --all' 'show E1 --json'; do
		"$ASSAY" $command >/dev/full 2>err
		[ $? -eq 4 ] || fail "$command > /dev/full does not end with status 4"
		[ "$(wc -l <err)" -eq 1 ] || fail "$command > /dev/full does not say so in one line"
	done
	"$ASSAY" set 1.1/2 --owner Kim >/dev/full 2>err
	[ $? -eq 4 ] || fail 'set > /dev/full does not end with status 4'
	grep -q 'was saved' err || fail 'set > /dev/full does not say that it was saved'
	run 0 show 1.1/2
	says Kim
fi

# Closed standard files: nothing is written into the workspace.
cp w.assay before
for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-'; do
	eval '"$ASSAY" status '"$closed"
	eval '"$ASSAY" set 1.1.2 --status evidenced '"$closed" 2>/dev/null
	eval '"$ASSAY" '"$closed" 2>/dev/null
done >out 2>err
same before w.assay
run 0 verify

# Text of others in every field: shown, harmless.
nasty='A\bB‮evil‬ zero​width 󠁁tag ﷐ end'
run 0 evidence add "$nasty" --detail "$nasty" --location "$nasty" --supports "1.1/2=$nasty"
run 0 gap add "$nasty" --claim 1.1/2 --action "$nasty" --owner "$nasty"
run 0 set 1.1/2 --argument "$nasty" --note "$nasty" --owner "$nasty"
run 0 assessment set --product "$nasty" --title "$nasty" --organisation "$nasty"
for command in status 'status --short' gaps 'show 1.1/2' 'show E27' 'show G3' 'evidence list' 'assessment show' 'why E27' \
    'show E27 --json' 'show 1.1/2 --json' 'status --json' 'gaps --json'; do
	run 0 $command
	for mark in '‮' '‬' '​' '󠁁'; do
		if grep -qF -e "$mark" out; then fail "$command prints a hidden character"; fi
	done
done
run 0 show E27
says '<U+202E>'
refused 2 evidence add "$(printf 'title \033]0;owned\007')"
if LC_ALL=C grep -q '[[:cntrl:]]' err; then fail 'a complaint prints control characters'; fi
refused 2 "$(printf 'stat\033[31mus')"
if LC_ALL=C grep -q '[[:cntrl:]]' err; then fail 'a complaint prints control characters'; fi
refused 3 status "$(printf 'no\033[31m\nfile')"
if LC_ALL=C grep -q '[[:cntrl:]]' err; then fail 'a complaint prints control characters'; fi

# assay alone needs a terminal, and says what to do instead.
refused 2
complains 'ssh -t'
complains 'assay status'

# On a terminal there are colours, unless they are not wanted.
if command -v python3 >/dev/null 2>&1; then
	cat >terminal.py <<'PYTHON'
import os, pty, sys
child, master = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
out = b""
try:
    while piece := os.read(master, 65536):
        out += piece
except OSError:
    pass
sys.stdout.buffer.write(out)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
PYTHON
	python3 terminal.py "$ASSAY" status >out
	LC_ALL=C grep -q "$(printf '\033')" out || fail 'no colours on a terminal'
	NO_COLOR=1 python3 terminal.py "$ASSAY" status >out
	if LC_ALL=C grep -q "$(printf '\033')" out; then fail 'colours in spite of NO_COLOR'; fi
	python3 terminal.py "$ASSAY" export >out
	if LC_ALL=C grep -q "$(printf '\033')" out; then fail 'export to a terminal has escape sequences'; fi
	if grep -qF '‮' out; then fail 'export to a terminal prints a hidden character'; fi
fi

finish
