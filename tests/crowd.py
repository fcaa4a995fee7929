"""Eight at once on one workspace, each with commands of its own: what was accepted is there, once, and nothing
else is; nobody waits long, although some are killed.

Every command writes under a name of its own, so that the history says which save is whose. Others read at the
same time: each export is one moment of the history. ASSAY_STRESS_SECONDS: how long; 30 is the full run.
"""
import bisect
import json
import os
import random
import threading
import time

from stress import Ran, Wrong, command, main, number, run, run_and_kill, saves, says_nothing_to_do, verify

WORKSPACE = "w.assay"
WRITERS = 8
LONGEST = 6.0                           # seconds: five for the lock, and what the command itself takes
USUAL = {"status": "to-assess", "reading": "literal", "audience": "internal", "state": "open"}


class Tried:
    """A command of a writer, and what became of it."""
    def __init__(self, who, arguments, draw):
        whole = ["-w", WORKSPACE, "--as", who, *arguments]
        self.who, self.arguments = who, arguments
        self.killed = draw.randrange(40) == 0   # or had ended before; what it said is not known
        self.start = time.monotonic()
        if self.killed:
            self.ran = Ran(whole, run_and_kill(whole, draw.uniform(0, 0.08)), b"", b"")
        else:
            self.ran = run(*whole)
        self.end = time.monotonic()
        self.accepted = not self.killed and self.ran.status == 0 and not says_nothing_to_do(self.ran)
        self.stale = self.ran.status == 4 and b"yours is kept in the history and was not taken" in self.ran.err

    def reference(self):
        """The number of the item or gap that it made."""
        made = self.accepted and self.arguments[1] == "add"
        return int(self.ran.out.split()[0][1:]) if made else 0

    def __str__(self):
        return "%s: %s" % (self.who, self.ran)


class Crowd:
    def __init__(self, seconds, draw):
        self.until = time.monotonic() + seconds
        self.tried, self.exports, self.wrong = [], [], []
        self.items = self.gaps = 4
        self.threads = [self.thread(self.write, i, random.Random(draw.random())) for i in range(WRITERS)]
        self.threads.append(self.thread(self.read, random.Random(draw.random())))

    def thread(self, work, *arguments):
        def body():
            try:
                while time.monotonic() < self.until and not self.wrong:
                    work(*arguments)
            except Exception as e:
                self.wrong.append(e)
        return threading.Thread(target=body)

    def write(self, i, draw):
        who = "Writer %d, %d" % (i, draw.getrandbits(60))
        kind = draw.randrange(40)
        if kind == 0:
            arguments = ["undo", "--any"]
        elif kind == 1:
            arguments = ["evidence", "remove", "E%d" % draw.randint(5, max(5, self.items))]
        else:
            arguments = command(draw, who, min(self.items, 12), min(self.gaps, 6))
        t = Tried(who, arguments, draw)
        self.tried.append(t)
        if arguments[0] == "evidence":
            self.items = max(self.items, t.reference())
        if arguments[0] == "gap":
            self.gaps = max(self.gaps, t.reference())

    def read(self, draw):
        what = draw.choice(["export", "verify", "status", "history", "backup"])
        if what == "backup" and os.path.exists("moment.assay"):
            os.remove("moment.assay")
        ran = run("-w", WORKSPACE, *{"export": ["export", "--format", "json"], "backup": ["backup", "moment.assay"],
                                     "history": ["history", "-n", "5"]}.get(what, [what]))
        if ran.status not in (0, 4):
            raise Wrong(ran)
        if what == "export" and ran.status == 0 and len(self.exports) < 50:
            self.exports.append(of_export(ran.out))
        if what == "backup" and ran.status == 0:
            verify("moment.assay")
        threading.Event().wait(0.05)    # the writers are to be the crowd

    def run(self):
        for t in self.threads:
            t.start()
        for t in self.threads:
            t.join()
        if self.wrong:
            raise self.wrong[0] if isinstance(self.wrong[0], Wrong) else Wrong(repr(self.wrong[0]))


# ---- what a workspace says, from an export and from the history ----------------------------------------------

def of_export(text):
    """(kind, ref or claim, claim of a link or None) -> its fields."""
    doc, said = json.loads(text), {}
    for a in doc.get("answers", []):
        said["answer", a["claim"], None] = {k: v for k, v in a.items() if k != "claim"}
    for e in doc.get("evidence", []):
        fields = {k: "\n".join(v) if isinstance(v, list) else v for k, v in e.items() if k not in ("ref", "supports")}
        said["evidence", e["ref"], None] = fields
        for s in e.get("supports", []):
            said["support", e["ref"], s["claim"]] = {k: v for k, v in s.items() if k != "claim"}
    for g in doc.get("gaps", []):
        said["gap", g["ref"], None] = {k: v for k, v in g.items()
                                         if k not in ("ref", "claims") and v != USUAL.get(k)}
        for claim in g["claims"]:
            said["gap-claim", g["ref"], claim] = {}
    return said


