#!/usr/bin/env python3
"""What a person keeps shows their declaration to anybody, and later shows that the ledger still holds it.

    evidence.py          a byte of every file
    evidence.py --every  every byte of every file but the document, and of that every 16th

The commands are those of the pack's own text, in a folder with the tools that it names. Prints TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import hashlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

# what the text asks for, and what a POSIX shell comes with
TOOLS = ["xmlsec1", "openssl", "sha256sum", "sh", "sed", "grep", "head", "tail", "cat", "cut", "tr", "wc"]
PASSPHRASE = "welcome to the sample\n"
HOW_TO = "HOW-TO-CHECK.txt"
SUMS = "SHA256SUMS"
# of these a part is left out where it would name somebody else, and there the text says so
YES = {"own": 17, "other": 15}

every = "--every" in sys.argv
count = failed = 0


def check(name, good, told=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)
    if not good:
        print("# " + str(told).replace("\n", "\n# "))


def avowctl(store, *words, typed="", language="en"):
    return subprocess.run(["avowctl", "--data", str(store), *map(str, words)], input=typed, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language})


def list_commands(text):
    return [line for line in text.decode().splitlines() if line.startswith("    ")]


def query(store, sql, *values):
    with sqlite3.connect(f"file:{store}/avow.db?mode=ro", uri=True) as database:
        return database.execute(sql, values).fetchall()


def unpack(path):
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def repack(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def get_place(name, data):
    """Of a note, a byte of what is signed; of a proof, one of a hash that is not its last, whose lowest bits say nothing."""
    return {"withdrawals.txt": 100, "checkpoint.txt": 10, "proof.txt": 10}.get(name, len(data) // 2)


def list_sums(files):
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files) if name != SUMS).encode()


class Auditor:
    """Somebody with a folder, a shell and three tools."""

    def __init__(self, folder):
        self.folder = folder / "auditor"
        self.tools = folder / "tools"
        self.tools.mkdir()
        for tool in TOOLS:
            (self.tools / tool).symlink_to(shutil.which(tool))

    def run(self, files, commands):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
        done = subprocess.run([str(self.tools / "sh"), "-c", commands], cwd=self.folder, env={"PATH": str(self.tools)},
                              stdin=subprocess.DEVNULL, capture_output=True)
        return done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")

    def follow(self, files, text):
        """Does what the text says; the lines that are set in are commands."""
        return self.run(files, "".join(line[4:] + "\n" for line in text.decode().splitlines() if line.startswith("    ")))


def says_yes(said, wanted):
    lines = said.split("\n")
    return lines.count("yes") == wanted and "NO" not in lines


def get_position(store, number, outcome="signed"):
    return query(store, "SELECT min(position) FROM event_declaration WHERE staff_number = ? AND outcome = ?", number, outcome)[0][0]


def try_packs(folder, sample, auditor):
    for name, number, outcome, wanted in [("own", "1001", "signed", "own"), ("somebody's", "1005", "signed", "other"),
                                          ("a refusal", "1005", "declined", "other")]:
        done = avowctl(sample, "evidence", get_position(sample, number, outcome), "-o", folder / "pack.zip")
        check(f"evidence: {name}", done.returncode == 0, done.stderr)
        files = unpack(folder / "pack.zip")
        said = auditor.follow(files, files[HOW_TO])
        check(f"evidence: {name}: its own commands say yes", says_yes(said, YES[wanted]), said)
        done = avowctl(sample, "evidence", get_position(sample, number, outcome), "-o", folder / "german.zip", language="de")
        german = unpack(folder / "german.zip")
        said = auditor.follow(german, german[HOW_TO])
        check(f"evidence: {name}: the German text’s commands say yes, too", says_yes(said, YES[wanted]), said)
        check(f"evidence: {name}: they are the same ones", german[HOW_TO] != files[HOW_TO] and "GEPRÜFT".encode() in german[HOW_TO]
              and list_commands(german[HOW_TO]) == list_commands(files[HOW_TO]), done.stderr)
    leaf = query(sample, "SELECT lower(hex(leaf)) FROM event_declaration WHERE staff_number = '1005' AND outcome = 'signed'")[0][0]
    for name in [leaf, leaf.upper(), f"avow:{leaf}"]:
        check(f"evidence: named {name[:10]}…", avowctl(sample, "evidence", name, "-o", folder / "pack.zip").returncode == 0)
    for name in ["0", "-1", "1", "999999", "99999999999999999999", leaf[:-1], "", "x"]:
        done = avowctl(sample, "evidence", "--", name, "-o", folder / "none.zip") if name.startswith("-") else \
            avowctl(sample, "evidence", name, "-o", folder / "none.zip")
        check(f"evidence: “{name[:10]}” is none", done.returncode == 2 and not (folder / "none.zip").exists(), done)


def try_help(folder, sample):
    """The commands of the page “Checking without Avow”, as both languages have them, on what avowctl exports."""
    pages = pathlib.Path(os.environ["AVOW_COURSES"]).parent / "data/help"
    tools = folder / "with-avow"
    tools.mkdir()
    (tools / "avowctl").write_text(f"#!/bin/sh\nexec {shutil.which('avowctl')} --data '{sample}' --as 1001 \"$@\"\n")
    (tools / "avowctl").chmod(0o755)
    texts = {language: (pages / place / "checking-without-avow.md").read_bytes() for language, place in [("English", "."), ("German", "de")]}
    check("help: both languages have the same commands", list_commands(texts["English"]) == list_commands(texts["German"]))
    for language, text in texts.items():
        place = folder / language
        place.mkdir()
        done = subprocess.run(["sh", "-e", "-c", "\n".join(line[4:] for line in list_commands(text))], cwd=place, input=PASSPHRASE,
                              env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}, capture_output=True, text=True)
        said = done.stdout + done.stderr
        wanted = ["OK\n", "(ok/all): 2/2", "1.pem: OK", "seal.pem: OK", "Signature Verified Successfully", '"#signed-properties"']
        missing = [word for word in wanted if word not in said]
        names = [line.split("/")[-1].split()[0] for line in done.stdout.splitlines() if re.fullmatch(r"(avow/)?[0-9a-f]{64}( .*)?", line)]
        check(f"help: {language}: its commands succeed", done.returncode == 0 and not missing and "NOT OK" not in said, (missing, said))
        check(f"help: {language}: the head is this ledger’s", len(names) > 1 and any(names.count(name) == 2 for name in names), names)


def try_changes(folder, sample, auditor):
    avowctl(sample, "evidence", get_position(sample, "1001"), "-o", folder / "pack.zip")
    files = unpack(folder / "pack.zip")
    tried = found = 0
    for name in sorted(files):
        length = len(files[name])
        places = range(0, length, 16 if name in ("declaration.xml", HOW_TO) else 1) if every else [length // 2]
        missed = []
        for at in places:
            tried += 1
            said = auditor.follow({**files, name: flip(files[name], at)}, files[HOW_TO])
            found += not says_yes(said, YES["own"])
            missed += [at] if says_yes(said, YES["own"]) else []
        check(f"changed: {name}", not missed, missed)
    print(f"# one byte changed: {tried} tried, {found} found by the text's commands")

    # whoever changes on purpose mends the list of digests too
    tried = found = alone = 0
    for name in sorted(set(files) - {SUMS, HOW_TO}):
        changed = {**files, name: flip(files[name], get_place(name, files[name]))}
        changed[SUMS] = list_sums(changed)
        said = auditor.follow(changed, files[HOW_TO])
        # of the root, it is the fingerprint that is compared, by people
        fingerprint = re.search("Fingerprint=.*", said)
        good = fingerprint is None or fingerprint[0] not in auditor.follow(files, files[HOW_TO]) or not says_yes(said, YES["own"])
        tried += 1
        found += good
        alone += "OK\n" not in auditor.run(changed, "xmlsec1 --verify --trusted-pem organisation.pem declaration.xml")
        check(f"changed, and its digest too: {name}", good, said)
    print(f"# one byte and its digest changed: {tried} tried, {found} found; control, xmlsec1 alone: {alone} found")
    check("changed: control: xmlsec1 alone does not find all", alone < tried)


def try_swaps(folder, sample, auditor):
    """Parts of another's evidence, which are sound in themselves."""
    avowctl(sample, "evidence", get_position(sample, "1001"), "-o", folder / "pack.zip")
    avowctl(sample, "evidence", get_position(sample, "1005"), "-o", folder / "other.zip")
    files, others = unpack(folder / "pack.zip"), unpack(folder / "other.zip")
    groups = [["declaration.xml"], ["declaration.xml", "signer.pem", "chain.pem"], ["signer.pem", "chain.pem"], ["leaf.bin"],
              ["leaf.bin", "salt.bin"], ["declaration.xml", "leaf.bin", "salt.bin"], ["leaf.bin", "salt.bin", "proof.txt", "checkpoint.txt"],
              ["withdrawals.txt"], ["proof.txt"], ["salt.bin"]]
    for group in groups:
        changed = {**files, **{name: others[name] for name in group}}
        changed[SUMS] = list_sums(changed)
        said = auditor.follow(changed, files[HOW_TO])
        check(f"another’s {', '.join(group)}", not says_yes(said, YES["own"]), said)
    print(f"# parts of another's evidence put in: {len(groups)} tried")


