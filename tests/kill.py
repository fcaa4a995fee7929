"""Commands killed with kill -9 at any moment: the workspace is as before or as after, and nothing in between.

What "after" is, is found on a copy, where the same command runs to its end. ASSAY_STRESS_KILLS: how many
kills; 200 is the full run.
"""
import os
import shutil
import time

from stress import CLAIMS, Wrong, command, differ, export, main, number, run, run_and_kill, verify

WORKSPACE, COPY, OTHER, JOURNAL = "w.assay", "copy.assay", "other.assay", "w.assay-journal"
ROUND = 20                              # kills; then a new workspace, so that it stays small


def unfinished(workspace):
    """Whether a journal has something to undo. One that was made and not written yet has not, and stays
    until the next save."""
    try:
        with open(workspace + "-journal", "rb") as f:
            return f.read(1) not in (b"", b"\0")
    except FileNotFoundError:
        return False


def copy(source, to):
    """Of a workspace at rest."""
    if unfinished(source):
        raise Wrong("%s: the journal is still there" % source)
    shutil.copyfile(source, to)


def begin(draw):
    """A workspace with something in it."""
    for name in (WORKSPACE, "begun.yaml"):
        if os.path.exists(name):
            os.remove(name)
    with open("begun.yaml", "w", encoding="utf-8") as f:
        f.write("schema: assay/1\nanswers:\n")
        for claim in CLAIMS:
            f.write("  - claim: %s\n    status: evidenced\n    argument: begun\n" % claim)
        f.write("evidence:\n")
        for i in range(1, 9):
            f.write("  - ref: E%d\n    title: begun %d\n    supports: [{claim: %s}]\n" % (i, i, draw.choice(CLAIMS)))
        f.write("gaps:\n  - ref: G1\n    claims: ['1.1/2']\n    gap: begun\n")
    run("new", WORKSPACE, "--product", "Product", "--import", "begun.yaml", want=0)


# ---- what is killed -------------------------------------------------------------------------------

def save(draw, text):
    return command(draw, text, 8, 1)


def link(draw, text):
    claims = draw.sample(CLAIMS, draw.randint(1, len(CLAIMS)))
    return ["evidence", "link", "E%d" % draw.randint(1, 8), *claims, "--note", text]


def import_document(draw, text):
    """Often large, so that it takes a while to write."""
    with open("document", "w", encoding="utf-8") as f:
        f.write("schema: assay/1\nevidence:\n")
        for i in range(draw.randint(1, 200)):
            f.write("  - title: %s.%d\n    detail: %s\n    supports: [{claim: %s}, {claim: 4.2/1}]\n"
                    % (text, i, "some words of detail " * draw.randint(1, 100), draw.choice(CLAIMS)))
    return ["import", "document"]


def undo(draw, text):
    return ["undo", "--any", *draw.choice([[], [], ["--redo"]])]


def merge(draw, text):
    """A copy that somebody else went on with, as this one went on."""
    copy(WORKSPACE, OTHER)
    for i in range(draw.randint(1, 4)):
        run("-w", OTHER, "--as", "Alex", *save(draw, "%s there %d" % (text, i)))
    for i in range(draw.randint(0, 3)):
        run("-w", WORKSPACE, "--as", "Sam", *save(draw, "%s here %d" % (text, i)))
    return ["merge", OTHER, *draw.choice([["--mine"], ["--theirs"], []])]


def there_are(*commands):
    return [make for make in commands if make not in (undo, merge) or run("help", make.__name__).status == 0]


# ---- one kill -------------------------------------------------------------------------------------

class Count:
    """For the last line."""
    def __init__(self):
        self.before = self.after = self.ended = self.journals = self.again = 0


def content(name):
    with open(name, "rb") as f:
        return f.read()


def kill_recovery(draw, count):
    """The first look at a file with a journal undoes what was half done: killed too, the next one does."""
    while unfinished(WORKSPACE) and draw.randrange(2) == 0:
        run_and_kill(["-w", WORKSPACE, draw.choice(["verify", "export", "status"])], draw.uniform(0, 0.015))
        count.again += 1


