#!/usr/bin/env python3
"""The way of records between computers: a desk, a new hire's, a manager's, each a folder and processes of its own.

Prints what each said, as a transcript.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

OFFICER = "one two three four five six"
PERSON = "kettle garden silver dozen"
MANAGER = "window pencil harbour olive"
CODE = re.compile(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}")
ACT = os.path.abspath(sys.argv[1])
faults = 0
count = 0


def run(program, *words, typed=()):
    shown = " ".join(f"“{word}”" if " " in word else word for word in (os.path.basename(program), *words))
    print(f"# $ {shown}")
    done = subprocess.run([program, *words], input="".join(line + "\n" for line in typed), capture_output=True, text=True)
    print("".join(f"#   {line}\n" for line in (done.stdout + done.stderr).splitlines()), end="", flush=True)
    return done


def avowctl(data, *words, typed=()):
    return run("avowctl", "--data", data, *words, typed=typed)


def act(data, *words):
    done = run(ACT, data, *words)
    check(f"{data}: {words[0]}", done.returncode == 0)
    return done.stdout


def check(name, good):
    global faults, count
    count += 1
    faults += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)


def chapter(text):
    print(f"#\n# == {text}")


def invite(number, path):
    return CODE.search(avowctl("desk", "invite", number, "-o", path, typed=[OFFICER]).stdout).group()


def add(number, name, team):
    check(f"{name} is in the roster",
          avowctl("desk", "person", "add", "--staff-number", number, "--name", name, "--team", team).returncode == 0)


def enrol(data, path, code, passphrase):
    check(f"{data} joins", avowctl(data, "enrol", path, typed=[code, passphrase]).returncode == 0)


def hand_over(data, path, *words):
    check(f"{data} hands over {path}", avowctl(data, "hand-over", "-o", path, *words).returncode == 0)


def take_in(data, path, *verdicts, code=0):
    """The verdicts, ledger by ledger."""
    done = avowctl(data, "take-in", path)
    found = re.findall(r": ([A-Z]+): ", done.stdout)
    check(f"{data} takes in {path}: {', '.join(verdicts)}", done.returncode == code and found == list(verdicts))


def is_sound(*folders):
    for data in folders:
        check(f"{data} is sound", avowctl(data, "verify").returncode == 0)


def report(data, kind):
    path = f"{data}-{kind}.csv"
    check(f"{data} reports {kind}",
          avowctl(data, "report", kind, "--format", "csv", "--team", "Service", "-o", path).returncode == 0)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    print("".join(f"#   {', '.join(row)}\n" for row in rows), end="")
    return rows


def has_name(data):
    with open(f"{data}/avow.db", "rb") as file:
        return b"Nadia Berg" in file.read()


def payloads(path):
    """The texts of all records in a hand-over."""
    with zipfile.ZipFile(path) as file:
        return b"".join(file.read(name) for name in file.namelist() if name.endswith("/payloads"))


def answers(path):
    """What people have answered: of each attempt the ids of its options."""
    return set(re.findall(rb"<option>([^<]+)</option>", payloads(path)))


def withholds_answers():
    given, theirs = payloads("service-1"), answers("nadia-1")
    check("control: the new hire's file has their answers", len(theirs) > 0 and b"<attempt " in payloads("nadia-1"))
    check("the manager's has none of them, nor an attempt", not any(answer in given for answer in theirs) and b"<attempt " not in given)
    check("but has the completion", b"<completion " in given)
    said = avowctl("manager", "verify").stdout
    check("its desk says that it can't grade again what it may not see", "its answers were withheld" in said)
    print(f"# answers: {len(theirs)} in the new hire's file, {sum(answer in given for answer in theirs)} in the manager's")


def same_numbers():
    for kind in ("completion", "attestation"):
        desk = report("desk", kind)
        check(f"desk and manager report the same {kind}", desk == report("manager", kind) and len(desk) > 1)


def joins():
    chapter("A desk is set up, and invites a manager and a new hire")
    avowctl("desk", "init", "--organisation", "Hill and Vale", "--officer", "Dalia Cohen", "--staff-number", "1",
            "--team", "Compliance", typed=[OFFICER])
    act("desk", "adopt", OFFICER)
    add("5", "Omar Haddad", "Service")
    act("desk", "manager", "5", "Service", OFFICER)
    add("7", "Nadia Berg", "Service")
    enrol("manager", "omar.invitation", invite("5", "omar.invitation"), MANAGER)
    enrol("home", "nadia.invitation", invite("7", "nadia.invitation"), PERSON)


def learns():
    chapter("The new hire learns and signs, with no network")
    act("home", "learn")
    act("home", "sign", PERSON)
    is_sound("home")


def records_travel():
    chapter("The desk takes in what came of it, and hands the team to its manager")
    shutil.copytree("desk", "desk-before")
    hand_over("home", "nadia-1")
    take_in("desk", "nadia-1", "OK")
    hand_over("desk", "service-1", "--team", "Service")
    take_in("manager", "service-1", "OK", "OK")
    is_sound("desk", "manager")
    same_numbers()
    withholds_answers()

    chapter("What the desk asks for next reaches the new hire")
    act("desk", "publish")
    hand_over("desk", "to-nadia-1", "--person", "7")
    take_in("home", "to-nadia-1", "OK", "SAME")
    check("home is asked for the new course", "plain 2026 open" in act("home", "owed"))
    act("home", "learn")
    hand_over("home", "nadia-2")
    take_in("desk", "nadia-2", "OK", "SAME")
    hand_over("desk", "service-2", "--team", "Service")
    take_in("manager", "service-2", "OK", "OK")
    is_sound("desk", "home", "manager")
    same_numbers()


def verdicts():
    chapter("The same file again, and an older one")
    take_in("desk", "nadia-2", "SAME", "STALE")
    take_in("desk", "nadia-1", "STALE")

    chapter("The desk is put back to an older copy, and a file begins behind what it has: then everything is asked for")
    shutil.copytree("desk-before", "desk-old")
    take_in("desk-old", "nadia-2", "GAP", "ROLLBACK", code=1)
    hand_over("home", "nadia-whole", "--whole")
    take_in("desk-old", "nadia-whole", "OK", "ROLLBACK", code=1)
    is_sound("desk-old")

    chapter("The new hire's computer is put back to an older copy, and hands over anew")
    shutil.copytree("home", "home-kept")
    act("desk", "publish")
    hand_over("desk", "to-nadia-2", "--person", "7")
    take_in("home", "to-nadia-2", "OK", "SAME")
    hand_over("home", "nadia-3")
    take_in("desk", "nadia-3", "OK", "SAME")
    hand_over("home-kept", "nadia-old")
    take_in("desk", "nadia-old", "ROLLBACK", "STALE", code=1)

    chapter("… and goes on from there, beside the other")
    hand_over("desk", "to-nadia-3", "--person", "7")
    take_in("home-kept", "to-nadia-3", "OK", "ROLLBACK", code=1)
    hand_over("home-kept", "nadia-fork", "--whole")
    take_in("desk", "nadia-fork", "FORK", "SAME", code=1)
    is_sound("desk", "home", "home-kept")


def leaves():
    chapter("The new hire leaves, and is purged at the desk")
    check("they leave", avowctl("desk", "person", "leave", "7", typed=[OFFICER]).returncode == 0)
    check("they are purged", avowctl("desk", "purge", "7", "--reason", "The time for keeping it is over",
                                     typed=["7", OFFICER]).returncode == 0)
    check("the manager's desk has their name", has_name("manager"))
    hand_over("desk", "service-3", "--team", "Service")
    take_in("manager", "service-3", "OK")
    is_sound("desk", "manager")
    for data in ("desk", "manager"):
        check(f"and nobody of that name is in the store of {data}", not has_name(data))
        check(f"{data} reports on them no more", all(row[0] != "7" for row in report(data, "completion")))
    same_numbers()

    chapter("What the new hire's computer still has is not kept again")
    hand_over("home", "nadia-4", "--whole")
    take_in("desk", "nadia-4", "SAME", "STALE")
    check("nobody of that name is in the store of desk", not has_name("desk"))


def strangers():
    chapter("Another organisation's, and a sample's")
    avowctl("other", "init", "--organisation", "Moor and Fen", "--officer", "Eve Stone", "--staff-number", "1",
            "--team", "Compliance", typed=[OFFICER])
    hand_over("other", "other-1")
    take_in("desk", "other-1", "UNKNOWN", code=1)
    run("avowctl", "sample", "sample", "--people", "12")
    check("sample hands over", avowctl("sample", "--as", "1001", "hand-over", "-o", "sample-1").returncode == 0)
    take_in("desk", "sample-1", "UNKNOWN", code=1)
    is_sound("desk")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        joins()
        learns()
        records_travel()
        verdicts()
        strangers()
        leaves()
        os.chdir("/")
    print(f"1..{count}")
    return 1 if faults else 0


sys.exit(main())