def get_names(data):
    """The bytes, and the strings in certificates."""
    text = data + b"\n"
    for block in re.findall(rb"-----BEGIN [^-]*-----([^-]*)-----END|<ds:X509Certificate>([^<]*)<", data):
        der = base64.b64decode((block[0] or block[1]).replace(b"\n", b""))
        # PrintableString and UTF8String, each with its length (X.690, 8.1)
        for at in range(len(der) - 1):
            if der[at] in (0x13, 0x0C):
                text += der[at + 2:at + 2 + der[at + 1]] + b"\n"
    return text


def find_others(files, people):
    found = set()
    for name, data in files.items():
        text = get_names(data)
        for number, person in people:
            if person.encode() in text:
                found.add((name, person))
            # in digests digits stand by chance
            if re.search(rb"(?<![0-9A-Za-z+/=])" + number.encode() + rb"(?![0-9A-Za-z+/=])", text):
                found.add((name, number))
    return found


def try_others(folder, sample):
    number = "1005"
    people = query(sample, "SELECT DISTINCT staff_number, name FROM event_person WHERE staff_number <> ?", number)
    contact = query(sample, "SELECT name FROM event_person WHERE staff_number = '1001'")[0][0]
    avowctl(sample, "evidence", get_position(sample, number), "-o", folder / "pack.zip")
    files = unpack(folder / "pack.zip")
    found = find_others(files, people)
    # the agreement itself says whom to tell
    check("evidence: shows nobody else but whom its text names", found == {("declaration.xml", contact)}, found)
    shutil.rmtree(folder / "all", ignore_errors=True)
    avowctl(sample, "export", "declarations", "-o", folder / "all")
    control = find_others({path.name: path.read_bytes() for path in (folder / "all").iterdir()}, people)
    check("evidence: control: others are found where everybody’s is exported", len(control) > 3 and ("seal.pem", "1001") in control, control)
    print(f"# other people looked for: {len(people)}; found in evidence: 0 beside the contact; control, in everybody's export: {len(control)}")


