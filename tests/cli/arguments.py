#!/usr/bin/env python3
"""Calls avowctl with arguments made by chance: it must answer each with an exit code it documents, and in words.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import random
import subprocess
import sys
import tempfile

COMMANDS = ["init", "sample", "course", "person", "invite", "enrol", "report", "export", "verify", "rebuild", "frobnicate", ""]
WORDS = ["add", "list", "check", "import", "export", "--pool", "--pool=x", "--format=gift", "--language=", "--title= ", "completion", "attestation", "declarations", "csv", "pdf", "1001", "2026-02-30", "2026-11-24", "/", ".",
         "/dev/null", "nowhere/x", "-", "--", "--=", "-o", "-o=", "--help", "--version", "--data", "--data=x", "--people", "--people=0",
         "--people=-1", "--people=2147483648", "--seed", "--format", "--format=csv", "--format=PDF", "--team", "--team=", "--as-of",
         "--as-of=2026-11-24", "--organisation", "--organisation=", "--organisation=A", "--officer=", "--name=", "--name=A",
         "--staff-number=", "--staff-number=1", "--joined=x", "%s%n", "ä", b"\xff\xfe", "x" * 5000, "", " ", "\n", "“"]
RUNS = 300


def main():
    chance = random.Random(2026)
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "XDG_DATA_HOME": folder, "G_DEBUG": "fatal-warnings"}
        for _ in range(RUNS):
            words = [chance.choice(COMMANDS)] + [chance.choice(WORDS) for _ in range(chance.randrange(5))]
            if chance.randrange(5) == 0:
                words.insert(0, chance.choice(WORDS))
            done = subprocess.run(["avowctl", *words], stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, env=env)
            said = done.stderr.decode("utf-8", "replace")
            well = done.returncode in (0, 1, 2) and "CRITICAL" not in said and "WARNING" not in said
            # what could not be done is told in one line; names given may have lines of their own
            well = well and (done.returncode != 2 or said.startswith("avowctl: ") or "\navowctl: " in said)
            well = well and (done.returncode != 2 or said.count("\n") <= 2 + sum(w == "\n" for w in words))
            if not well:
                faults += 1
                print(f"avowctl {words}: exit code {done.returncode}: {said}")
    return 1 if faults else 0


sys.exit(main())
