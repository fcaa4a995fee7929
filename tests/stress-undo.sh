#!/bin/sh
# Random commands of several people, all undone and done again: every step to the byte (undo-all.py).
. "${srcdir:-.}/tests/cli-lib.sh"
need_python
"$ASSAY" help undo >/dev/null 2>&1 || { echo 'there is no undo: skipped'; exit 77; }
python3 -B "$source_root/tests/undo-all.py"
exit $?
