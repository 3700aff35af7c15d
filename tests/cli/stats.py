#!/usr/bin/env python3
"""How a course's questions are answered, as an officer is told on the command line, beside the same worked out from the records
here. Prints TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import xml.etree.ElementTree as ET
import zlib

PASSPHRASE = "welcome to the sample\n"
COURSE = "maintaining-customer-privacy"
C = "{urn:avow:course:1}"
R = "{urn:avow:record:1}"
cases = failures = 0


def check(name, passed, told=""):
    global cases, failures
    cases += 1
    failures += not passed
    print(f"{'ok' if passed else 'not ok'} {cases} - {name}", flush=True)
    if not passed:
        print("\n".join("# " + line for line in str(told).splitlines()[:40]))


def avowctl(store, *words, typed=PASSPHRASE):
    return subprocess.run(["avowctl", "--data", str(store), "--as", "1001", *words], capture_output=True, text=True, input=typed)


def ask(store, sql):
    with sqlite3.connect(f"file:{store}/avow.db?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def read_attempts(store):
    """The first of each person, in the order handed in: question, options, confidence."""
    seen, attempts = set(), []
    for subject, codec, data in ask(store, "SELECT a.subject, codec, bytes FROM event_attempt a JOIN payload USING (position) "
                                           f"WHERE a.item = '{COURSE}' ORDER BY position"):
        if subject in seen:
            continue
        seen.add(subject)
        try:
            text = zlib.decompress(data) if codec else data
        except zlib.error:
            text = zlib.decompress(data, -15)
        attempts.append([(r.findtext(R + "question"), sorted(o.text for o in r.iterfind(f"{R}options/{R}option")), r.findtext(R + "confidence"))
                         for r in ET.fromstring(text).iterfind(f"{R}responses/{R}response")])
    return attempts


def work_out(course, attempts):
    """By question: people, share right (where options are chosen), share of each option; by module: people, and the share that was sure."""
    root = ET.parse(course).getroot()
    right, modules = {}, {}
    for draw in root.iter(C + "draw"):
        pool = next(p for p in root.iter(C + "pool") if p.get("id") == draw.get("pool"))
        for question in pool:
            modules[question.get("id")] = draw.get("module")
            if question.tag == C + "question":
                right[question.get("id")] = sorted(o.get("id") for o in question.iter(C + "option") if o.get("correct") == "yes")
    given = {}
    said = {}
    for attempt in attempts:
        own = {}
        for question, options, confidence in attempt:
            given.setdefault(question, []).append(options)
            if confidence:
                own.setdefault(modules[question], []).append(confidence)
        for module, answers in own.items():
            said.setdefault(module, []).append(answers)
    items = {}
    for question, answers in given.items():
        counted = answers[:len(answers) - len(answers) % 5]
        if counted:
            items[question] = (len(counted), sum(a == right[question] for a in counted) / len(counted) if question in right else None,
                               lambda option, counted=counted: sum(option in a for a in counted) / len(counted))
    groups = {}
    for module, people in said.items():
        counted = people[:len(people) - len(people) % 5]
        answers = [a for person in counted for a in person]
        if counted:
            groups[module] = len(counted), answers.count("sure") / len(answers)
    return items, groups


def make_courses(folder):
    """As they are shipped, but that people are asked how sure they are."""
    courses = folder / "courses"
    shutil.copytree(os.environ["AVOW_COURSES"], courses)
    course = courses / COURSE / "course.xml"
    text = course.read_text(encoding="utf-8")
    course.write_text(text.replace('<assessment id="final"', '<assessment id="final" confidence="yes"'), encoding="utf-8")
    return courses


def make_sample(folder, name, courses, people):
    store = folder / name
    subprocess.run(["avowctl", "sample", str(store), "--seed", "5", "--people", str(people)], check=True, stdout=subprocess.DEVNULL,
                   env=os.environ | {"AVOW_COURSES": str(courses)})
    return store


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def try_many(folder, courses):
    store = make_sample(folder, "many", courses, 90)
    items, groups = work_out(courses / COURSE / "course.xml", read_attempts(store))
    path = folder / "questions.csv"
    before = len(ask(store, "SELECT 1 FROM event_export"))
    done = avowctl(store, "course", "stats", COURSE, "-o", str(path))
    rows = read_csv(path)
    check("a file is written, and recorded as exported", done.returncode == 0 and len(ask(store, "SELECT 1 FROM event_export")) == before + 1, done)
    told = {row["question"]: row for row in rows}
    check("some questions are told of, and some had too few answers", 0 < len(items) < len(told), (len(items), len(told)))
    wrong = [row for row in rows if (row["question"] in items) != (row["people"] != "")]
    check("those that five or more have answered are told of, and no others", not wrong, wrong)
    wrong = [row for row in rows if row["question"] in items
             and (row["people"] != str(items[row["question"]][0])
                  or items[row["question"]][1] is not None and row["facility"] != f"{items[row['question']][1]:.2f}")]
    check("people and share of right answers are as worked out here", not wrong, wrong)
    wrong = [row for row in rows if row["option"] and row["chosen"] != f"{items[row['question']][2](row['option']):.2f}"]
    check("so is how many chose each answer", not wrong, wrong)
    check("of the others not even that is told", all(not row["option"] and not row["chosen"] and not row["discrimination"]
                                                     for row in rows if row["question"] not in items))
    check("people come in fives", all(int(row["people"] or 0) % 5 == 0 for row in rows))

    path = folder / "confidence.csv"
    avowctl(store, "course", "stats", COURSE, "--confidence", "-o", str(path))
    rows = read_csv(path)
    wrong = [row for row in rows if row["people"] != str(groups.get(row["module"], [""])[0])
             or row["people"] and (abs(float(row["sure_wrong"]) + float(row["sure_right"]) - groups[row["module"]][1]) > 0.011
                                   or abs(sum(float(row[name]) for name in list(row)[2:]) - 1) > 0.021)]
    check("how sure people were is as worked out here", groups and not wrong, (wrong, groups))
    numbers = [number for number, in ask(store, "SELECT staff_number FROM state_person")] + [name for name, in ask(store, "SELECT name FROM state_person")]
    both = (folder / "questions.csv").read_text() + path.read_text()
    check("nobody is named", not [number for number in numbers if f'"{number}"' in both])

    printed = avowctl(store, "course", "stats", COURSE)
    check("without a file it is printed", printed.returncode == 0 and "Discrimination" in printed.stdout and "under five" in printed.stdout, printed)
    check("a course that is not there is named", avowctl(store, "course", "stats", "nowhere").stderr.startswith("avowctl: There is no course “nowhere”"))
    check("so is an edition", "no edition “1999”" in avowctl(store, "course", "stats", COURSE, "--edition", "1999").stderr)
    check("all records are sound", avowctl(store, "verify").returncode == 0)


def try_few(folder, courses):
    """Of a small firm nothing is told that could be about one person."""
    store = make_sample(folder, "few", courses, 13)
    attempts = read_attempts(store)
    path = folder / "few.csv"
    avowctl(store, "course", "stats", COURSE, "-o", str(path))
    rows = read_csv(path)
    answered = {question for attempt in attempts for question, _, _ in attempt}
    check("control: some questions were answered there, by a few", 0 < len(answered) and len(attempts) < 13)
    check("and none is told of that fewer than five have answered",
          all(row["people"] == "" or sum(question == row["question"] for a in attempts for question, _, _ in a) >= 5 for row in rows))


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    courses = make_courses(folder)
    os.environ["AVOW_COURSES"] = str(courses)
    try_many(folder, courses)
    try_few(folder, courses)
print(f"1..{cases}")
raise SystemExit(min(failures, 1))
