#!/bin/sh
# Eight writers at once: what was accepted is there, once and in order, and nobody waits long (crowd.py).
. "${srcdir:-.}/tests/cli-lib.sh"
need_python
python3 -B "$source_root/tests/crowd.py"
exit $?