def try_access(folder, sample):
    position = get_position(sample, "1005")
    own = get_position(sample, "1002")
    exports = "SELECT count(*) FROM event_export WHERE report = 'evidence'"
    before = query(sample, exports)[0][0]
    for number, place, code, records in [("1003", position, 2, 0), ("1002", position, 2, 0), ("1002", own, 0, 0), ("1001", position, 0, 1)]:
        (folder / "pack.zip").unlink(missing_ok=True)
        done = avowctl(sample, "--as", number, "evidence", place, "-o", folder / "pack.zip")
        after = query(sample, exports)[0][0]
        check(f"evidence of record {place} as {number}", done.returncode == code and after - before == records
              and (folder / "pack.zip").exists() == (code == 0), (done, after - before))
        before = after
    digest = query(sample, "SELECT lower(hex(digest)) FROM event_export WHERE report = 'evidence' ORDER BY position DESC LIMIT 1")[0][0]
    check("evidence of somebody else’s: the record has its digest", digest == hashlib.sha256((folder / "pack.zip").read_bytes()).hexdigest())
    done = avowctl(sample, "evidence", position, "-o", folder / "nowhere" / "pack.zip")
    check("evidence into a folder that is not there", done.returncode == 2 and "nowhere" in done.stderr, done)


def add_record(folder, store):
    done = avowctl(store, "report", "completion", "--format", "csv", "-o", folder / "report.csv")
    assert done.returncode == 0, done.stderr


def copy(folder, store, name):
    shutil.rmtree(folder / name, ignore_errors=True)
    return shutil.copytree(store, folder / name)


def change(store, sql):
    with sqlite3.connect(f"{store}/avow.db") as database:
        database.execute(sql)


