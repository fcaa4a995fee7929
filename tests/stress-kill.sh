#!/bin/sh
# kill -9 at any moment: the workspace is as before or as after, to the byte, and sound (kill.py).
. "${srcdir:-.}/tests/cli-lib.sh"
need_python
python3 -c 'import os; os.close(os.pidfd_open(os.getpid()))' 2>/dev/null || { echo 'no pidfd_open: skipped'; exit 77; }
python3 -B "$source_root/tests/kill.py"
exit $?
