#!/usr/bin/env python3
"""bench-keys.py [-r RUNS] [-s COLSxROWS] WORKSPACE: what each key of the workbench costs; no test, run by hand.

    ASSAY=build/assay tests/bench-keys.py small.assay

The real program on a terminal of its own, a copy of the workspace in a temporary folder. A key is sent, and what the
process then used is read from the kernel, which counts its time on a processor in nanoseconds: how busy the machine is
matters little. A key is done when nothing came and no time was used for a while, so that what waits for the hand to rest
is counted with it; beside that, what was used until the first bytes of the answer came: work that goes on in pieces while
no key comes holds nobody up. Opening a view counts its first screen. `tests/generate.py` tells of what to make a workspace.
"""
import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

QUIET = 0.25            # seconds in which nothing came and nothing was done
PATIENCE = 120

DOWN, UP, RIGHT, LEFT, PAGE_DOWN, PAGE_UP, ESC = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D", "\x1b[6~", "\x1b[5~", "\x1b"
NAMES = {DOWN: "Down", UP: "Up", RIGHT: "Right", LEFT: "Left", PAGE_DOWN: "PgDn", PAGE_UP: "PgUp", ESC: "Esc", " ": "Space"}
VIEWS = {"1": "claims", "2": "evidence", "3": "links", "4": "gaps", "5": "dashboard", "6": "read", "7": "history", "8": "assessment"}


class Workbench:
    """The program in a terminal whose other end is held here."""

    def __init__(self, program, workspace, columns, rows):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", ASSAY_TODAY="2026-11-21")
            os.execv(program, [program, "-w", workspace])
        self.sent, self.first = self.settle()

    def cpu(self):
        """Milliseconds on a processor so far."""
        with open("/proc/%d/schedstat" % self.pid, encoding="ascii") as f:
            return int(f.read().split()[0]) / 1e6

    def settle(self):
        """The bytes that come until all is quiet, and the time that was used when the first of them came."""
        came, last, before, end, first = 0, time.monotonic(), self.cpu(), time.monotonic() + PATIENCE, None
        while time.monotonic() - last < QUIET:
            if time.monotonic() > end:
                sys.exit("bench-keys: no rest after %d seconds" % PATIENCE)
            if select.select([self.fd], [], [], 0.02)[0]:
                try:
                    came += len(os.read(self.fd, 1 << 16))
                    first = first or self.cpu()
                except OSError:
                    sys.exit("bench-keys: the program ended")
                last = time.monotonic()
            now = self.cpu()
            if now - before > 0.5:
                last, before = time.monotonic(), now
        return came, first

    def key(self, key):
        before = self.cpu()
        os.write(self.fd, key.encode())
        came, first = self.settle()
        return (first or before) - before, self.cpu() - before, came

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        while True:
            try:
                if not os.read(self.fd, 1 << 16):
                    break
            except OSError:
                break
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def moves(view):
    """Keys of a view, each with what brings back where it was (sent, but not counted)."""
    keys = [("j", ""), (DOWN, ""), ("k", ""), (PAGE_DOWN, ""), (PAGE_UP, "")]
    if view == "3":
        keys += [(RIGHT, ""), (LEFT, ""), (" ", ""), ("u", ""), ("z", "z")]
    if view in "15":
        keys += [("w", ESC)]
    if view in "12":
        keys += [("S", ESC)]
    if view == "1":
        keys += [("z", "z"), ("f", "f"), ("T", ESC)]
    return keys + [("!", ESC)]


# Steps of several keys: what is typed first is not counted, the rest key by key, the last brings back.
LISTS = [("2", "", "o", ESC), ("2", "", "f", ESC), ("3", "", "o", ESC), ("1", "", "/", ESC), ("1", "/", "register", ESC + "|" + ESC)]


def measure(bench, found):
    def note(view, key):
        found.setdefault((view, key), []).append(bench.key(key))

    for view in VIEWS:
        note("", view)
        for key, back in moves(view):
            note(view, key)
            if back:
                bench.key(back)
    for view, first, keys, back in LISTS:
        bench.key(view)
        for key in first:
            bench.key(key)
        for n, key in enumerate(keys):
            found.setdefault((view, first + keys[:n + 1] if len(keys) > 1 else key), []).append(bench.key(key))
        for key in back.split("|"):
            bench.key(key)


def show(found):
    print("%-12s %-12s %9s %9s %9s %8s" % ("view", "key", "first ms", "all ms", "most ms", "bytes"))
    for (view, key), runs in found.items():
        first, times, sent = zip(*runs)
        print("%-12s %-12s %9.1f %9.1f %9.1f %8d" % (VIEWS.get(view, "open"), VIEWS.get(key, NAMES.get(key, key)), statistics.median(first),
                                                     statistics.median(times), max(times), statistics.median(sent)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("-r", "--runs", type=int, default=3)
    parser.add_argument("-s", "--size", default="80x24")
    parser.add_argument("workspace")
    args = parser.parse_args()
    program = os.path.abspath(os.environ.get("ASSAY", "build/assay"))
    columns, rows = (int(n) for n in args.size.split("x"))
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        workspace = os.path.join(folder, "bench.assay")
        shutil.copy(args.workspace, workspace)
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        bench = Workbench(program, workspace, columns, rows)
        first, start = bench.first, bench.cpu()
        for _ in range(args.runs):
            measure(bench, found)
        bench.end()
    print("start: first bytes after %.1f ms, with the check of the file %.1f ms, %d bytes" % (first, start, bench.sent))
    show(found)


if __name__ == "__main__":
    main()
