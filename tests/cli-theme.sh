#!/bin/sh
# assay theme show: a list where it is piped, a picture on a terminal; which theme is meant.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 theme list
for theme in colour-blind dark high-contrast light mono terminal; do says "$theme"; done

run 0 theme show light
says 'Dark on a light ground'
says 'text            text 235 ground 255, contrast 13.0'
says 'set-aside       text 60 ground 255 italic, contrast 5.2'
[ "$(wc -l <out)" -eq 26 ] || fail 'not a line for each style'
run 0 theme show terminal
says 'met             text 2'
says 'text            as the terminal'
says_not contrast

# Without a name it is the theme in use: the default, the configuration's, the command line's.
run 0 theme show
says "The terminal's own colours"
mkdir -p "$XDG_CONFIG_HOME/assay"
echo 'theme: mono' >"$XDG_CONFIG_HOME/assay/config.yaml"
run 0 theme show
says 'No colours'
run 0 theme show --theme dark
says 'Light on a dark ground'
run 2 theme show dakr
complains "did you mean 'dark'?"
echo 'theme: [' >"$XDG_CONFIG_HOME/assay/config.yaml"
run 2 theme show
run 0 theme show mono

# picture COLUMNS ENVIRONMENT: what a terminal of that width gets for the theme colour-blind.
picture() {
	python3 - "$ASSAY" "$@" >out 2>err <<'PYTHON' || fail 'no picture'
import fcntl, os, pty, struct, sys, termios
program, columns, *environment = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, int(columns), 0, 0))
    os.environ.update(e.split("=", 1) for e in environment)
    os.execv(program, [program, "theme", "show", "colour-blind"])
data = b""
while True:
    try:
        more = os.read(fd, 65536)
    except OSError:
        break
    if not more:
        break
    data += more
sys.stdout.buffer.write(data.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PYTHON
	sed 's/'"$(printf '\033')"'\[[0-9;]*m//g' out >plain
	if grep ".\\{$(($1 + 1)),\\}" plain >&2; then fail "the picture is wider than $1 columns"; fi
}
picture 80
says "$(printf '\033[1;7;38;5;228;48;5;16mSample text')"
says "$(printf '\033[38;5;33;48;5;16m\342\227\217 met')"
grep -q '✗ not evidenced  *5\.5 ' plain || fail 'no contrast of a standing'
grep -qF 'Integrity of components is verified.' plain || fail 'no piece of a screen'
cp plain wide
# All eight standings stand there with their glyphs, in ASCII too.
picture 80 LC_ALL=C
for glyph in '* met' '~ partly' '" asserted' '? challenged' 'x not evidenced' '. open' '- set aside'; do
	grep -qF -e "$glyph" plain || fail "no glyph: $glyph"
done
LC_ALL=C grep -q '[^ -~]' plain && fail 'not ASCII'
picture 60
grep -qF 'Integrity of components' plain && fail 'the right half is there in a narrow window'
picture 80 NO_COLOR=1
says 'text            text 253 ground 16, contrast 15.0'
picture 80 TERM=dumb
says 'contrast 15.0'

finish
