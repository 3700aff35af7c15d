#!/usr/bin/env python3
"""A computer goes back to a backup: the desk notices, and the installation goes on in a new ledger.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

OFFICER = "one two three four five six"
PERSON = "kettle garden silver dozen"
CODE = re.compile(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}")
faults = 0
count = 0


def avowctl(*words, typed=()):
    done = subprocess.run(["avowctl", *words], input="".join(line + "\n" for line in typed), capture_output=True, text=True)
    print("".join(f"# {line}\n" for line in (done.stdout + done.stderr).splitlines()), end="")
    return done


def check(name, good):
    global faults, count
    count += 1
    faults += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)


def invite(path):
    return CODE.search(avowctl("--data", "desk", "invite", "7", "-o", path, typed=[OFFICER]).stdout).group()


def hand_over(data, path, *words):
    check(f"{data} hands over {path}", avowctl("--data", data, "hand-over", "-o", path, *words).returncode == 0)


def take_in(data, path, verdict, code=0):
    done = avowctl("--data", data, "take-in", path)
    check(f"{data} takes in {path}: {verdict}", done.returncode == code and f": {verdict}: " in done.stdout)


def is_sound(data):
    check(f"{data} is sound", avowctl("--data", data, "verify").returncode == 0)


def main():
    avowctl("--data", "desk", "init", "--organisation", "Hill and Vale", "--officer", "Dalia Cohen", "--staff-number", "1",
            "--team", "Compliance", typed=[OFFICER])
    avowctl("--data", "desk", "person", "add", "--staff-number", "7", "--name", "Nadia Berg", "--team", "Service")
    avowctl("--data", "home", "enrol", "first", typed=[invite("first"), PERSON])
    shutil.copytree("home", "backup")
    hand_over("desk", "news", "--person", "7")
    take_in("home", "news", "OK")
    hand_over("home", "h1")
    take_in("desk", "h1", "OK")

    # somebody restores the backup, and does not say so
    shutil.rmtree("home")
    shutil.copytree("backup", "home")
    hand_over("home", "h2")
    take_in("desk", "h2", "ROLLBACK", 1)
    hand_over("desk", "d2", "--person", "7")
    take_in("home", "d2", "ROLLBACK", 1)
    # going on from there is a fork, of which both heads are kept, once
    shutil.copytree("home", "on")
    hand_over("on", "h3", "--whole")
    take_in("desk", "h3", "FORK", 1)
    take_in("desk", "h3", "FORK", 1)
    is_sound("desk")

    # and says so
    shutil.rmtree("home")
    shutil.copytree("backup", "home")
    code = invite("second")
    old = set(os.listdir("home/keys"))
    check("it begins a new ledger", avowctl("--data", "home", "enrol", "--restored", "second", typed=[code, PERSON]).returncode == 0)
    check("the old ledger's seal is gone", "seal.pem" in old and "seal.pem" not in os.listdir("home/keys"))
    is_sound("home")
    hand_over("home", "h4")
    take_in("desk", "h4", "OK")
    is_sound("desk")
    hand_over("desk", "d4", "--person", "7")
    take_in("home", "d4", "OK")
    is_sound("home")
    check("and what was recorded after the backup is back", avowctl("--data", "home", "rebuild").returncode == 0)
    hand_over("home", "h5")
    take_in("desk", "h5", "OK")
    for data in "home", "desk":
        is_sound(data)
    print(f"1..{count}")
    return 1 if faults else 0


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    result = main()
    os.chdir("/")
sys.exit(result)
