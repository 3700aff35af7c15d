#!/usr/bin/env python3
# core-dump.py: a program that ends abruptly while a passphrase is typed leaves none of it behind
#
# SPDX-License-Identifier: GPL-3.0-or-later
import array
import fcntl
import glob
import os
import resource
import signal
import subprocess
import sys
import tempfile
import termios
import time

PASSPHRASE = b"orchard violet turnip meadow"


def unread(pipe):
    count = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def allow_cores():
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def end_while_typing(folder, *command):
    """Types half a line, ends the program as a fault would; whether it dumped its memory, and whether that tells."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
                               preexec_fn=allow_cores)
    process.stdin.write(PASSPHRASE)
    process.stdin.flush()
    while unread(process.stdin) > 0:
        time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGABRT)
    status = os.waitpid(process.pid, 0)[1]
    process.returncode = 0
    cores = glob.glob(os.path.join(folder, "core*"))
    told = 0
    for core in cores:
        with open(core, "rb") as file:
            told += PASSPHRASE in file.read()
        os.remove(core)
    return os.WCOREDUMP(status), told


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = os.path.join(folder, "sample")
        subprocess.run(["avowctl", "sample", sample], check=True, stdout=subprocess.DEVNULL)
        print("1..1", flush=True)
        dumped, told = end_while_typing(folder, "cat")
        print(f"# control, cat: {'dumps its memory' if dumped else 'dumps nothing'}, {told} dump(s) hold the passphrase")
        if not dumped:
            print("ok 1 # SKIP this system dumps no memory of any program")
            return 0
        dumped, told = end_while_typing(folder, "avowctl", "--data", sample, "invite", "1004", "-o", os.path.join(folder, "invitation"))
        print(f"# avowctl: {'dumps its memory' if dumped else 'dumps nothing'}, {told} dump(s) hold the passphrase")
        good = not dumped and told == 0
        print(f"{'ok' if good else 'not ok'} 1 - a program that ends while a passphrase is typed dumps nothing")
        return 0 if good else 1


sys.exit(main())
