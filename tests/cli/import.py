#!/usr/bin/env python3
"""Takes questions in and writes them out by avowctl: what it says, how it ends, and that no folder is ever half there.

    import.py FILE     FILE is tests/data/import/questions.gift

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import subprocess
import sys
import tempfile

checks = 0


def check(well, what):
    global checks
    checks += 1
    print(f"{'ok' if well else 'not ok'} {checks} {what}")


def run(*words, **more):
    done = subprocess.run(["avowctl", "course", *map(str, words)], capture_output=True, text=True, stdin=subprocess.DEVNULL, **more)
    assert done.returncode in (0, 1, 2), done
    return done


def main(sample):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        good, bad = folder / "good.gift", folder / "bad.gift"
        good.write_text("::One::Is it so?{=Yes#Why. ~No}\n\n::Two::And so?{T}\n", encoding="utf-8")
        bad.write_text("::Essay::Write about it.{}\n", encoding="utf-8")

        done = run("import", good, "-o", folder / "all", "--owner", "Privacy Team", "--title", "A & B", "--language", "de-AT")
        xml = (folder / "all" / "course.xml").read_text(encoding="utf-8")
        check(done.returncode == 0 and "2 taken, 0 refused" in done.stdout, "all taken ends with 0")
        check('title="A &amp; B"' in xml and 'xml:lang="de-AT"' in xml and 'owner="Privacy Team"' in xml, "what was named stands in the course")
        check(run("check", folder / "all").returncode == 0, "what was made is sound")

        done = run("import", sample, good, "-o", folder / "some")
        check(done.returncode == 1 and f"{sample}:56:1: error: “Essay”" in done.stdout, "some refused ends with 1, and each is named")
        check(run("check", folder / "some").returncode == 0, "what was made of it is sound")

        done = run("import", bad, "-o", folder / "none")
        check(done.returncode == 2 and not (folder / "none").exists(), "nothing taken ends with 2, and makes no folder")
        done = run("import", folder / "missing", folder, good, "-o", folder / "less")
        check(done.returncode == 1 and "missing:1:1: error" in done.stdout, "a file that is not there is refused, and the others are taken")

        before = xml
        done = run("import", bad, good, "-o", folder / "all")
        check(done.returncode == 2 and (folder / "all" / "course.xml").read_text(encoding="utf-8") == before, "a folder with something in it stays as it is")
        (folder / "empty").mkdir()
        check(run("import", good, "-o", folder / "empty").returncode == 0, "an empty folder is taken")
        done = run("import", good, "-o", good / "within")
        check(done.returncode == 2, "a folder that can't be is told of")
        check(not [p for p in folder.rglob("*") if p.name.startswith(".")], "nothing is left behind")

        again = run("import", good, "-o", folder / "again", "--owner", "Privacy Team", "--title", "A & B", "--language", "de-AT")
        check(again.returncode == 0 and (folder / "again" / "course.xml").read_text(encoding="utf-8") == before, "the same again gives the same")

        for format in ("moodle", "qti3"):
            out = folder / f"out.{format}"
            done = run("export", folder / "all", "--pool", "pool-good", "--format", format, "-o", out)
            back = run("import", out, "-o", folder / f"back-{format}")
            check(done.returncode == 0 and back.returncode == 0 and "2 taken" in back.stdout, f"goes out as {format}, and comes back")
        done = run("export", folder / "all", "--pool", "none", "--format", "moodle", "-o", folder / "no")
        check(done.returncode == 2 and "pool-good" in done.stderr and not (folder / "no").exists(), "a pool that is not there: those that are, are named")
        done = run("import", good, "-o", folder / "x", "--format", "word")
        check(done.returncode == 2 and done.stderr.startswith("avowctl: "), "a format that is none is told of")

        # the control: a folder that can't be written to the end is not there afterwards
        if os.getuid() != 0:
            (folder / "closed").mkdir(mode=0o500)
            check(run("import", good, "-o", folder / "closed" / "x").returncode == 2, "where nothing can be written, nothing is")
    print(f"1..{checks}")


main(sys.argv[1])
