#!/usr/bin/env python3
"""Who may do what, by avowctl --as NUMBER: every command that acts by every role that has a key in a sample. Prints TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PASSPHRASE = "welcome to the sample\n"  # everybody’s
# the officer comes last: whoever may not finds everything as it has to be for the command, but for the rule
ACTORS = {"unknown": "9999", "without a key": "1004", "staff": "1003", "manager": "1002", "officer": "1001"}
OUT = "OUT"

# what they may, and what of others the file then shows: - refused, o theirs, t the team, a all
COMMANDS = [
    (["report", "completion", "--format", "csv", "-o", OUT], {"officer": "a", "manager": "t"}),
    (["report", "attestation", "--format", "csv", "-o", OUT], {"officer": "a", "manager": "t"}),
    (["report", "completion", "--team", "Finance", "--format", "csv", "-o", OUT], {"officer": "f", "manager": "t"}),
    (["person", "add", "--staff-number", "N", "--name", "Kim Lee", "--team", "Sales"], {"officer": "a"}),
    (["invite", "1004", "-o", OUT], {"officer": "a"}),
    (["export", "declarations", "-o", OUT], {"officer": "a", "manager": "o", "staff": "o"}),
    (["evidence", "OTHERS", "-o", OUT], {"officer": "a"}),
    (["evidence", "1002S", "-o", OUT], {"officer": "a", "manager": "a"}),
    (["hand-over", "-o", OUT], {"officer": "a", "manager": "a", "staff": "a"}),
    (["hand-over", "--team", "Finance", "-o", OUT], {"officer": "a"}),
    (["hand-over", "--person", "1003", "-o", OUT], {"officer": "a"}),
    (["role", "give", "1009", "auditor"], {"officer": "a"}),
    (["role", "take-back", "1009", "auditor"], {"officer": "a"}),
    (["officer", "add", "1008"], {"officer": "a"}),
    (["role", "take-back", "1008", "officer"], {}),  # who holds the organisation’s key is removed, key and all
    (["officer", "remove", "1008"], {"officer": "a"}),
    (["role", "give", "1008", "officer"], {}),
    (["accommodation", "give", "1007", "maintaining-customer-privacy", "--untimed", "--reason", "As agreed."], {"officer": "a"}),
    (["accommodation", "list", "1007"], {"officer": "o"}),
    (["accommodation", "take-back", "1007", "maintaining-customer-privacy", "--reason", "As agreed."], {"officer": "a"}),
    (["course", "stats", "maintaining-customer-privacy", "-o", OUT], {"officer": "a"}),
    (["course", "stats", "maintaining-customer-privacy", "--confidence"], {"officer": "a"}),
    (["rule", "set", "more", "--item", "privacy-for-managers"], {"officer": "a"}),
    (["rule", "stop", "onboarding"], {"officer": "a"}),
    (["key", "withdraw", "1007", "--reason", "lost"], {"officer": "a"}),
    (["person", "leave", "1007"], {"officer": "a"}),
    (["purge", "1007", "--yes", "--reason", "The time is over."], {"officer": "a"}),
    (["verify"], {"officer": "a"}),
    (["rebuild"], {"officer": "a"}),
    (["person", "list"], {"officer": "a", "manager": "t"}),
    (["person", "list", "--team", "Finance"], {"officer": "f", "manager": "t"}),
    (["key", "list"], {"officer": "a", "manager": "t"}),
    (["key", "list", "1003"], {"officer": "o", "manager": "o", "staff": "o"}),
    (["key", "list", "1001"], {"officer": "o"}),
    (["role", "list"], {"officer": "a", "manager": "t"}),
    (["officer", "list"], {"officer": "o", "manager": "o"}),
    (["rule", "list"], {"officer": "a", "manager": "a"}),  # rules name nobody
    (["verify", "--receipt", "RECEIPT"], {"officer": "a", "manager": "a", "staff": "a"}),
]

count = failed = 0


def check(name, good, told=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)
    if not good:
        print("# " + str(told).replace("\n", "\n# "))


def query(store, sql):
    with sqlite3.connect(f"file:{store}/avow.db?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def judge(path, command):
    """How far what was written reaches."""
    if not path.exists():
        return "-"
    if command[0] == "report":
        teams = {line.split('","')[2] for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]}
        return "f" if teams == {"Finance"} else "t" if teams == {"Customer Service"} else "a"
    if command[0] == "export":
        numbers = {file.name.split("-")[0] for file in path.glob("*.xml")}
        return "a" if len(numbers) > 1 else "o"
    return "a"


def judge_list(told, command, teams):
    """The same of a list of people."""
    numbers = {line.split("\t")[0] for line in told.splitlines()}
    if command[-1] in numbers or command[0] == "officer":
        return "o" if len(numbers) == 1 else "a"
    shown = {teams.get(number) for number in numbers}
    return "f" if shown == {"Finance"} else "t" if shown == {"Customer Service"} else "a"


def main():
    allowed = refused = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = folder / "sample"
        subprocess.run(["avowctl", "sample", str(store), "--seed", "7"], check=True, stdout=subprocess.DEVNULL)
        names = {"OTHERS": "1005", "1002S": "1002"}
        places = {key: str(query(store, f"SELECT min(position) FROM event_declaration WHERE staff_number = '{number}'")[0][0])
                  for key, number in names.items()}
        teams = dict(query(store, "SELECT staff_number, team FROM state_person"))
        receipt = folder / "receipt.zip"
        subprocess.run(["avowctl", "--data", str(store), "evidence", places["1002S"], "-o", str(receipt)], input=PASSPHRASE, text=True,
                       check=True, stdout=subprocess.DEVNULL)
        places["RECEIPT"] = str(receipt)
        for command, reaches in COMMANDS:
            for actor, number in ACTORS.items():
                out = folder / "out"
                shutil.rmtree(out) if out.is_dir() else out.unlink(missing_ok=True)
                words = [places.get(word, word).replace(OUT, str(out)) if word != "N" else f"N{count}" for word in command]
                before = query(store, "SELECT count(*) FROM leaf")[0][0]
                done = subprocess.run(["avowctl", "--data", str(store), "--as", number, *words], input=3 * PASSPHRASE, capture_output=True, text=True)
                after = query(store, "SELECT count(*) FROM leaf")[0][0]
                wanted = reaches.get(actor, "-")
                allowed += wanted != "-"
                refused += wanted == "-"
                if wanted == "-":
                    good = done.returncode == 2 and done.stderr.startswith("avowctl: ") and not done.stdout and after == before and not out.exists()
                else:
                    good = done.returncode == 0 and (OUT not in command or judge(out, command) == wanted)
                    if "list" in command:
                        good = good and judge_list(done.stdout, command, teams) == wanted
                check(f"{actor}: {' '.join(command)}", good, (done, judge(out, command)))
    print(f"# {allowed + refused} cells tried by avowctl --as: {allowed} allowed and done, {refused} refused and nothing recorded")
    print(f"1..{count}")
    return min(failed, 1)


sys.exit(main())