class Replay:
    """The history, save by save."""
    def __init__(self):
        self.all = {}

    def save(self, s):
        for e in s["entries"]:
            if e["entity"] == "assessment":
                continue
            claim = e["asked_as"] or ("tree:" + e["claim"] if e["claim"] else None)
            key = ("answer", claim, None) if e["entity"] == "answer" else (e["entity"], e["ref"], claim)
            fields = self.all.setdefault(key, {})
            if e["after"] is None or e["after"] == USUAL.get(e["field"]) or e["field"] == "ref":
                fields.pop(e["field"], None)
            else:
                fields[e["field"]] = e["after"]

    def said(self):
        """As of_export says it."""
        gone = {k[1] for k, fields in self.all.items() if k[0] in ("evidence", "gap") and "removed" in fields}
        return {k: fields for k, fields in self.all.items()
                if "removed" not in fields and k[1] not in gone and (fields or k[0] != "answer")}


# ---- what must hold -----------------------------------------------------------------------------------------------

def check_accepted(tried, history):
    """What was accepted is in the history, once; what was not is not, or as what was not taken. What was killed
    is there once at most."""
    by_who = {}
    for s in history:
        by_who.setdefault(s["who"], []).append(s)
    for t in tried:
        found = by_who.pop(t.who, [])
        want = [True] if t.accepted else [False] if t.stale else []
        if t.killed:
            want = [s["taken"] for s in found][:1]
        if [s["taken"] for s in found] != want:
            raise Wrong("should be in the history %s, and is there %d times (%s): %s" % (
                "as taken" if t.accepted else "as not taken" if t.stale else "not at all", len(found),
                ", ".join("taken" if s["taken"] else "not taken" for s in found), t))
        if t.ran.status in (1, 3):
            raise Wrong(t)
        words = t.arguments[0] if t.arguments[0] in ("set", "undo") else " ".join(t.arguments[:2])
        if found and found[0]["command"] != words:
            raise Wrong("in the history as '%s': %s" % (found[0]["command"], t))
        if found and t.arguments[0] != "undo":
            check_texts(t, found[0])
    by_who.pop("Test Person")
    if by_who:
        raise Wrong("in the history, and tried by nobody: %s" % ", ".join(by_who))


def check_texts(t, save):
    """Every text of the command that is like no other is in its save."""
    after = {line for e in save["entries"] if e["after"] for line in e["after"].split("\n")}
    for argument in t.arguments[1:]:
        text = argument.rsplit("=", 1)[-1].split("\n")[-1]
        if t.who in text and text not in after:
            raise Wrong("its text '%s' is not in the history: %s" % (text, t))


def check_order(tried, history):
    """What had ended before another began stands before it in the chain."""
    of = {t.who: t for t in tried}
    latest = None
    for s in history:
        t = of.get(s["who"])
        if t and latest and t.end < latest.start:
            raise Wrong("stands after one in the chain that began when it had ended: %s\nafter %s" % (t, latest))
        if t and (latest is None or t.start > latest.start):
            latest = t


def check_content(history, exports):
    """Each text is the last accepted one in the order of the chain; and what readers saw is one moment of it."""
    replay, moments = Replay(), list(exports)
    for s in history:
        if not s["taken"]:
            continue
        replay.save(s)
        if moments:
            said = replay.said()
            moments = [m for m in moments if m != said]
    if moments:
        raise Wrong("an export while others saved is no moment of the history")
    said, now = replay.said(), of_export(run("-w", WORKSPACE, "export", "--format", "json", want=0).out)
    for key in sorted(said.keys() | now.keys(), key=str):
        if said.get(key) != now.get(key):
            raise Wrong("%s: by the history %s, but it is %s" % (key, said.get(key), now.get(key)))


def check_waits(tried, usual):
    waits = sorted((t.end - t.start, str(t)) for t in tried)
    longest, command = waits[-1]
    if longest > LONGEST + 10 * usual:
        raise Wrong("waited %.1f s: %s" % (longest, command))
    return [waits[bisect.bisect(range(len(waits)), len(waits) * part // 100) - 1][0] for part in (50, 99)] + [longest]


def begin():
    """Something to work on. What one command takes while nobody else is there is returned."""
    run("new", WORKSPACE, "--product", "Product", want=0)
    start = time.monotonic()
    for i in range(1, 5):
        run("-w", WORKSPACE, "evidence", "add", "begun %d" % i, "--supports", "1.2/2", want=0)
        run("-w", WORKSPACE, "gap", "add", "begun %d" % i, "--claim", "1.1/2", want=0)
    return (time.monotonic() - start) / 8


def test(draw):
    usual = begin()
    crowd = Crowd(number("ASSAY_STRESS_SECONDS", 4), draw)
    crowd.run()
    verify(WORKSPACE)
    tried, history = crowd.tried, saves(WORKSPACE)
    check_accepted(tried, history)
    check_order(tried, history)
    check_content(history, crowd.exports)
    waits = check_waits(tried, usual)
    accepted, stale, killed = (sum(list_of) for list_of in zip(*((t.accepted, t.stale, t.killed) for t in tried)))
    busy = sum(t.ran.status == 4 and not t.stale and not t.killed for t in tried)
    if accepted < WRITERS:
        raise Wrong("only %d saves" % accepted)
    print("%d commands: %d accepted, %d not taken as somebody saved first, %d not done, %d killed, %d refused or nothing "
          "to save; %d exports meanwhile; waited %.3f s (half), %.3f s (99 of 100), %.3f s (longest)" % (
              len(tried), accepted, stale, busy, killed, len(tried) - accepted - stale - busy - killed,
              len(crowd.exports), *waits))


main(test)
