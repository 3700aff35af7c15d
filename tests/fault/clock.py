#!/usr/bin/env python3
"""avowctl under a clock that jumps: order is kept, the jump is told of, what is asked for is due when it should be.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import datetime
import os
import sqlite3
import subprocess
import sys
import tempfile

# What the clock says in turn; None: the truth.
CLOCKS = [None, "1 year ago", "10 years", "1970-01-02 00:00:00", "2040-06-01 12:00:00", None]


def avowctl(store, *words, clock=None):
    fake = ["faketime", clock] if clock else []
    while True:
        done = subprocess.run([*fake, "avowctl", "--data", store, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # a faketime of the same process number that was killed once leaves its semaphore, and the next one gives up
        if not done.stderr.startswith("faketime: sem_open"):
            return done


def check(name, good, told=""):
    print(f"{'ok' if good else 'not ok'} - {name}", flush=True)
    if not good and told:
        print(f"# {told!r}")
    return 0 if good else 1


def is_date(text):
    try:
        return datetime.date.fromisoformat(text) is not None
    except ValueError:
        return False


def main():
    faults = 0
    print("1..8")
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "store")
        subprocess.run(["avowctl", "sample", store], check=True, stdout=subprocess.DEVNULL)
        database = sqlite3.connect(os.path.join(store, "avow.db"))
        before = database.execute("SELECT max(position) FROM leaf").fetchone()[0]
        added = []
        for number, clock in enumerate(CLOCKS):
            added.append(avowctl(store, "--as", "1001", "person", "add", "--staff-number", f"C{number}", "--name", f"Clock {number}",
                                 "--team", "Field", clock=clock))
        faults += check("people are added, whatever the clock says", all(done.returncode == 0 for done in added), [d.stderr for d in added])

        order = [row[0] for row in database.execute("SELECT staff_number FROM event_person WHERE position > ? ORDER BY position", (before,))]
        by_time = [row[0] for row in database.execute("SELECT staff_number FROM event_person WHERE position > ? ORDER BY time", (before,))]
        print(f"# {len(CLOCKS)} clocks; by the ledger {order}; control: by time {by_time}")
        faults += check("the ledger has them in the order in which they came", order == [f"C{i}" for i in range(len(CLOCKS))], order)
        faults += check("the control, an order by time, does not", by_time != order, by_time)

        verdict = avowctl(store, "verify")
        setbacks = verdict.stdout.count("the clock had been set back")
        print(f"# verify: exit {verdict.returncode}, told of {setbacks} clocks that were set back")
        faults += check("the store is sound", verdict.returncode == 0, verdict.stdout)
        # from the truth to last year, from ten years on to 1970, from 2040 to the truth
        faults += check("each clock that was set back is told of", setbacks == 3, verdict.stdout)

        due = database.execute("SELECT due, assigned FROM state_duty JOIN state_person USING (subject) WHERE staff_number LIKE 'C%'").fetchall()
        faults += check("all that is asked of them is due on a day, and not before it is asked",
                        len(due) > 0 and all(is_date(a) and is_date(b) and a >= b for a, b in due), due)

        rows = {}
        for day in ["1971-01-01", "today", "2037-01-01"]:
            file = os.path.join(folder, f"{day}.csv")
            words = [] if day == "today" else ["--as-of", day]
            avowctl(store, "report", "completion", "--format", "csv", *words, "-o", file)
            with open(file, encoding="utf-8-sig", newline="") as lines:
                rows[day] = {row[0] for row in list(csv.reader(lines))[1:]}
        today = {number for number in rows["today"] if number.startswith("C")}
        faults += check("a report of now has everybody, whatever their record is dated", len(today) == len(CLOCKS), sorted(rows["today"]))
        faults += check("one as of a day has who is dated up to it", "C4" not in rows["2037-01-01"] and "C2" in rows["2037-01-01"]
                        and not rows["1971-01-01"] - {"C3"}, {day: sorted(numbers) for day, numbers in rows.items()})
    return faults


sys.exit(1 if main() else 0)
