#!/usr/bin/env python3
"""A key is lost, officers come and go, every passphrase is lost, the root is renewed: each through avowctl, each with the attack
that its rule is against, and each attack with a control that shows that it would succeed without the rule. Prints TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

ADA = "anchor-violet-turnip-meadow-42"
BEN = "copper-window-thistle-garden-17"
KIM = "marble-lantern-orchard-velvet-63"
NEW = "saddle-harbour-pepper-cotton-88"

count = failed = attacks = refused = controls = 0


def check(name, good, told=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}", flush=True)
    if not good:
        print("# " + str(told).replace("\n", "\n# "), flush=True)
    return good


def avowctl(store, *words, typed=(), as_=None):
    who = ["--as", as_] if as_ else []
    return subprocess.run(["avowctl", "--data", str(store), *who, *map(str, words)], input="".join(f"{line}\n" for line in typed),
                          capture_output=True, text=True)


def does(name, store, *words, typed=(), as_=None, says=""):
    done = avowctl(store, *words, typed=typed, as_=as_)
    check(name, done.returncode == 0 and says in done.stdout, (done.returncode, done.stdout, done.stderr))
    return done.stdout


def attack(name, store, *words, typed=(), as_=None, code=2, says=""):
    """It must be refused, in words."""
    global attacks, refused
    done = avowctl(store, *words, typed=typed, as_=as_)
    attacks += 1
    said = done.stdout + done.stderr
    refused += check(name, done.returncode == code and says in said, (done.returncode, said))
    # after a wrong passphrase or code one has to wait
    if "wrong" in said or "not the recovery code" in said:
        time.sleep(1.1)


def control(name, good, told=""):
    """What the attack would have had without the rule."""
    global controls
    controls += check(f"control: {name}", good, told)


def confirm(store, *words, typed=(), as_=None, back=None):
    """With a new code that is printed and has to be typed back; `back` types another."""
    who = ["--as", as_] if as_ else []
    process = subprocess.Popen(["avowctl", "--data", str(store), *who, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    process.stdin.write("".join(f"{line}\n" for line in typed))
    process.stdin.flush()
    said = process.stdout.readline()
    found = re.match(r"New recovery code: (\S+)", said)
    rest, errors = process.communicate(f"{back or found.group(1)}\n" if found else "")
    return process.returncode, found.group(1) if found else None, said + rest + errors


def query(store, sql, *values):
    with sqlite3.connect(f"file:{store}/avow.db?mode=ro", uri=True) as database:
        return database.execute(sql, values).fetchall()


def person_id(store, number):
    return query(store, "SELECT subject FROM state_person WHERE staff_number = ?", number)[0][0]


def opens(path, secret):
    return subprocess.run(["openssl", "pkey", "-in", str(path), "-passin", f"pass:{secret}", "-noout"], capture_output=True).returncode == 0


def key_files(store, start):
    return sorted(path for path in (store / "keys").iterdir() if path.name.startswith(start))


def found(folder):
    """An organisation: the desk, and its recovery code."""
    folder.mkdir(exist_ok=True)
    desk = folder / "desk"
    said = does("an organisation is set up", desk, "init", "--organisation", "Willow & Sons", "--officer", "Ada Okafor", typed=[ADA])
    return desk, re.search(r"Recovery code: (\S+)", said).group(1)


def join(desk, number, name, passphrase, at, officer=ADA, add=True, as_=None):
    """Invites a person, who accepts in the folder `at`."""
    file = desk.parent / f"{number}-{len(list(desk.parent.iterdir()))}.avow-invitation"
    proof = [officer] if len({path.name[:34] for path in key_files(desk, "p-")}) > 1 else []
    if add:
        does(f"{name} is added", desk, "person", "add", "--staff-number", number, "--name", name, "--team", "Desk", typed=proof, as_=as_)
    said = does(f"{name} is invited", desk, "invite", number, "-o", file, typed=[officer], as_=as_)
    does(f"{name} accepts", at, "enrol", file, typed=[re.search(r"Code: (\S+)", said).group(1), passphrase])
    return file


def hand_over(source, target, number=None, typed=(), code=0, to_type=()):
    file = source.parent / f"hand-over-{len(list(source.parent.iterdir()))}"
    does(f"{source.name} hands over", source, "hand-over", "-o", file, typed=typed, as_=number)
    done = avowctl(target, "take-in", file, typed=to_type)
    check(f"{target.name} takes it in", done.returncode == code, (done.returncode, done.stdout, done.stderr))
    return file


def lost_key(folder):
    desk, _ = found(folder)
    own, kept = folder / "laptop", folder / "stolen"
    join(desk, "7", "Kim Larsen", KIM, own)
    hand_over(own, desk)
    does("what was signed so far is sound", desk, "verify", says="Sound")
    shutil.copytree(own, kept)
    unaware, aware = shutil.copytree(desk, folder / "unaware"), folder / "aware"

    listed = does("the keys are listed", desk, "key", "list", "7")
    check("with a fingerprint, in use", re.search(r"^7\tKim Larsen\t[0-9a-f]{16}\t\S+\tin use$", listed, re.M), listed)
    attack("a withdrawal by a wrong passphrase", desk, "key", "withdraw", "7", "--reason", "lost", typed=[KIM], says="passphrase is wrong")
    attack("one for no reason that there is", desk, "key", "withdraw", "7", "--reason", "mislaid", typed=[ADA], says="lost, stolen")
    attack("one of somebody who is not there", desk, "key", "withdraw", "8", "--reason", "lost", typed=[ADA])
    attack("one of another’s key by a person who is no officer", own, "key", "withdraw", "1", "--reason", "lost", typed=[KIM])
    attack("one of the last officer’s last key", desk, "key", "withdraw", "1", "--reason", "lost", typed=[ADA], says="avowctl recover")
    does("the key is withdrawn", desk, "key", "withdraw", "7", "--reason", "stolen", typed=[ADA], says="1 key of 7 is withdrawn")
    attack("a key is withdrawn once", desk, "key", "withdraw", "7", "--reason", "stolen", typed=[ADA], says="no key to withdraw")
    does("what was signed before stays sound", desk, "verify", says="Sound")
    listed = does("the reason stands in the list", desk, "key", "list")
    check("and nobody else’s", re.search(r"^7\t.*\tstolen$", listed, re.M) and re.search(r"^1\t.*\tin use$", listed, re.M), listed)

    # the thief has laptop and passphrase, and sets the clock back to before the withdrawal
    control("the stolen key opens, and signs on the thief’s copy of the laptop",
            avowctl(kept, "key", "withdraw", "7", "--reason", "left", typed=[KIM]).returncode == 0)
    control("which calls it sound, knowing no better", avowctl(kept, "verify").returncode == 0)
    does("which hands over what it signed", kept, "hand-over", "-o", folder / "forged")
    shutil.copytree(desk, aware)
    attack("what the stolen key signed does not count, whatever time it claims", aware, "take-in", folder / "forged", code=1,
           says="1 of them does not count: It is signed with a key that was withdrawn, and is not provably before the withdrawal")
    listed = does("the key is as stolen as before", aware, "key", "list", "7")
    check("not given up by its owner", listed.count("stolen") == 1 and "left" not in listed, listed)
    said = does("the desk is sound, and says what does not count", aware, "verify", says="Sound")
    check("in these words", "it does not count: It is signed with a key that was withdrawn" in said, said)
    does("after its tables were made again, too", aware, "rebuild")
    does("it is sound", aware, "verify", says="it does not count")
    does("the ledger is not barred", aware, "take-in", folder / "forged", says="SAME")
    control("a desk that knows of no withdrawal takes it in, and calls it sound",
            avowctl(unaware, "take-in", folder / "forged").returncode == 0 and avowctl(unaware, "verify").returncode == 0)

    # the person comes back with a new key
    file = join(desk, "7", "Kim Larsen", NEW, own, add=False)
    attack("the invitation serves once", own, "enrol", file, typed=["00000-00000-00000-00000", NEW])
    listed = does("both keys are listed there", own, "key", "list", "7")
    check("the old one as stolen, the new one in use", listed.count("\n") == 2 and "stolen" in listed and "in use" in listed, listed)
    attack("the old passphrase opens nothing there", own, "key", "withdraw", "7", "--reason", "left", typed=[KIM], says="passphrase is wrong")
    does("the laptop is sound", own, "verify", says="Sound")
    hand_over(own, desk)
    does("and so is the desk that took it in", desk, "verify", says="Sound")
    attack("to which the thief’s copy is another laptop", desk, "take-in", folder / "forged", code=1, says="FORK")


def superseded(folder):
    desk, _ = found(folder)
    join(desk, "7", "Kim Larsen", KIM, desk)
    join(desk, "7", "Kim Larsen", NEW, desk, add=False)
    listed = does("two keys are in use", desk, "key", "list", "7")
    check("both", listed.count("in use") == 2, listed)
    two, both = shutil.copytree(desk, folder / "two"), shutil.copytree(desk, folder / "both")
    attack("of a fingerprint that is none", desk, "key", "withdraw", "7", "--reason", "lost", "--key", "00000000", typed=[ADA], as_="1")
    fingerprint = re.search(r"[0-9a-f]{16}", listed).group(0)
    control("of one that there is, it is", avowctl(two, "key", "withdraw", "7", "--reason", "lost", "--key", fingerprint, typed=[ADA],
                                                   as_="1").returncode == 0)
    does("the earlier one is superseded", desk, "key", "withdraw", "7", "--reason", "superseded", typed=[ADA], as_="1", says="1 key of 7")
    listed = avowctl(desk, "key", "list", "7").stdout.splitlines()
    check("not the later one", listed[0].endswith("superseded") and listed[1].endswith("in use"), listed)
    attack("the earlier one’s passphrase opens nothing", desk, "key", "withdraw", "7", "--reason", "lost", typed=[KIM], as_="7")
    control("though its file opens still", any(opens(path, KIM) for path in key_files(desk, person_id(desk, "7"))))
    does("who has it still gives it up", desk, "key", "withdraw", "7", "--reason", "lost", typed=[NEW], as_="7", says="1 key of 7")
    attack("and signs no more", desk, "key", "withdraw", "7", "--reason", "lost", typed=[NEW], as_="7", says="has been withdrawn")
    control("where nobody withdrew it, it signs", avowctl(both, "key", "withdraw", "7", "--reason", "lost", typed=[NEW], as_="7").returncode == 0)
    control("as its file opens still", any(opens(path, NEW) for path in key_files(desk, person_id(desk, "7"))))
    does("it is sound", desk, "verify", says="Sound")
    does("rebuilt, too", desk, "rebuild")
    does("it is sound as before", desk, "verify", says="Sound")


def officers(folder):
    desk, _ = found(folder)
    join(desk, "2", "Ben Amari", BEN, desk)
    attack("the last officer can’t go", desk, "officer", "remove", "1", typed=[ADA], as_="1", says="last officer")
    attack("a person does not make themself one", desk, "officer", "add", "2", typed=[BEN, BEN], as_="2")
    attack("nor somebody without a key", desk, "officer", "add", "3", typed=[ADA, BEN], as_="1")
    attack("nor with a wrong passphrase", desk, "officer", "add", "2", typed=[ADA, KIM], as_="1", says="wrong")
    does("Ben becomes an officer", desk, "officer", "add", "2", typed=[ADA, BEN], as_="1", says="holds the organisation")
    check("and holds root and reserve", len(key_files(desk, f"root-{person_id(desk, '2')}")) == 1
          and len(key_files(desk, f"backup-{person_id(desk, '2')}")) == 1, key_files(desk, "root"))
    listed = does("two officers are listed", desk, "officer", "list")
    check("both hold the key", listed.count("holds the key") == 2, listed)
    join(desk, "3", "Cleo Brandt", NEW, folder / "laptop", officer=BEN, as_="2")
    copied = folder / "copied"
    shutil.copytree(desk / "keys", copied)
    attack("one is removed by somebody who is none", folder / "laptop", "officer", "remove", "2", typed=[NEW])
    does("Ben is removed", desk, "officer", "remove", "2", typed=[ADA], as_="1", says="root renew")
    check("his files of the root are gone", not key_files(desk, f"root-{person_id(desk, '2')}") and not key_files(desk, f"backup-{person_id(desk, '2')}"))
    does("what he did as an officer stays sound", desk, "verify", says="Sound")
    for path in copied.glob(f"*-{person_id(desk, '2')}.pem"):
        shutil.copy(path, desk / "keys")
    control("his copy of the root’s key opens still, by his passphrase", opens(copied / f"root-{person_id(desk, '2')}.pem", BEN))
    attack("with his files put back he invites nobody", desk, "invite", "3", "-o", folder / "x", typed=[BEN], as_="2")
    attack("nor names an officer", desk, "officer", "add", "2", typed=[BEN, BEN], as_="2")
    does("removing him once more cleans up", desk, "officer", "remove", "2", typed=[ADA], as_="1")
    check("what he had put back", not key_files(desk, f"root-{person_id(desk, '2')}"))
    attack("nobody is removed who is none", desk, "officer", "remove", "2", typed=[ADA], as_="1", says="no compliance officer")
    does("he comes back", desk, "officer", "add", "2", typed=[ADA, BEN], as_="1")
    does("and may remove who added him", desk, "officer", "remove", "1", typed=[BEN], as_="2")
    attack("who then does nothing more", desk, "officer", "remove", "2", typed=[ADA], as_="1")
    does("it is sound", desk, "verify", says="Sound")


def recovered(folder):
    desk, code = found(folder)
    old = folder / "old"
    shutil.copytree(desk / "keys", old)
    attack("a code that is none", desk, "recover", "1", typed=["1234", NEW], says="not a whole code")
    attack("a wrong code", desk, "recover", "1", typed=["00000-00000-00000-00000", NEW], says="not the recovery code")
    ended, wrong, said = confirm(desk, "recover", "1", typed=[code, NEW], back="11111-11111-11111-11111")
    check("the next code typed wrong changes nothing", ended == 2 and "Nothing was changed" in said
          and avowctl(desk, "key", "list").stdout.count("in use") == 1, said)
    attack("the code that was shown then opens nothing", desk, "recover", "1", typed=[wrong, NEW], says="not the recovery code")
    ended, following, said = confirm(desk, "recover", "1", typed=[code.lower().replace("-", " "), NEW])
    check("by the recovery code Ada has a new key", ended == 0 and "has a new key" in said, said)
    listed = does("the old one is withdrawn", desk, "key", "list", "1")
    check("as lost, and the new one in use", listed.count("lost") == 1 and listed.count("in use") == 1, listed)
    does("it is sound", desk, "verify", says="Sound")
    root = desk / "keys" / "root-recovery.pem"
    control("the used code opened the root", opens(old / "root-recovery.pem", code) and opens(old / "backup-recovery.pem", code))
    check("now it opens no file that lies there", not any(opens(path, code) for path in (desk / "keys").iterdir() if path.name != "seal.pem"))
    check("the following one does", opens(root, following) and opens(desk / "keys" / "backup-recovery.pem", following))
    attack("the used code", desk, "recover", "1", typed=[code, KIM], says="not the recovery code")
    attack("the lost passphrase opens the root no more", desk, "invite", "1", "-o", folder / "x", typed=[ADA], says="wrong")
    join(desk, "2", "Ben Amari", BEN, folder / "laptop", officer=NEW)
    does("the laptop is sound", folder / "laptop", "verify", says="Sound")
    attack("somebody who is no officer is not made one by the code", desk, "recover", "2", typed=[following, KIM])
    hand_over(folder / "laptop", desk)
    does("and the desk that took it in", desk, "verify", says="Sound")


def renewed(folder):
    desk, code = found(folder)
    before, after, pending = folder / "before", folder / "after", folder / "pending"
    join(desk, "2", "Ben Amari", BEN, desk)
    does("Ben becomes an officer", desk, "officer", "add", "2", typed=[ADA, BEN], as_="1")
    join(desk, "3", "Cleo Brandt", KIM, before, as_="1")
    file = folder / "handed"
    does("Cleo hands over", before, "hand-over", "-o", file)
    does("the desk takes it in", desk, "take-in", file, typed=[ADA], as_="1")
    does("Dana is added", desk, "person", "add", "--staff-number", "4", "--name", "Dana Weiss", "--team", "Desk", typed=[ADA], as_="1")
    said = does("and invited under the old root", desk, "invite", "4", "-o", folder / "old.avow-invitation", typed=[ADA], as_="1")
    old_code = re.search(r"Code: (\S+)", said).group(1)
    shutil.copytree(desk / "keys", folder / "copied")
    does("Ben is removed", desk, "officer", "remove", "2", typed=[ADA], as_="1")
    exported = folder / "exported"
    does("evidence of before", desk, "export", "declarations", "-o", exported, typed=[ADA], as_="1")

    attack("the root is not renewed by who is no officer", desk, "root", "renew", typed=[BEN], as_="2")
    ended, following, said = confirm(desk, "root", "renew", typed=[ADA], as_="1")
    check("the root is renewed", ended == 0 and "new root" in said, said)
    check("only the new key lies there", len(key_files(desk, "root-")) == 2 and len(key_files(desk, "backup-")) == 2, key_files(desk, "root-"))
    control("the copy of the old one opens still, by his passphrase", opens(folder / "copied" / f"root-{person_id(desk, '2')}.pem", BEN))
    check("the old recovery code opens nothing", not any(opens(path, code) for path in key_files(desk, "root-") + key_files(desk, "backup-")))
    check("the new one does", all(opens(path, following) for path in key_files(desk, "root-recovery") + key_files(desk, "backup-recovery")))
    does("what was signed before is sound", desk, "verify", says="Sound")
    does("evidence of after", desk, "export", "declarations", "-o", folder / "exported-after", typed=[ADA], as_="1")
    check("whoever has organisation.pem need not be given another", (exported / "organisation.pem").read_bytes()
          == (folder / "exported-after" / "organisation.pem").read_bytes())
    said = does("Eve is invited under the new root", desk, "person", "add", "--staff-number", "5", "--name", "Eve Lund", "--team", "Desk",
                typed=[ADA], as_="1")
    join(desk, "5", "Eve Lund", NEW, after, add=False, as_="1")
    does("her computer is sound", after, "verify", says="Sound")
    does("she hands over", after, "hand-over", "-o", folder / "handed-after")
    does("the desk takes it in", desk, "take-in", folder / "handed-after", typed=[ADA], as_="1", says="OK")
    does("and is sound", desk, "verify", says="Sound")

    # an invitation under the old root: who copied its key can write one for any staff number, at any time
    done = avowctl(pending, "enrol", folder / "old.avow-invitation", typed=[old_code, KIM])
    control("a computer that knows of no new root believes an invitation of the old one", done.returncode == 0
            and avowctl(pending, "verify").returncode == 0, done.stderr)
    does("what is enrolled so is handed over", pending, "hand-over", "-o", folder / "handed-pending")
    attack("at the desk it does not count", desk, "take-in", folder / "handed-pending", typed=[ADA], as_="1", code=1,
           says="2 of them do not count, the first for this: Its certificate comes from a root that another has taken over from")
    does("which stays sound", desk, "verify", says="it does not count: Its certificate comes from a root")
    attack("and lets nobody in by it there", desk, "enrol", folder / "old.avow-invitation", typed=[old_code, KIM], says="newer root")

    # whoever did so in good faith is invited anew, and goes on in the same ledger
    join(desk, "4", "Dana Weiss", NEW, pending, add=False, as_="1")
    does("Dana hands over again", pending, "hand-over", "-o", folder / "handed-again", "--whole")
    said = does("what she does now counts", desk, "take-in", folder / "handed-again", typed=[ADA], as_="1", says="OK")
    check("all of it", "count" not in said, said)
    does("the desk is sound", desk, "verify", says="Sound")

    # it is renewed once more, and by the code of the second recovered
    ended, third, said = confirm(desk, "root", "renew", typed=[ADA], as_="1")
    check("a root is renewed again", ended == 0, said)
    ended, _, said = confirm(desk, "recover", "1", typed=[third, NEW])
    check("and its code gives Ada a new key", ended == 0, said)
    join(desk, "5", "Eve Lund", KIM, after, add=False, officer=NEW, as_="1")
    does("Eve’s computer is told of both", after, "verify", says="Sound")
    does("it is sound", desk, "verify", says="Sound")
    does("rebuilt, too", desk, "rebuild")
    does("it is sound as before", desk, "verify", says="Sound")


def act(store, *words):
    done = subprocess.run([sys.argv[2], str(store), *words], capture_output=True, text=True)
    check(f"{store.name}: {words[0]}", done.returncode == 0, done.stdout + done.stderr)


def accepted(root, folder):
    """The documents that xmlsec1 accepts by that root alone, of all that there are."""
    documents = sorted(folder.glob("*.xml"))
    good = [path for path in documents if subprocess.run(["xmlsec1", "--verify", "--trusted-pem", str(root), str(path)],
                                                         capture_output=True).returncode == 0]
    return len(good), len(documents)


def signed(folder):
    """What was signed before and after a new root, by the certificate that auditors have had from the first day."""
    desk, _ = found(folder)
    before, after, late = folder / "before", folder / "after", folder / "late"
    act(desk, "adopt", ADA)
    join(desk, "3", "Cleo Brandt", KIM, before)
    join(desk, "4", "Dana Weiss", BEN, late)
    act(before, "learn")
    act(before, "sign", KIM)
    act(late, "learn")
    hand_over(before, desk)
    hand_over(late, desk)
    does("evidence of before", desk, "export", "declarations", "-o", folder / "first")
    root = folder / "first" / "organisation.pem"
    ended, _, said = confirm(desk, "root", "renew", typed=[ADA])
    check("the root is renewed", ended == 0, said)
    join(desk, "5", "Eve Lund", NEW, after)
    act(after, "learn")
    act(after, "sign", NEW)
    does("Eve’s computer is sound", after, "verify", says="Sound")
    hand_over(after, desk)
    does("Dana goes on with the key that the desk knew before", late, "verify", says="Sound")
    act(late, "sign", BEN)
    hand_over(late, desk)
    does("the desk is sound", desk, "verify", says="Sound")
    does("evidence of after", desk, "export", "declarations", "-o", folder / "second")
    good, all_ = accepted(root, folder / "second")
    old, older = accepted(root, folder / "first")
    check("by the first organisation.pem xmlsec1 accepts every one, of before and after", old == older > 0 and good == all_ > older,
          (old, older, good, all_))
    print(f"# {older} declarations under the first root and {all_ - older} later, {good} accepted by its certificate")
    stranger, _ = found(folder / "stranger")
    does("another organisation of the same name", stranger, "export", "declarations", "-o", folder / "strange")
    good, _ = accepted(folder / "strange" / "organisation.pem", folder / "second")
    control("by another root of the same name it accepts none", good == 0, good)


def follow(file, folder):
    """What the commands of the pack's own text say."""
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(file) as pack:
        pack.extractall(folder)
    text = (folder / "HOW-TO-CHECK.txt").read_text()
    commands = "".join(line[4:] + "\n" for line in text.splitlines() if line.startswith("    "))
    done = subprocess.run(["sh", "-c", commands], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return text, done.stdout.split("\n")


def shown(name, store, leaf, counts):
    """A third computer's evidence of a declaration, and what becomes of it as a receipt."""
    file = store.parent / "evidence.zip"
    done = avowctl(store, "evidence", leaf, "-o", file)
    if not check(f"{name}: evidence is given", done.returncode == 0, done.stderr):
        return done
    text, said = follow(file, store.parent / "auditor")
    check(f"{name}: it {'says nothing else' if counts else 'says that it does not count'}", ("does not count" in done.stderr) != counts
          and ("THIS DECLARATION DOES NOT COUNT" in text) != counts, (done.stderr, text[:200]))
    check(f"{name}: its commands say {'only yes' if counts else 'NO, once'}", said.count("NO") == (0 if counts else 1)
          and said.count("yes") == 16 - said.count("NO") - said.count("seal: ask for its certificate"), said)
    return avowctl(store, "verify", "--receipt", file)


def withdrawn(folder):
    """Two keys are withdrawn; of what they signed, one was in the desk's hands before."""
    desk, _ = found(folder)
    early, late, third = folder / "early", folder / "late", folder / "third"
    act(desk, "adopt", ADA)
    join(desk, "3", "Cleo Brandt", KIM, early)
    join(desk, "4", "Dana Weiss", BEN, late)
    join(desk, "5", "Eve Lund", NEW, third)
    does("Eve is an auditor", desk, "role", "give", "5", "auditor", typed=[ADA])
    leaves = {}
    for store in [early, late]:
        act(store, "learn")
        hand_over(store, desk)
    hand_over(desk, third)
    for store, secret in [(early, KIM), (late, BEN)]:
        act(store, "sign", secret)
        hand_over(store, third)
        leaves[store] = query(store, "SELECT lower(hex(leaf)) FROM event_declaration LIMIT 1")[0][0]
    hand_over(early, desk)
    done = shown("late, not heard of yet", third, leaves[late], True)
    control("a receipt of it is held there", done.returncode == 0 and "Held" in done.stdout, done)
    for number in ["3", "4"]:
        does(f"the key of {number} is withdrawn", desk, "key", "withdraw", number, "--reason", "stolen", typed=[ADA])
    hand_over(desk, third)
    done = shown("late", third, leaves[late], False)
    check("late: nor as a receipt", done.returncode == 1 and "Does not count" in done.stdout and "withdrawn" in done.stdout, done)
    done = shown("in time", third, leaves[early], True)
    check("in time: a receipt of it is held", done.returncode == 0 and "Held" in done.stdout, done)
    does("the third computer is sound", third, "verify", says="it does not count")


for journey in [lost_key, superseded, officers, recovered, renewed, signed, withdrawn]:
    if sys.argv[1:2] not in ([], [journey.__name__]):
        continue
    print(f"# {journey.__name__}")
    before = controls
    with tempfile.TemporaryDirectory() as name:
        journey(pathlib.Path(name))
    check(f"{journey.__name__} has a control", controls > before)
print(f"# {attacks} attacks, {refused} refused; {controls} controls, each of which succeeded without the rule")
print(f"1..{count}")
raise SystemExit(1 if failed else 0)
