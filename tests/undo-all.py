"""Random commands, each taken back in turn: the export is at every step what it was before, to the byte.

ASSAY_STRESS_COMMANDS: how many; 200 is the full run.
"""
import os
import shutil

from stress import CLAIMS, Wrong, command, differ, export, main, number, run, saves, says_nothing_to_do, verify

WORKSPACE = "w.assay"
PEOPLE = ["Sam", "Kim", "Robin"]


def import_document(draw, text):
    """A document of a few items; written anew each time."""
    with open("document", "w", encoding="utf-8") as f:
        f.write("schema: assay/1\nevidence:\n")
        for i in range(draw.randint(1, 4)):
            f.write("  - title: %s.%d\n    supports: [{claim: %s}]\n" % (text, i, draw.choice(CLAIMS)))
        f.write("gaps:\n  - claims: ['%s']\n    gap: %s\n" % (draw.choice(CLAIMS), text))
    return ["import", "document"]


def merge_copy(draw, text):
    """A copy that somebody else went on with, and a change here that may contradict it."""
    if os.path.exists("other.assay"):
        os.remove("other.assay")
    shutil.copyfile(WORKSPACE, "other.assay")
    for i in range(draw.randint(1, 4)):
        run("-w", "other.assay", "--as", "Alex", *command(draw, "%s other %d" % (text, i)))
    return ["merge", "other.assay", draw.choice(["--mine", "--theirs"])]


def assessment(draw, text):
    principle = draw.choice(["1.2", "4.2", "3.1"])
    return ["assessment", "set", *draw.choice([
        ["--in-scope", principle, "--reason", text],
        ["--out-of-scope", principle, "--reason", text],
        ["--scope-of-role", principle],
        ["--product", "Product " + text, "--next-review", "2027-0%d-01" % draw.randint(1, 9)],
        ["--role", draw.choice(["reseller", "developer", "developer-distributor"])]])]


def any_command(draw, text):
    item, gap, claim = "E%d" % draw.randint(1, 6), "G%d" % draw.randint(1, 4), draw.choice(CLAIMS)
    kind = draw.randrange(20)
    if kind < 11:
        return command(draw, text, 6, 4)
    if kind == 11:
        return merge_copy(draw, text)
    return [
        lambda: import_document(draw, text),
        lambda: assessment(draw, text),
        lambda: assessment(draw, text),
        lambda: ["evidence", "remove", item],
        lambda: ["gap", "close", gap],
        lambda: ["gap", "edit", gap, "--no-claim", claim],
        lambda: ["undo", "--any"],
        lambda: ["undo", "--any", "--redo"],
    ][kind - 12]()


def one(draw, i, now, before, again):
    """One command. `before`: the export before every save that stands, with its command; `again`: the export after
    every one that was taken back, and may be done again. The export is `now`; the new one is returned."""
    arguments = any_command(draw, "%d" % i)
    ran = run("-w", WORKSPACE, "--as", draw.choice(PEOPLE), *arguments)
    after = export(WORKSPACE)
    if ran.status == 2 or says_nothing_to_do(ran):
        differ("after %s, which saved nothing" % ran, after, now)
        if arguments == ["undo", "--any"] and before:
            raise Wrong("nothing was undone, although %d saves stand: %s" % (len(before), ran))
        return after
    if ran.status != 0:
        raise Wrong(ran)
    if arguments == ["undo", "--any"]:
        was, _ = before.pop()
        differ("after %s" % ran, after, was)
        again.append((now, arguments))
    elif arguments == ["undo", "--any", "--redo"]:
        was, _ = again.pop()
        differ("after %s" % ran, after, was)
        before.append((now, arguments))
    else:
        before.append((now, arguments))
        again.clear()
    return after


def test(draw):
    run("new", WORKSPACE, "--product", "Product", "--role", "developer-distributor", want=0)
    now, before, again, states = export(WORKSPACE), [], [], []
    first = now
    commands = number("ASSAY_STRESS_COMMANDS", 60)
    for i in range(commands):
        now = one(draw, i, now, before, again)
    verify(WORKSPACE)
    last = now

    # As many as the history says, and as many as were counted here.
    standing = [s for s in saves(WORKSPACE) if s["taken"] and not s["undone"] and s["command"] not in ("new", "undo", "redo")]
    if len(standing) != len(before):
        raise Wrong("%d saves stand, but the history has %d" % (len(before), len(standing)))
    if len(before) < commands // 6:
        raise Wrong("only %d of %d commands saved" % (len(before), commands))

    for was, arguments in reversed(before):
        ran = run("-w", WORKSPACE, "--as", draw.choice(PEOPLE), "undo", "--any", want=0)
        if not ran.out.startswith(b"undone: "):
            raise Wrong("not undone: %s" % ran)
        states.append(now)
        now = export(WORKSPACE)
        differ("after undoing %s" % " ".join(arguments), now, was)
    ran = run("-w", WORKSPACE, "undo", "--any", want=0)
    if not ran.out.startswith(b"nothing to undo"):
        raise Wrong("more was undone than was saved: %s" % ran)
    differ("after undoing all", export(WORKSPACE), first)
    head = verify(WORKSPACE)

    # And all of it done again.
    for was in reversed(states):
        run("-w", WORKSPACE, "undo", "--any", "--redo", want=0)
        differ("after doing again", export(WORKSPACE), was)
    differ("after doing all again", export(WORKSPACE), last)
    verify(WORKSPACE, head)
    print("%d commands, %d saves undone and done again" % (commands, len(before)))


main(test)
