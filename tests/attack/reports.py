#!/usr/bin/env python3
"""What people enter reaches reports as text: no formula is live, nothing hidden turns a name around.

Goes through avowctl, as whoever keeps the roster does. LibreOffice reads the reports, too. Prints TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import io
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

PASSPHRASE = "correct horse battery staple\n"
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "=HYPERLINK(\"http://x.example\",\"a\")",
            "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "=DDE(\"a\";\"b\";\"c\")",
            "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "=1+1\",\"=2+2", "\"=1+1", "'=1+1", "=WEBSERVICE(\"http://x.example\")"]
STAFF_NUMBERS = ["-1-1", "-1", ".1", "-", "-A1", "1e3", "-e-"]
LIVE = "=+-@\t\r\n＝＋－＠"
HIDDEN = [0x00AD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061,
          0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A, 0xFEFF, 0xFFF9, 0x3164, 0xFFA0, 0x115F, 0x2800, 0xE0001, 0xE0041,
          0x01, 0x08, 0x1B, 0x7F, 0x86, 0x9B]
SPELLING = ["علی‌رضا", "ශ්‍රී", "Zoë Ångström", "O’Neil-Smith", "名前 太郎", "Ünal İpek", "יוסף", "محمد"]
LONG = "W" * 10000

count = failed = 0


def check(name, good, told=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)
    if not good:
        print("# " + str(told).replace("\n", "\n# "))


def avowctl(store, *words, typed=""):
    return subprocess.run(["avowctl", "--data", str(store), *words], input=typed, capture_output=True, text=True)


def count_leaves(store):
    with sqlite3.connect(f"file:{store}/avow.db?mode=ro", uri=True) as database:
        return database.execute("SELECT count(*) FROM leaf").fetchone()[0]


class Roster:
    def __init__(self, store):
        self.store = store
        self.next = 100

    def add(self, **fields):
        self.next += 1
        entry = {"staff-number": f"N{self.next}", "name": "Kim Lee", "team": "Sales", **fields}
        # in one word, for the value may begin with a dash
        return avowctl(self.store, "person", "add", *[f"--{name}={value}" for name, value in entry.items()])

    def refuses(self, **fields):
        before = count_leaves(self.store)
        done = self.add(**fields)
        return done.returncode == 2 and done.stderr.startswith("avowctl: ") and count_leaves(self.store) == before


def read_csv(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def is_number(cell):
    return re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", cell) is not None


def count_live(rows):
    return sum(cell != "" and cell[0] in LIVE and not is_number(cell) for row in rows for cell in row)


def unguard(rows):
    """What a writer without the guard would have written."""
    return [[cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in LIVE else cell for cell in row] for row in rows]


def write_csv(path, rows):
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)


def count_office_formulas(folder, path):
    # 44,34,76: comma, quote, UTF-8; the last ones: cells that look like numbers are read as such, formulas are read
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "fods",
                    "--infilter=CSV:44,34,76,1,,0,false,true", "--outdir", str(folder / "office-out"), str(path)],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return (folder / "office-out" / (path.stem + ".fods")).read_text(encoding="utf-8").count("table:formula=")


def try_formulas(folder, roster):
    taken = refused = 0
    for formula in FORMULAS:
        for field in ["name", "team", "email"]:
            value = f"{formula}@x.example" if field == "email" else formula
            done = roster.add(**{field: value})
            taken += done.returncode == 0
            refused += done.returncode != 0
            check(f"{field} {formula!r}", done.returncode == 0 or (done.returncode == 2 and done.stderr.startswith("avowctl: ")), done)
    for number in STAFF_NUMBERS:
        done = roster.add(**{"staff-number": number})
        taken += done.returncode == 0
        check(f"staff-number {number!r}", done.returncode in (0, 2), done)

    reports = {}
    for kind in ["completion", "attestation"]:
        path = folder / f"{kind}.csv"
        done = avowctl(roster.store, "report", kind, "--format", "csv", "-o", str(path))
        check(f"{kind} is exported", done.returncode == 0, done)
        reports[kind] = read_csv(path)
        check(f"{kind} has everybody", len(reports[kind]) > taken, len(reports[kind]))
        check(f"{kind}: no cell is a formula", count_live(reports[kind]) == 0, [c for r in reports[kind] for c in r if c and c[0] in LIVE])
        check(f"{kind}: a line has as many cells as the heading", len({len(row) for row in reports[kind]}) == 1)
    live = sum(count_live(unguard(rows)) for rows in reports.values())
    check("control: without the guard they are", live >= 2 * len(FORMULAS), live)
    print(f"# formulas: {3 * len(FORMULAS) + len(STAFF_NUMBERS)} entered, {refused} refused at the roster; "
          f"live cells in 2 reports: 0; control, without the guard: {live}")
    found = sum(count_office_formulas(folder, folder / f"{kind}.csv") for kind in reports)
    check("LibreOffice finds no formula", found == 0, found)
    for kind, rows in reports.items():
        write_csv(folder / f"control-{kind}.csv", unguard(rows))
    control = sum(count_office_formulas(folder, folder / f"control-{kind}.csv") for kind in reports)
    check("control: without the guard it does", control > len(FORMULAS), control)
    print(f"# LibreOffice: formulas in 2 reports: {found}; control, without the guard: {control}")


def try_hidden(roster):
    cases = 0
    for code in HIDDEN:
        for field in ["name", "team", "staff-number"]:
            cases += 1
            check(f"U+{code:04X} in a {field} is refused", roster.refuses(**{field: f"Ad{chr(code)}a"}))
    for name in SPELLING:
        done = roster.add(name=name)
        check(f"a name that is only spelled: {name}", done.returncode == 0, done)
    check("control: the same without what is hidden is taken", roster.add(name="Ada", team="Ada").returncode == 0)
    print(f"# characters that nobody sees: {cases} tried, {cases} refused, nothing recorded; control, {len(SPELLING) + 1} names that are only spelled: taken")


def try_long(folder, roster):
    for field in ["name", "team", "staff-number", "email"]:
        value = f"{LONG}@x.example" if field == "email" else LONG
        check(f"a {field} of 10,000 characters is refused", roster.refuses(**{field: value}))
    for name in [LONG, "Ada\u202e", "\u200b", "\x01", "\t", " "]:
        store = folder / "refused"
        done = avowctl(store, "init", f"--organisation={name}", "--officer=Ada", "--team=Compliance", typed=PASSPHRASE)
        check(f"an organisation called {name[:8]!r} is refused", done.returncode == 2 and not store.exists(), done)
        done = avowctl(store, "init", "--organisation=Harbour", f"--officer={name}", "--team=Compliance", typed=PASSPHRASE)
        check(f"an officer called {name[:8]!r} is refused", done.returncode == 2 and not store.exists(), done)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = folder / "store"
        done = avowctl(folder / "own", "init", "--organisation==1+1", "--officer=@SUM(1)", "--staff-number=1", "--team=-1+1", typed=PASSPHRASE)
        check("an organisation, an officer and a team that read as formulas", done.returncode == 0, done)
        done = avowctl(folder / "own", "report", "completion", "--format", "csv", "-o", str(folder / "own.csv"))
        check("are text in their report", count_live(read_csv(folder / "own.csv")) == 0 and count_live(unguard(read_csv(folder / "own.csv"))) > 1)
        subprocess.run(["avowctl", "sample", str(store)], check=True, stdout=subprocess.DEVNULL)
        roster = Roster(store)
        try_formulas(folder, roster)
        try_hidden(roster)
        try_long(folder, roster)
        check("all that was kept is sound", avowctl(store, "verify").returncode == 0)
    print(f"1..{count}")
    return min(failed, 1)


sys.exit(main())