def try_receipts(folder, sample):
    old = copy(folder, sample, "old")
    for _ in range(3):
        add_record(folder, sample)
    position = get_position(sample, "1001")
    receipt = folder / "receipt.zip"
    avowctl(sample, "evidence", position, "-o", receipt)
    files = unpack(receipt)

    def judge(name, store, code, word, path=receipt):
        done = avowctl(store, "verify", "--receipt", path)
        check(f"receipt: {name}", done.returncode == code and word in done.stdout + done.stderr, done)

    def is_sound(store):
        return avowctl(store, "verify").returncode == 0

    judge("held", sample, 0, "Held")
    for _ in range(300):
        add_record(folder, sample) if every else None
    add_record(folder, sample)
    judge("held in a ledger that has grown", sample, 0, "Held")
    judge("of a store that was put back", old, 1, "Rolled back")
    check("receipt: control: alone, the store that was put back is sound", is_sound(old))
    forked = copy(folder, old, "forked")
    for _ in range(4):
        add_record(folder, forked)
    judge("of a store that was put back and written on", forked, 1, "Forked")
    check("receipt: control: alone, the store that was written on is sound", is_sound(forked))
    avowctl(folder / "another", "sample", folder / "another", "--seed", "8")
    judge("of another organisation", folder / "another", 1, "Another organisation")
    check("receipt: control: alone, the other organisation’s store is sound", is_sound(folder / "another"))
    done = avowctl(sample, "invite", "1004", "-o", folder / "invitation", typed=PASSPHRASE)
    code = re.search("^Code: (.*)$", done.stdout, re.M)[1]
    done = avowctl(folder / "own", "enrol", folder / "invitation", typed=f"{code}\nfive small words I chose\n")
    judge("at another computer of the organisation", folder / "own", 1, "Not there")
    check("receipt: control: alone, the other computer’s store is sound", is_sound(folder / "own"))
    gone = copy(folder, sample, "gone")
    change(gone, f"DELETE FROM payload WHERE position = {position}")
    judge("without its text", gone, 1, "Text gone")
    judge("that is not there", sample, 2, "nowhere.zip", folder / "nowhere.zip")

    cases = 0
    other = avowctl(sample, "evidence", get_position(sample, "1005"), "-o", folder / "other.zip") and unpack(folder / "other.zip")
    for name in ["declaration.xml", "leaf.bin", "salt.bin", "proof.txt", "checkpoint.txt", "seal.pub"]:
        for kind, data in [("changed", flip(files[name], get_place(name, files[name]))), ("another’s", other[name]), ("empty", b"")]:
            if data == files[name]:
                continue
            cases += 1
            repack(folder / "bad.zip", {**files, name: data})
            done = avowctl(sample, "verify", "--receipt", folder / "bad.zip")
            # the head of a ledger that has grown is sound, but not what this proof leads to
            check(f"receipt: {kind} {name}", done.returncode in (1, 2) and "Held" not in done.stdout, done)
        repack(folder / "bad.zip", {other: data for other, data in files.items() if other != name})
        done = avowctl(sample, "verify", "--receipt", folder / "bad.zip")
        cases += 1
        check(f"receipt: without {name}", done.returncode in (1, 2) and "Held" not in done.stdout, done)
    print(f"# receipts that do not hold together: {cases} tried, none held")

    whole = receipt.read_bytes()
    step = 1 if every else len(whole) // 12
    wrong, codes = [], {0: 0, 1: 0, 2: 0}
    for at in range(0, len(whole), step):
        for bad in [flip(whole, at), whole[:at]]:
            (folder / "bad.zip").write_bytes(bad)
            done = avowctl(sample, "verify", "--receipt", folder / "bad.zip")
            codes[done.returncode] = codes.get(done.returncode, 0) + 1
            wrong += [at] if done.returncode not in (0, 1, 2) or (bad == whole[:at] and done.returncode != 2) else []
    check("receipt: any byte changed, or cut short anywhere, ends in words", not wrong, (wrong, codes))
    print(f"# receipt files changed or cut: {sum(codes.values())} tried; refused {codes[2]}, not held {codes[1]}, "
          f"held, as the byte says nothing of the entry: {codes[0]}")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = folder / "sample"
        subprocess.run(["avowctl", "sample", str(sample), "--seed", "7"], check=True, stdout=subprocess.DEVNULL)
        auditor = Auditor(folder)
        try_packs(folder, sample, auditor)
        try_help(folder, sample)
        try_changes(folder, sample, auditor)
        try_swaps(folder, sample, auditor)
        try_others(folder, sample)
        try_access(folder, sample)
        try_receipts(folder, sample)
    print(f"1..{count}")
    return failed


sys.exit(min(main(), 1))