def check(what, status, head, before, after, count):
    now = export(WORKSPACE)
    if status >= 0:
        count.ended += 1
        differ("%s: it had ended with status %d, and is not as after it" % (what, status), now, after)
    elif now not in (before, after):
        differ("%s: neither as before nor as after; compared with before" % what, now, before)
    new = verify(WORKSPACE, head)
    if now != before and new == head:
        raise Wrong("%s: it was saved, but is not in the history" % what)
    if now == after:
        count.after += 1
    else:
        count.before += 1
    if unfinished(WORKSPACE):
        raise Wrong("%s: the journal is still there after the workspace was read" % what)


def kill_one(draw, make, text, count):
    arguments = ["--as", "Sam %s" % text, *make(draw, text)]
    before, head = export(WORKSPACE), verify(WORKSPACE)
    other = content(OTHER) if make is merge else None
    copy(WORKSPACE, COPY)
    start = time.monotonic()
    ran = run("-w", COPY, *arguments)
    took = time.monotonic() - start
    if ran.status not in (0, 2):
        raise Wrong(ran)
    after = export(COPY)
    if ran.status == 2:
        differ("after %s" % ran, after, before)

    # From its start; and more often while it writes, as the moments that matter are few.
    when, watched, delay = draw.choice([
        ("its start", None, draw.uniform(0, took * 1.1)),
        ("the journal was written", JOURNAL, draw.uniform(0, took * 0.3)),
        ("the file was written", WORKSPACE, draw.choice([0, draw.uniform(0, took * 0.1)]))])
    status = run_and_kill(["-w", WORKSPACE, *arguments], delay, watched)
    if status >= 0 and status != ran.status:
        raise Wrong("ended with status %d this time: %s" % (status, ran))
    count.journals += unfinished(WORKSPACE)
    kill_recovery(draw, count)
    what = "assay %s, killed %d microseconds after %s" % (
        " ".join(arguments), delay * 1e6, when)
    check(what, status, head, before, after, count)
    if other is not None and content(OTHER) != other:
        raise Wrong("%s: the other workspace was changed" % what)


# ---- files that are made --------------------------------------------------------------------------

def kill_new_file(draw, text):
    """A file that a command makes is not there, or whole; what it replaces is there, or the new one whole."""
    names = [name for name in os.listdir(".") if name.startswith("made")]
    for name in names:
        os.remove(name)
    now, old = export(WORKSPACE), None
    kind = draw.choice(["new", "backup", "export"])
    if kind == "new":
        arguments = ["new", "made.assay", "--import", "begun.yaml"]
    elif kind == "backup":
        arguments = ["-w", WORKSPACE, "backup", "made.assay"]
    else:
        arguments = ["-w", WORKSPACE, "export", "-o", "made"]
        old = draw.choice([None, b"something else\n"])
    if old:
        with open("made", "wb") as f:
            f.write(old)
    status = run_and_kill(arguments, draw.uniform(0, 0.020))
    what = "assay %s, killed" % " ".join(arguments)
    if kind == "export":
        is_now = content("made") if os.path.exists("made") else None
        if is_now not in (now,) + ((old,) if status < 0 else ()):
            raise Wrong("%s: the file is neither the old one nor the new one" % what)
    elif os.path.exists("made.assay"):
        verify("made.assay")
        if kind == "backup":
            differ(what, export("made.assay"), now)
    elif status >= 0:
        raise Wrong("%s: it had ended with status %d, and there is no file" % (what, status))
    differ(what, export(WORKSPACE), now)
    if kind != "export" and not os.path.exists("made.assay"):
        run(*arguments, want=0)         # what was left behind is in nobody's way


def test(draw):
    count, made = Count(), 0
    commands = there_are(save, save, link, import_document, import_document, undo, merge)
    for i in range(number("ASSAY_STRESS_KILLS", 40)):
        if i % ROUND == 0:
            begin(draw)
        if i % 10 == 9:
            kill_new_file(draw, "k%d" % i)
            made += 1
        else:
            kill_one(draw, draw.choice(commands), "k%d" % i, count)
    print("%d kills: %d times as before, %d as after, of which %d had ended; %d left a journal, and %d more kills while it "
          "was looked at; %d kills while a file was made" % (count.before + count.after + made, count.before, count.after,
                                                             count.ended, count.journals, count.again, made))


main(test)
