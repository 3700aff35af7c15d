#!/usr/bin/env python3
"""A computer goes back to a backup: the desk notices, and the installation goes on in a new ledger.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

OFFICER = "one two three four five six"
GUEST = "window pencil harbour olive"
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


def act_as(number):
    return ["--as", number] if number else []


def hand_over(data, path, *words, as_=None):
    check(f"{data} hands over {path}", avowctl("--data", data, *act_as(as_), "hand-over", "-o", path, *words, typed=[PERSON]).returncode == 0)


def take_in(data, path, verdict, code=0, as_=None):
    done = avowctl("--data", data, *act_as(as_), "take-in", path, typed=[PERSON])
    check(f"{data} takes in {path}: {verdict}", done.returncode == code and f": {verdict}: " in done.stdout)


def is_sound(data):
    check(f"{data} is sound", avowctl("--data", data, "verify").returncode == 0)


def has_name(data, name):
    with open(f"{data}/avow.db", "rb") as file:
        return name.encode() in file.read()


def ask(data, sql):
    with contextlib.closing(sqlite3.connect(f"file:{data}/avow.db?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchone()[0]


def purged():
    """A backup brings back who was purged since: they go as it is opened, and the desk is told in the ledger that comes next."""
    avowctl("--data", "desk", "person", "add", "--staff-number", "8", "--name", "Ferdinand Oakes", "--team", "Service")
    code = CODE.search(avowctl("--data", "desk", "invite", "8", "-o", "guest", typed=[OFFICER]).stdout).group()
    check("a second person joins at home", avowctl("--data", "home", "enrol", "guest", typed=[code, GUEST]).returncode == 0)
    check("home has their name", has_name("home", "Ferdinand Oakes"))
    hand_over("home", "h6", as_="7")
    take_in("desk", "h6", "OK")
    shutil.rmtree("backup")
    shutil.copytree("home", "backup")

    # they leave, and home hears of the purge
    avowctl("--data", "desk", "person", "leave", "8", typed=[OFFICER])
    check("they are purged", avowctl("--data", "desk", "purge", "8", "--reason", "The time is over", typed=["8", OFFICER]).returncode == 0)
    hand_over("desk", "d6", "--person", "7")
    take_in("home", "d6", "OK", as_="7")
    check("home has their name no more", not has_name("home", "Ferdinand Oakes"))
    is_sound("home")
    hand_over("home", "h7", as_="7")
    take_in("desk", "h7", "OK")
    size = ask("home", "SELECT size FROM checkpoint JOIN ledger ON number = ledger WHERE own = 1")

    # the database is put back, the list of what was purged stays, as it does beside the backups
    shutil.copy("backup/avow.db", "home/avow.db")
    control = shutil.copytree("backup", "unlisted")
    is_sound("unlisted")
    check("control: without the list their name is there", has_name(control, "Ferdinand Oakes"))
    check("control: the backup is older than what the desk has",
          ask("home", "SELECT size FROM checkpoint JOIN ledger ON number = ledger WHERE own = 1") < size)
    before = ask("home", "SELECT note FROM checkpoint JOIN ledger ON number = ledger WHERE own = 1")
    said = avowctl("--data", "home", "verify")
    check("it is sound as it is opened, and says that it is to be recorded", said.returncode == 0 and "purged again" in said.stdout)
    check("their name is gone", not has_name("home", "Ferdinand Oakes"))
    check("the ledger is as the backup had it", ask("home", "SELECT note FROM checkpoint JOIN ledger ON number = ledger WHERE own = 1") == before)
    forked = shutil.copytree("home", "forked")

    code = invite("third")
    check("it begins a new ledger", avowctl("--data", "home", "enrol", "--restored", "third", typed=[code, PERSON]).returncode == 0)
    check("in which the purge is recorded, behind its beginning",
          ask("home", "SELECT count(*) FROM event_purge JOIN ledger ON number = ledger WHERE own = 1") == 1
          and ask("home", "SELECT kind FROM leaf JOIN ledger ON number = ledger WHERE own = 1 AND sequence = 0") == 2)
    is_sound("home")
    hand_over("home", "h8", as_="7")
    done = avowctl("--data", "desk", "take-in", "h8")
    check("the desk takes it in, and no ledger of it is forked or unknown",
          done.returncode == 0 and ": OK: " in done.stdout and not re.search("FORK|UNKNOWN|GAP|ROLLBACK", done.stdout))
    for path in ("d8", "d9"):
        hand_over("desk", path, "--person", "7")
        take_in("home", path, "OK", as_="7")
        hand_over("home", f"h-{path}", as_="7")
        take_in("desk", f"h-{path}", "OK")
    check("rebuilt, too", avowctl("--data", "home", "rebuild").returncode == 0)
    for data in "home", "desk":
        is_sound(data)
        check(f"{data} has their name no more", not has_name(data, "Ferdinand Oakes"))

    # control: whoever goes on in the old ledger records it there, beside what the desk has
    hand_over("desk", "d10", "--person", "7")
    avowctl("--data", "forked", "--as", "7", "take-in", "d10", typed=[PERSON])
    hand_over("forked", "h-forked", "--whole", as_="7")
    take_in("desk", "h-forked", "FORK", 1)


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
    purged()
    print(f"1..{count}")
    return 1 if faults else 0


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    result = main()
    os.chdir("/")
sys.exit(result)
