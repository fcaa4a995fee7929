#!/bin/sh
# The rooms of src/ are kept apart, and no file is forgotten: every source and test is listed in
# Makefile.am and there, config.h comes first, includes never go up, and each library is
# included only where it belongs.

cd "${srcdir:-.}" || exit 99
faults=$(
	for file in $(find src -name '*.[ch]' | sort) $(ls tests/*.[ch]); do
		grep -q "[[:blank:]]$file\([[:blank:]]\|\$\)" Makefile.am || echo "$file: not listed in Makefile.am"
	done
	for file in $(grep -oE '(src/[a-z]+|tests)/[a-z_0-9]+\.[ch]' Makefile.am); do
		[ -e "$file" ] || echo "Makefile.am: lists $file, which is not there"
	done
	for file in $(find src -name '*.c' | sort); do
		case $(grep -m 1 '^#[[:blank:]]*include' "$file") in
		*'"config.h"'* | *'<config.h>'*) ;;
		*) echo "$file: config.h is not included first" ;;
		esac
	done

	# may ROOM FOLDERS...: the room includes from these only.
	may() {
		room=$1
		shift
		allowed=$(echo "$*" | sed 's/ /\\|/g')
		grep -rn '^#[[:blank:]]*include "[a-z_]*/' "src/$room" | grep -v "include \"\($allowed\)/" |
			sed 's/:#[[:blank:]]*include/: is in a room that must not know/'
	}
	may base base
	may core core base
	may catalogue catalogue core base
	may store store core base
	may report report core base
	may tui tui report store catalogue core base

	# only HEADER PLACE: no other file includes the library.
	only() {
		grep -rn "^#[[:blank:]]*include <$1>" src | grep -v "^src/$2" | sed "s,\$, (belongs in src/$2 only),"
	}
	only '[n/a-z]*curses\(w/curses\)*\.h' tui/term
	only 'term\.h' tui/term
	only 'sqlite3\.h' store/
	only 'yaml\.h' catalogue/
	only 'jansson\.h' catalogue/
	only 'utf8proc\.h' base/
	only 'sha2\.h' base/
)
[ -z "$faults" ] && exit 0
echo "$faults"
exit 1
