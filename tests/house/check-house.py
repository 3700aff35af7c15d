#!/usr/bin/env python3
"""Holds the house to its plan: which room includes which, how long files are, whose licence they bear.

    check-house.py ROOT            says what is wrong, one line a finding; exit 1 if there is any
    check-house.py ROOT --rooms    lists the rooms as they stand: files with their length, what each includes
    check-house.py ROOT --control  plants one of each wrong thing in a copy, and fails unless each is found

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import shutil
import sys
import tempfile

# The floors, from the ground. A room includes its own files and rooms on lower floors, nothing else.
FLOORS = [["course", "sign"], ["record"], ["people"], ["learn"], ["report", "exchange"], ["paper"], ["author"], ["cli", "ui"]]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
GTK = re.compile(r"#include <(gtk|gdk|adwaita)")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
LONGEST = 1000
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def sources(root):
    app = root / "app"
    return sorted(path for path in app.rglob("*") if path.suffix in (".c", ".h"))


def room_of(root, path):
    parts = path.relative_to(root / "app").parts
    return parts[0] if len(parts) > 1 else None


def target_room(root, path, include):
    """The room that an include leads to; None for the mains' own level."""
    if "/" not in include:
        return room_of(root, path)
    return include.split("/")[0]


def check(root):
    findings = []
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root)
        room = room_of(root, path)
        if room is not None and room not in LEVEL:
            findings.append(f"{name}: the folder is no room of the plan")
            continue
        for match in INCLUDE.finditer(text):
            include = match.group(1)
            line = text.count("\n", 0, match.start()) + 1
            if ".." in include.split("/"):
                findings.append(f"{name}:{line}: {include} leaves its room by '..'; name it from app/")
                continue
            target = target_room(root, path, include)
            if room is None or target == room or (target not in LEVEL and "/" not in include):
                continue
            if target not in LEVEL:
                findings.append(f"{name}:{line}: {include} is in no room")
            elif LEVEL[target] >= LEVEL[room]:
                way = "up" if LEVEL[target] > LEVEL[room] else "sideways"
                findings.append(f"{name}:{line}: {room} includes {way} to {target} ({include})")
        if room != "ui" and path.name != "avow.c" and GTK.search(text):
            findings.append(f"{name}: includes GTK outside ui")
    everywhere = sources(root) + sorted(p for p in (root / "tests").rglob("*") if p.suffix in (".c", ".h", ".py"))
    for path in everywhere:
        text = path.read_text(encoding="utf-8")
        if LICENCE not in text[:2000]:
            findings.append(f"{path.relative_to(root)}: lacks '{LICENCE}'")
        if text.count("\n") > LONGEST:
            findings.append(f"{path.relative_to(root)}: {text.count(chr(10))} lines; split it, it has two subjects")
    return findings


def show_rooms(root):
    for floor in FLOORS:
        for room in floor:
            files = [p for p in sources(root) if room_of(root, p) == room]
            if not files:
                continue
            lengths = {p.name: p.read_text(encoding="utf-8").count("\n") for p in files}
            includes = set()
            for path in files:
                for include in INCLUDE.findall(path.read_text(encoding="utf-8")):
                    target = target_room(root, path, include)
                    if target in LEVEL and target != room:
                        includes.add(target)
            below = ", ".join(sorted(includes, key=lambda r: (LEVEL[r], r))) or "nothing"
            print(f"{room}: {len(files)} files, {sum(lengths.values())} lines; includes {below}")
            for name, lines in lengths.items():
                print(f"  {lines:5d} {name}")


def control(root):
    """Each planted fault must be found, or the check proves nothing."""
    plants = {
        "includes up to learn": ("app/record/avow-planted.h", f'/* {LICENCE} */\n#include "learn/avow-session.h"\n'),
        "includes sideways to sign": ("app/course/avow-planted.h", f'/* {LICENCE} */\n#include "sign/avow-key.h"\n'),
        "leaves its room": ("app/people/avow-planted.h", f'/* {LICENCE} */\n#include "../learn/avow-session.h"\n'),
        "is no room of the plan": ("app/util/avow-planted.h", f"/* {LICENCE} */\n"),
        "includes GTK outside ui": ("app/learn/avow-planted.h", f"/* {LICENCE} */\n#include <gtk/gtk.h>\n"),
        "lacks 'SPDX": ("app/sign/avow-planted.h", "/* nobody's */\n"),
        "split it": ("app/sign/avow-planted.c", f"/* {LICENCE} */\n" + "\n" * (LONGEST + 1)),
    }
    failures = 0
    for expected, (name, text) in plants.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder)
            for part in ("app", "tests"):
                shutil.copytree(root / part, copy / part)
            planted = copy / name
            planted.parent.mkdir(parents=True, exist_ok=True)
            planted.write_text(text, encoding="utf-8")
            if not any(name in finding and expected in finding for finding in check(copy)):
                print(f"not found: {name}, which {expected}")
                failures += 1
    return failures


def main():
    root = pathlib.Path(sys.argv[1])
    mode = sys.argv[2] if len(sys.argv) > 2 else None
    if mode == "--rooms":
        show_rooms(root)
        return 0
    if mode == "--control":
        return 1 if control(root) else 0
    findings = check(root)
    print("\n".join(findings))
    return 1 if findings else 0


sys.exit(main())
