#!/usr/bin/env python3
"""Eight avowctl at once on one store: what each said is done is there, once, and nothing else is.

The control has no transaction around reading and writing: each writer reads how many there are, then adds what should be
the next.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading

WRITERS = 8
EACH = 6 if "--long" not in sys.argv else 60


def avowctl(store, *words):
    return subprocess.run(["avowctl", "--data", store, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def at_once(work):
    """Runs work(number) in as many threads as there are writers; what each returns."""
    results = [None] * WRITERS
    start = threading.Barrier(WRITERS)

    def run(number):
        start.wait()
        results[number] = work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def add_people(store, writer):
    """Each its own, and one that all of them want to add; the numbers that were said to be added."""
    said = []
    for i in range(EACH):
        for number in (f"W{writer}-{i}", f"ALL-{i}"):
            done = avowctl(store, "--as", "1001", "person", "add", "--staff-number", number, "--name", f"Writer {number}", "--team", "Field")
            if done.returncode == 0:
                said.append(number)
            elif not number.startswith("ALL"):
                print(f"# {number}: {done.stderr.strip()}")
    return said


def count_unprotected(path, all_have_read):
    database = sqlite3.connect(path, timeout=60, isolation_level=None)
    for i in range(EACH):
        number = database.execute("SELECT count(*) FROM numbered").fetchone()[0]
        all_have_read.wait()
        database.execute("INSERT INTO numbered VALUES (?)", (number,))
    database.close()


def check(name, good):
    print(f"{'ok' if good else 'not ok'} - {name}", flush=True)
    return 0 if good else 1


def main():
    faults = 0
    print("1..6")
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "store")
        subprocess.run(["avowctl", "sample", store], check=True, stdout=subprocess.DEVNULL)
        database = os.path.join(store, "avow.db")
        before = sqlite3.connect(database).execute("SELECT count(*) FROM state_person").fetchone()[0]

        said = sum(at_once(lambda writer: add_people(store, writer)), [])
        own = [number for number in said if number.startswith("W")]
        shared = [number for number in said if number.startswith("ALL")]
        kept = [row[0] for row in sqlite3.connect(database).execute("SELECT staff_number FROM state_person")]
        verdict = avowctl(store, "verify")
        print(f"# {WRITERS} writers, {WRITERS * EACH * 2} tries: {len(own)} people of their own and {len(shared)} of {EACH} that all "
              f"wanted were added; {len(kept)} people are there, {before} of them from before")
        faults += check("each writer's own people were all added", len(own) == WRITERS * EACH)
        faults += check("whom all wanted to add one of them did", sorted(shared) == sorted(f"ALL-{i}" for i in range(EACH)))
        faults += check("whoever was said to be added is there", set(said) <= set(kept))
        faults += check("nobody is there twice, and nobody else is", len(kept) == before + len(said) and len(set(kept)) == len(kept))
        faults += check("the store is sound", verdict.returncode == 0)

        bare = os.path.join(folder, "bare.db")
        sqlite3.connect(bare).execute("CREATE TABLE numbered (number INTEGER)").connection.commit()
        all_have_read = threading.Barrier(WRITERS)
        at_once(lambda writer: count_unprotected(bare, all_have_read))
        rows, numbers = sqlite3.connect(bare).execute("SELECT count(*), count(DISTINCT number) FROM numbered").fetchone()
        print(f"# control: without a transaction around reading and writing, {rows - numbers} of {rows} numbers were given twice")
        faults += check("the control gives numbers twice", numbers < rows)
    return faults


sys.exit(1 if main() else 0)
