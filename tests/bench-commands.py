#!/usr/bin/env python3
"""bench-commands.py [-r RUNS] WORKSPACE: what each command costs; no test, run by hand.

    ASSAY=build/assay tests/bench-commands.py large.assay

On a copy in a temporary folder, each in a process of its own: time on the clock and on a processor, and how much was read
from files (the kernel counts what is asked for, cached or not). What saves is run once. `tests/generate.py` tells of what
to make a workspace.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

READING = ["--version", "status", "gaps", "tree", "show CLAIM", "show ITEM", "why CLAIM", "why ITEM", "why PRINCIPLE",
           "why PRINCIPLE --without ITEM", "why PRINCIPLE --what-it-takes", "find register", "find 1.2", "evidence list",
           "evidence suggest ITEM", "evidence suggest", "affirm", "gap list", "gap show G1", "challenge list", "assessment show", "lint",
           "history", "report --format dot", "verify", "export"]
SAVING = ["set CLAIM --note Looked-at", "evidence add Something-new", "evidence edit ITEM --owner Kim", "evidence link E3 CLAIM",
          "evidence unlink E3 CLAIM", "evidence remove E5", "gap add Something-is-missing --claim CLAIM", "challenge add CLAIM Why?",
          "undo", "baseline then", "diff then", "tree --at then", "set CLAIM --note Again", "diff then", "history -n 20"]


def run(program, args):
    """Milliseconds on the clock and on a processor, bytes read, bytes printed, exit status."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([program] + args, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        took = time.monotonic() - began
        with open("/proc/%d/io" % child.pid, encoding="ascii") as f:
            read = int(f.read().split()[1])
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return took * 1e3, (used.ru_utime + used.ru_stime) * 1e3, read, out.tell() or out.seek(0, os.SEEK_END), child.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("-r", "--runs", type=int, default=3)
    parser.add_argument("workspace")
    args = parser.parse_args()
    program = os.path.abspath(os.environ.get("ASSAY", "build/assay"))
    os.environ.update(ASSAY_TODAY="2026-11-21", ASSAY_USER="Sam")
    with tempfile.TemporaryDirectory() as folder:
        workspace = os.path.join(folder, "bench.assay")
        shutil.copy(args.workspace, workspace)
        os.sync()               # else the first save waits for the copy
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        tree = json.loads(subprocess.check_output([program, "-w", workspace, "tree", "--json"]))
        nodes = {n["kind"]: n for n in reversed(tree["nodes"])}
        leaf = next(n for n in tree["nodes"] if n.get("asked_as"))
        words = {"CLAIM": leaf["asked_as"], "ITEM": "E7", "PRINCIPLE": nodes["principle"]["id"]}
        print("%-32s %8s %8s %9s %10s" % ("command", "ms", "cpu ms", "kB read", "B printed"))
        for commands, runs in ((READING, args.runs), (SAVING, 1)):
            for command in commands:
                call = [words.get(w, w) for w in command.split()]
                found = [run(program, ["-w", workspace] + call) for _ in range(runs)]
                took, used, read, printed, status = zip(*found)
                print("%-32s %8.0f %8.0f %9d %10d%s" % (command, statistics.median(took), statistics.median(used), read[0] // 1000,
                                                        printed[0], "" if status[0] == 0 else "  exit %d" % status[0]))
                sys.stdout.flush()


if __name__ == "__main__":
    main()
