#!/usr/bin/env python3
"""Zips that mean ill, as hand-overs and as invitations: each is refused with a reason, and nothing is written.

Control: what they do to who unpacks them without a look.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import io
import os
import pathlib
import stat
import subprocess
import sys
import tempfile
import warnings
import zipfile

OFFICER = "one two three four five six"
ZEROS = 100 * 1024 * 1024
faults = 0
count = 0


def avowctl(*words, typed=()):
    return subprocess.run(["avowctl", *words], input="".join(line + "\n" for line in typed), capture_output=True, text=True)


def check(name, good, said=""):
    global faults, count
    count += 1
    faults += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)
    if said:
        print("".join(f"#   {line[:200]}\n" for line in said.strip().splitlines()), end="")


def entry(name, mode=stat.S_IFREG | 0o600):
    info = zipfile.ZipInfo("x" * len(name))
    info.filename = name
    info.create_system = 3
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def with_entries(good, *entries):
    """The good file, and more in it."""
    out = io.BytesIO(good)
    warnings.simplefilter("ignore")  # that a name stands in it twice is meant
    with zipfile.ZipFile(out, "a") as file:
        for info, data in entries:
            file.writestr(info, data)
    return out.getvalue()


def bomb(size):
    block = bytes(1024 * 1024)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        with file.open("ledgers/zeros", "w") as target:
            for _ in range(size // len(block)):
                target.write(block)
    return out.getvalue()


def many(number):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for i in range(number):
            file.writestr(zipfile.ZipInfo(f"ledgers/{i}"), b"")
    return out.getvalue()


def lie_about_size(good):
    """The central directory promises four bytes of its first entry."""
    data = bytearray(good)
    place = data.index(b"PK\x01\x02")
    data[place + 24:place + 28] = (4).to_bytes(4, "little")
    return bytes(data)


def cases(good):
    outside = "../../outside"
    yield "100 MB of zeros", bomb(ZEROS)
    yield "600 MB of zeros", bomb(6 * ZEROS)
    yield "65,536 entries", many(65536)
    yield "an entry that leads up", with_entries(good, (entry(outside), b"x"))
    yield "an entry from the root", with_entries(good, (entry("/tmp/outside"), b"x"))
    yield "an entry with a detour", with_entries(good, (entry("ledgers/../../outside"), b"x"))
    yield "an entry for another system", with_entries(good, (entry("..\\outside"), b"x"))
    yield "an entry with a drive", with_entries(good, (entry("C:outside"), b"x"))
    yield "an entry with a line break", with_entries(good, (entry("led\ngers"), b"x"))
    yield "a name that is too long", with_entries(good, (entry("x" * 5000), b"x"))
    yield "a symbolic link", with_entries(good, (entry("ledgers/link", stat.S_IFLNK | 0o777), b"/etc/passwd"))
    yield "a device", with_entries(good, (entry("ledgers/device", stat.S_IFCHR | 0o600), b""))
    yield "a folder", with_entries(good, (entry("ledgers/folder/", stat.S_IFDIR | 0o700), b""))
    yield "another entry", with_entries(good, (entry("ledgers/more"), b"x"))
    with zipfile.ZipFile(io.BytesIO(good)) as file:
        name = file.namelist()[0]
    yield "an entry twice", with_entries(good, (entry(name), b"x"))
    yield "a size that is not so", lie_about_size(good)
    yield "nothing", b""
    yield "no zip", b"PK\x03\x04" + bytes(100)
    yield "an empty zip", b"PK\x05\x06" + bytes(18)


def state(folder):
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(pathlib.Path(folder).rglob("*"))
            if path.is_file()}


def unpack_blindly(data, folder):
    """What a reader does that asks nothing: whether it writes outside of its folder, or more than ten times the file."""
    written = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for info in file.infolist():
                written += info.file_size
                path = os.path.normpath(os.path.join(folder, info.filename))
                if not path.startswith(folder) or stat.S_ISLNK(info.external_attr >> 16):
                    return True
    except (zipfile.BadZipFile, ValueError):
        return False
    return written > max(10 * len(data), 10 * 1024 * 1024) or len(file.infolist()) > 20000


def try_all(what, good, path, accept, *folders):
    tried = refused = harmed = 0
    for name, data in cases(good):
        path.write_bytes(data)
        before = [state(folder) for folder in folders]
        done = accept(path)
        said = done.stdout + done.stderr
        good_answer = done.returncode in (1, 2) and said.strip() != "" and "Traceback" not in said
        held = good_answer and before == [state(folder) for folder in folders]
        check(f"{what}: {name}", held, said)
        tried += 1
        refused += held
        harmed += unpack_blindly(data, "/nowhere/at/all")
    print(f"# {what}: {tried} tried, {refused} refused, nothing written; control: a reader that asks nothing is harmed by {harmed}")
    check(f"{what}: the control is harmed", harmed > 5)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        desk, home, outside = folder / "desk", folder / "home", folder / "in"
        outside.mkdir()
        avowctl("--data", str(desk), "init", "--organisation", "Hill and Vale", "--officer", "Dalia Cohen", "--staff-number", "1",
                "--team", "Compliance", typed=[OFFICER])
        avowctl("--data", str(desk), "person", "add", "--staff-number", "7", "--name", "Nadia Berg", "--team", "Service")
        said = avowctl("--data", str(desk), "invite", "7", "-o", str(folder / "good.invitation"), typed=[OFFICER]).stdout
        code = said.split("Code: ")[1].split()[0]
        enrol = ["kettle garden silver dozen"]
        done = avowctl("--data", str(home), "enrol", str(folder / "good.invitation"), typed=[code, *enrol])
        check("control: the invitation as it was is accepted", done.returncode == 0)
        avowctl("--data", str(home), "hand-over", "-o", str(folder / "good"))
        hand_over = (folder / "good").read_bytes()
        try_all("hand-over", hand_over, outside / "file", lambda path: avowctl("--data", str(desk), "take-in", str(path)), desk)
        done = avowctl("--data", str(desk), "take-in", str(folder / "good"))
        check("control: the hand-over as it was is taken in", done.returncode == 0)
        nobody = folder / "nobody"
        nobody.mkdir()
        try_all("invitation", (folder / "good.invitation").read_bytes(), outside / "file",
                lambda path: avowctl("--data", str(nobody / "store"), "enrol", str(path), typed=[code, *enrol]), nobody)
    print(f"1..{count}")
    return 1 if faults else 0


sys.exit(main())
