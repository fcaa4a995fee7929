"""For the stress tests: runs the program, and says what is not as it should be.

Read by crowd.py, kill.py and undo-all.py, not run by itself. The environment comes from cli-lib.sh.
"""
import json
import os
import random
import select
import signal
import subprocess
import sys
import time

ASSAY = os.environ["ASSAY"]
PATIENCE = 120                          # seconds after which a command hangs

CLAIMS = ["1.1/1", "1.1/2", "1.2/2", "1.2/5", "2.1/1", "3.1/1", "4.1/3", "tree:1.2.3"]
STATES = ["evidenced", "partly-evidenced", "not-evidenced", "to-assess"]


def number(name, default):
    """A number from the environment."""
    text = os.environ.get(name, "")
    if text and not text.isdigit():
        sys.exit("%s: '%s' is no number" % (name, text))
    return int(text) if text else default


class Wrong(Exception):
    """Something is not as it must be."""


class Ran:
    """What a command did."""

    def __init__(self, arguments, status, out, err):
        self.arguments, self.status, self.out, self.err = arguments, status, out, err

    def __str__(self):
        return "assay %s\n    ended with status %d\n    out: %s\n    err: %s" % (
            " ".join(map(repr, self.arguments)), self.status, self.out[:2000].decode(errors="replace").strip(),
            self.err[:2000].decode(errors="replace").strip())


def run(*arguments, want=None):
    """Runs a command to its end; `want`: the status it must end with."""
    try:
        done = subprocess.run([ASSAY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Wrong("assay %s hangs" % " ".join(arguments))
    ran = Ran(arguments, done.returncode, done.stdout, done.stderr)
    if (want is not None and ran.status != want) or not 0 <= ran.status <= 4:
        raise Wrong("not status %s: %s" % (want, ran))
    return ran


def touched(path):
    """Changes when the file is made or written."""
    try:
        is_now = os.stat(path)
    except FileNotFoundError:
        return None
    return is_now.st_ino, is_now.st_size, is_now.st_mtime_ns


def run_and_kill(arguments, delay, watched=None):
    """Starts a command and kills it after `delay` seconds, counted from its start, or from when the file
    `watched` is made or written. The result is negative where it was killed, else the status it had ended with."""
    before = touched(watched) if watched else None
    with subprocess.Popen([ASSAY, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as child:
        ended = os.pidfd_open(child.pid)
        try:
            poll = select.poll()
            poll.register(ended, select.POLLIN)
            start = time.monotonic()
            while watched and touched(watched) == before and not poll.poll(0) and time.monotonic() < start + PATIENCE:
                pass
            if delay:
                select.select([ended], [], [], delay)
            child.send_signal(signal.SIGKILL)
        finally:
            os.close(ended)
        return child.wait()


def verify(workspace, head=None):
    """The file is sound; `head`: and its history goes through this hash. The newest hash."""
    ran = run("-w", workspace, "verify", "--json", *(["--head", head] if head else []))
    if ran.status != 0:
        raise Wrong("verify: %s" % ran)
    said = json.loads(ran.out)
    if said["faults"] or not said["ok"]:
        raise Wrong("verify found faults and ended with status 0: %s" % ran)
    return said["head"]


def export(workspace):
    return run("-w", workspace, "export", want=0).out


def differ(what, a, b):
    """Wrong, with the first line that differs; else nothing."""
    if a == b:
        return
    x, y = a.split(b"\n"), b.split(b"\n")
    at = next((i for i in range(min(len(x), len(y))) if x[i] != y[i]), min(len(x), len(y)))
    def line(lines):
        return lines[at].decode(errors="replace") if at < len(lines) else "(the end)"
    raise Wrong("%s: line %d differs:\n    is:     %s\n    should: %s" % (what, at + 1, line(x), line(y)))


def saves(workspace):
    """The history, oldest save first."""
    return json.loads(run("-w", workspace, "history", "--json", "--texts", want=0).out)["saves"][::-1]


def says_nothing_to_do(ran):
    return any(words in ran.out for words in (b"nothing to save", b"closed already", b"nothing to undo", b"nothing to do again",
                                              b"nothing to import", b"nothing to merge", b"nothing taken"))


def command(draw, text, items=4, gaps=3):
    """Some command that saves; `text` makes it unlike any other. One that names what is not there is refused."""
    claim, item, gap = draw.choice(CLAIMS), "E%d" % draw.randint(1, items), "G%d" % draw.randint(1, gaps)
    other = draw.choice([c for c in CLAIMS if c != claim])
    return draw.choice([
        lambda: ["set", claim, "--status", draw.choice(STATES), "--owner", text],
        lambda: ["set", claim, "--argument", "argument " + text, "--note", "note " + text],
        lambda: ["set", claim, "--assumptions", "assumed:\n" + text, "--owner", ""],
        lambda: ["evidence", "add", "item " + text, "--detail", "detail " + text, "--supports", claim + "=" + text],
        lambda: ["evidence", "add", "item " + text, "--supports", claim, "--supports", other + "=here"],
        lambda: ["evidence", "edit", item, "--title", "title " + text, "--location", "there", "--location", text],
        lambda: ["evidence", "edit", item, "--detail", "detail " + text, "--kind", draw.choice(["log", "test", ""])],
        lambda: ["evidence", "link", item, claim, other, "--note", "link " + text],
        lambda: ["evidence", "link", item, claim, "--note", "link " + text],
        lambda: ["evidence", "unlink", item, claim],
        lambda: ["gap", "add", "gap " + text, "--claim", claim, "--action", "action " + text],
        lambda: ["gap", "edit", gap, "--gap", "missing " + text, "--claim", claim],
        lambda: ["gap", "edit", gap, "--action", text, "--due", "2027-0%d-01" % draw.randint(1, 9), "--priority", "high"],
    ])()


def main(test):
    """Runs a test with its seed: what it draws is always the same, unless ASSAY_STRESS_SEED says another one."""
    first = number("ASSAY_STRESS_SEED", 20261121)
    begun = time.monotonic()
    try:
        test(random.Random(first))
    except Wrong as wrong:
        print("FAIL: %s\nto do the same again: ASSAY_STRESS_SEED=%d" % (wrong, first), file=sys.stderr)
        sys.exit(1)
    print("%.1f s, seed %d" % (time.monotonic() - begun, first))
