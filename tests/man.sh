#!/bin/sh
# The manual pages have no fault mandoc knows of, references to pages of other packages aside.

command -v mandoc >/dev/null 2>&1 || {
	echo "mandoc is not installed"
	exit 77
}
cd "${srcdir:-.}" || exit 99
ls man/*.[1-9] >/dev/null 2>&1 || {
	echo "there are no manual pages"
	exit 77
}
faults=$(mandoc -T lint -W style man/*.[1-9] | grep -v 'referenced manual not found')
[ -z "$faults" ] && exit 0
echo "$faults"
exit 1
