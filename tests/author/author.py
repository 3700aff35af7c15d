#!/usr/bin/env python3
"""Begins a course as its author does, and follows it while it is edited: avowctl course new, check, check --watch.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

findings = []


def expect(condition, what):
    if not condition:
        findings.append(what)


def avowctl(*words, language="C.UTF-8"):
    return subprocess.run(["avowctl", "course", *map(str, words)], capture_output=True, text=True, env={**os.environ, "LANGUAGE": "", "LC_ALL": language})


def check_new(folder, schema):
    for number, options in enumerate([[], ["--language", "de", "--title", "Größe & Maß", "--id", "groesse", "--owner", "<wir>"], ["--language", "fr-CA"]]):
        course = folder / f"Übung {number}"
        done = avowctl("new", course, *options)
        expect(done.returncode == 0 and str(course) in done.stdout, f"new {options}: {done.returncode}: {done.stderr}")
        done = avowctl("check", course)
        expect(done.returncode == 0 and done.stdout + done.stderr == "", f"check of a new course {options}: {done.returncode}: {done.stdout}")
        done = subprocess.run(["xmllint", "--noout", "--relaxng", schema, course / "course.xml"], capture_output=True, text=True)
        expect(done.returncode == 0, f"the grammar refuses a new course {options}: {done.stderr}")
        expect((course / "course.xml").read_text(encoding="utf-8").count("<!--") > 8, "it has no comments")
    text = (folder / "Übung 1" / "course.xml").read_text(encoding="utf-8")
    expect('id="groesse"' in text and 'title="Größe &amp; Maß"' in text and 'owner="&lt;wir&gt;"' in text, "what was asked for is not in it")
    expect("Ein Modul" in text, "it is not in German")
    expect('id="ubung-0"' in (folder / "Übung 0" / "course.xml").read_text(encoding="utf-8"), "its id is not that of the folder")


def check_refusals(folder):
    course = folder / "Übung 0" / "course.xml"
    before = course.read_bytes()
    expect(avowctl("new", course.parent).returncode == 2 and course.read_bytes() == before, "a course was written over")
    for options in (["--id", "two words"], ["--language", "no language"]):
        done = avowctl("new", folder / "refused", *options)
        expect(done.returncode == 2 and "No course was written" in done.stderr, f"{options}: {done.returncode}: {done.stderr}")
        expect(not (folder / "refused").exists(), f"{options}: something was written")


def check_review(folder):
    """A warning, not an error; and on the day itself a year later, not yet."""
    course = folder / "Übung 0" / "course.xml"
    text = course.read_text(encoding="utf-8")
    today = datetime.date.today()
    year_ago = today.replace(year=today.year - 1, day=min(today.day, 28))
    for date, warned in ((year_ago - datetime.timedelta(days=30), True), (year_ago + datetime.timedelta(days=40), False)):
        course.write_text(text.replace(f'reviewed="{today}"', f'reviewed="{date}"'), encoding="utf-8")
        done = avowctl("check", course)
        expect(done.returncode == 0, f"reviewed on {date}: exit code {done.returncode}")
        expect((f"{course}:" in done.stdout and "more than a year ago" in done.stdout) == warned, f"reviewed on {date}: “{done.stdout}”")
    course.write_text(text, encoding="utf-8")


class Watch:
    def __init__(self, path):
        self.process = subprocess.Popen(["avowctl", "course", "check", "--watch", str(path)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        bufsize=1)

    def read_state(self):
        """Lines up to the one that sums up."""
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if line.rstrip().endswith(("found.", "warning", "warnings")) and "course.xml:" not in line:
                return lines
        return lines

    def end(self, number):
        self.process.send_signal(number)
        rest = self.process.stdout.read()
        return self.process.wait(), rest


def save_in_place(path, text):
    path.write_text(text, encoding="utf-8")


def save_by_rename(path, text):
    """As GNOME's editor, and vim with backups, do it."""
    backup = path.with_name(path.name + "~")
    other = path.with_name(".goutputstream-ABC123")
    other.write_text(text, encoding="utf-8")
    backup.write_bytes(path.read_bytes())
    os.replace(other, path)


def check_watch(folder):
    path = folder / "Übung 0" / "course.xml"
    good = path.read_text(encoding="utf-8")
    bad = good.replace('to="fc-rung"', 'to="nowhere"')
    watch = Watch(path.parent)
    state = watch.read_state()
    expect(len(state) == 1 and state[0].endswith("No mistakes found."), f"at first: {state}")
    for save in (save_in_place, save_by_rename):
        save(path, bad)
        state = watch.read_state()
        expect(len(state) >= 2 and f"{path}:" in state[0] and "nowhere" in state[0] and "error" in state[-1], f"{save.__name__}, broken: {state}")
        save(path, good)
        state = watch.read_state()
        expect(len(state) == 1 and state[0].endswith("No mistakes found."), f"{save.__name__}, mended: {state}")
    # a picture that goes, in a folder below
    picture = path.parent / "pictures" / "ring-back.svg"
    aside = folder / "aside.svg"
    os.replace(picture, aside)
    expect("ring-back.svg" in watch.read_state()[0], "a picture went unseen")
    os.replace(aside, picture)
    watch.read_state()
    # what an editor leaves behind says nothing: the next line is about the save after it
    (path.parent / ".course.xml.swp").write_text("x")
    (path.parent / "course.xml~").write_text("x")
    save_in_place(path, bad)
    expect("nowhere" in watch.read_state()[0], "an editor's own files were taken for a save")
    code, rest = watch.end(signal.SIGINT)
    expect(code == 1 and rest == "", f"Ctrl+C, broken: {code}, “{rest}”")
    save_in_place(path, good)
    watch = Watch(path)
    watch.read_state()
    code, rest = watch.end(signal.SIGINT)
    expect(code == 0 and rest == "", f"Ctrl+C: {code}, “{rest}”")


with tempfile.TemporaryDirectory() as name:
    check_new(pathlib.Path(name), sys.argv[1])
    check_refusals(pathlib.Path(name))
    check_review(pathlib.Path(name))
    check_watch(pathlib.Path(name))
print("\n".join(findings))
sys.exit(1 if findings else 0)
