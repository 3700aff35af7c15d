#!/usr/bin/env python3
"""Purging, as an officer does it on the command line: refusals first, then somebody goes, and is nowhere any more.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import datetime
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zlib

PASSPHRASE = "welcome to the sample"
cases = 0
failures = 0


def check(name, passed, told=""):
    global cases, failures
    cases += 1
    failures += not passed
    print(f"{'ok' if passed else 'not ok'} {cases} - {name}")
    if not passed:
        print("\n".join("# " + line for line in str(told).splitlines()))


def avowctl(folder, *words, typed=""):
    done = subprocess.run(["avowctl", "--data", str(folder), *words], capture_output=True, text=True, input=typed)
    return done.returncode, done.stdout + done.stderr


def ask(folder, sql):
    database = sqlite3.connect(f"file:{folder}/avow.db?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def in_files(folder, words):
    """How often the words stand in the bytes of any file: database, journal, keys, list."""
    return sum(path.read_bytes().count(word.encode()) for path in pathlib.Path(folder).rglob("*") if path.is_file() for word in words)


def layers(value, depth=0):
    """A value as it is, unpacked, and each certificate or other base64 in it."""
    data = value.encode() if isinstance(value, str) else value
    yield data
    if depth == 3:
        return
    try:
        yield from layers(zlib.decompress(data), depth + 1)
    except zlib.error:
        pass
    for run in re.findall(rb"[A-Za-z0-9+/]{80,}={0,2}", data):
        yield base64.b64decode(run + b"=" * (-len(run) % 4))


def in_values(folder, words):
    """The same in every value of every table, unpacked: texts are packed, certificates are base64."""
    count = 0
    for (table,) in ask(folder, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for row in ask(folder, f'SELECT * FROM "{table}"'):
            for value in row:
                if isinstance(value, (str, bytes)):
                    # a number has to stand alone: four digits are somewhere in any digest
                    count += sum(bool(re.search(rb"(?<![0-9A-Za-z])" + re.escape(w.encode()) + rb"(?![0-9A-Za-z])", layer))
                                 for layer in layers(value) for w in words)
    return count


def purged_since(store, *day):
    """The line of an attestation report that tells what was purged since; empty where there is none."""
    path = store.parent / "report.pdf"
    code, said = avowctl(store, "report", "attestation", "--format", "pdf", *day, "-o", str(path))
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return "".join(line for line in text.splitlines() if "Purged since" in line)


def main(folder):
    store, before = folder / "store", folder / "before"
    subprocess.run(["avowctl", "sample", str(store), "--seed", "7"], check=True, capture_output=True)
    number, name, person = ask(store, """SELECT p.staff_number, p.name, p.subject FROM state_person p
        JOIN event_declaration d ON d.subject = p.subject AND d.outcome = 'signed'
        WHERE p.subject NOT IN (SELECT subject FROM state_role) AND p.staff_number NOT IN ('1003', '1007', '1008') LIMIT 1""")[0]
    words = [name, *name.split(), number]
    purge = ["purge", number, "--reason", "The time for keeping it is over"]
    typed = f"{number}\n{PASSPHRASE}\n"

    course, cycle = ask(store, f"SELECT item, cycle FROM state_duty WHERE subject = '{person}' AND item_kind = 'course' LIMIT 1")[0]
    code, said = avowctl(store, "accommodation", "give", number, course, "--untimed", "--reason", "quartz-mandolin", "--cycle", cycle, typed=PASSPHRASE)
    check("they were given more time, for a reason that may be about their health", code == 0 and in_files(store, ["quartz-mandolin"]) > 0, said)
    words.append("quartz-mandolin")

    code, said = avowctl(store, *purge, typed=typed)
    check("who has not left is not purged", code == 2 and "has not left" in said, said)
    code, said = avowctl(store, "person", "leave", "1001")
    check("an officer does not leave as one", code == 2 and "compliance officer" in said, said)
    code, said = avowctl(store, "person", "leave", number, "--on", "2001-01-01")
    check("nobody leaves before they joined", code == 2, said)
    code, said = avowctl(store, "person", "leave", number)
    check("somebody leaves", code == 0, said)
    code, said = avowctl(store, "report", "completion", "--format", "csv", "-o", str(folder / f"{name} ({number}).csv"))
    check("a report leaves under their name", code == 0, said)
    shutil.copy(store / "avow.db", store / "avow.db.0")
    shutil.copytree(store, before)

    yesterday = ["--as-of", str(datetime.date.today() - datetime.timedelta(days=1))]
    theirs, everybodys = ask(store, f"SELECT sum(subject = '{person}'), count(*) FROM event_declaration")[0]
    check("a report of yesterday tells of no purge", theirs > 0 and purged_since(store, *yesterday) == "")

    refusals = [
        ("by a manager", ["--as", "1002", *purge], typed, "Only a compliance officer"),
        ("without a reason", ["purge", number], typed, "--reason"),
        ("for a reason that names them", ["purge", number, "--reason", f"as {name.split()[0].upper()} asked"], typed, "name"),
        ("for a reason that tells their number", ["purge", number, "--reason", f"case {number}"], typed, "staff number"),
        ("for no reason", ["purge", number, "--reason", " "], typed, "needs a reason"),
        ("with another number typed", purge, f"1003\n{PASSPHRASE}\n", "Nothing was destroyed"),
        ("with a wrong passphrase", purge, f"{number}\nwrong\n", ""),
        ("of nobody", ["purge", "4711", "--reason", "x"], typed, "nobody"),
    ]
    for what, call, line, says in refusals:
        code, said = avowctl(store, *call, typed=line)
        check(f"no purge {what}", code == 2 and says in said, said)
    check("and none is recorded", ask(store, "SELECT count(*) FROM event_purge") == [(0,)])
    there = in_files(store, [name]), in_values(store, words)
    check("the name is there until then", min(there) > 0, there)
    subprocess.run(["sleep", "2"], check=True)  # after a wrong passphrase the next try has to wait

    stuck = store / "keys" / f"{person}-x" / "inside"
    stuck.mkdir(parents=True)
    code, told = avowctl(store, *purge, typed=typed)
    check("they are purged", "was purged" in told or "were purged" in told, told)
    check("what could not be removed is told, with what to do", code == 1 and f"“{stuck.parent}”" in told and "start Avow again" in told, told)
    code, said = avowctl(store, "verify")
    check("and told again by a verification", code == 1 and "Sound" in said and str(stuck.parent) in said, said)
    stuck.rmdir()
    code, said = avowctl(store, "verify")
    check("control: until it is gone", code == 0 and "could not be removed" not in said and not stuck.parent.exists(), said)
    check("what goes was told first", all(word in told for word in ["declaration", "attempt", name]), told)
    gone = in_files(store, [name, "quartz-mandolin"]), in_values(store, words)
    check("their name is in no file's bytes, and in no value", gone == (0, 0), gone)
    check("the copy of the store beside it is gone", not (store / "avow.db.0").exists())
    check("the record of the purge is signed, by the officer", ask(store, f"SELECT count(*) FROM event_purge WHERE subject = '{person}'") == [(1,)])
    code, said = avowctl(store, "verify")
    check("the store is sound", code == 0 and "were purged" in said, said)
    code, said = avowctl(store, "rebuild")
    code, again = avowctl(store, "verify")
    check("after a rebuild, too", code == 0 and "were purged" in again, again)
    code, said = avowctl(store, "person", "list")
    check("nobody lists them", code == 0 and name not in said and number not in said, said)
    for report in ("completion", "attestation"):
        out = folder / f"{report}.csv"
        code, said = avowctl(store, "report", report, "--format", "csv", "-o", str(out))
        check(f"the {report} report has the others", code == 0 and name not in out.read_text() and "1003" in out.read_text(), said)
    line = purged_since(store, *yesterday)
    check("a report of yesterday tells how many were purged since", f"{theirs} of {everybodys} declarations" in line, line)
    line = purged_since(store)
    check("one of now counts who is there", line == "", line)
    code, said = avowctl(store, *purge, typed=typed)
    check("twice is once", code == 2, said)
    code, said = avowctl(store, "purge", person, "--reason", "x", "--yes", typed=PASSPHRASE)
    check("by id there is nothing left either", code == 2 and "nothing left" in said, said)

    shutil.copy(before / "avow.db", store / "avow.db")
    code, said = avowctl(store, "verify")
    check("a backup that is put back loses them as it is opened", code == 0 and (in_files(store, [name]), in_values(store, words)) == (0, 0), said)

    # controls
    shutil.copytree(before, folder / "unlisted")
    code, said = avowctl(folder / "unlisted", "verify")
    back = in_values(folder / "unlisted", words)
    check("control: without the list the backup shows them again", code == 0 and back > 0, back)
    plain = folder / "plain"
    shutil.copytree(before, plain)
    (plain / "avow.db.0").unlink()
    database = sqlite3.connect(plain / "avow.db")
    database.execute("PRAGMA secure_delete = OFF")
    tables = [t for (t,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'event%' OR name LIKE 'state%' OR name IN ('payload', 'local'))")]
    for table in tables:
        database.execute(f'DELETE FROM "{table}"')
    database.commit()
    database.close()
    left = in_files(plain, [name])
    check("control: a plain DELETE leaves the name in the file", left > 0, left)
    print(f"# purge: {len(refusals) + 2} refused; name {there[0]} times in bytes and {there[1]} in values before, {gone[0]} and {gone[1]} after; "
          f"controls: backup without the list {back}, plain DELETE {left}")


with tempfile.TemporaryDirectory() as temporary:
    main(pathlib.Path(temporary))
print(f"1..{cases}")
sys.exit(1 if failures else 0)
