#!/bin/sh
# Runs one Criterion program for the TAP driver: run-criterion.sh PROGRAM [OPTION...]
#
# The report goes through a file, because --tap=- swallows what a failing test says. Sanitizer
# reports go to files too: Criterion does not notice a leak in a test.

prog=$1
shift
case $prog in
tests/test-screen | tests/test-harness) needs='Criterion, libvterm and openpty' ;;
*) needs='Criterion' ;;
esac
if [ ! -x "$prog" ]; then
	echo "1..0 # SKIP $prog is not built: it needs $needs (see configure's last lines)"
	exit 0
fi

rm -f "$prog".san.* "$prog".out
src=$(cd "${srcdir:-.}" && pwd)
ASAN_OPTIONS="log_path=$PWD/$prog.san${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
UBSAN_OPTIONS="print_stacktrace=1:log_path=$PWD/$prog.san${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
LSAN_OPTIONS="suppressions=$src/tests/lsan.supp:print_suppressions=0:exitcode=0"
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS

"./$prog" --tap="$prog.out" "$@"
status=$?
if [ -s "$prog.out" ]; then
	cat "$prog.out"
else
	echo "Bail out! no report from $prog, exit status $status"
fi
for report in "$prog".san.*; do
	[ -e "$report" ] || continue
	# Under load Criterion's runner, in which nothing of ours runs, leaks a little now and then: a
	# report of a leak without one line of a source of ours is that.
	if grep -q LeakSanitizer "$report" && ! grep -qE '\.[ch]:[0-9]+' "$report"; then
		continue
	fi
	cat "$report" >&2
	echo "Bail out! sanitizer report in $report"
	exit 1
done
exit "$status"
