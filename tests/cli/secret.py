#!/usr/bin/env python3
"""Types passphrases at avowctl on a terminal: they are not shown, and whatever ends the wait leaves the terminal as it was.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import termios
import time

PASSPHRASE = "welcome to the sample"
WAIT = 60  # seconds, for what comes at once on a machine that is not busy


class Terminal:
    """avowctl on a terminal of its own, which outlives it."""

    def __init__(self, *words):
        self.ours, self.theirs = pty.openpty()
        self.said = ""
        self.process = subprocess.Popen(["avowctl", *words], stdin=self.theirs, stdout=self.theirs, stderr=self.theirs,
                                        start_new_session=True, preexec_fn=self.take)
        self.count = 0

    def take(self):
        # the terminal is the session's own, so that control characters become signals
        import fcntl
        fcntl.ioctl(self.theirs, termios.TIOCSCTTY, 0)
        # whoever started the test, nohup or a shell in the background, may have had them ignored
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT:
            signal.signal(number, signal.SIG_DFL)

    def shows_typing(self):
        return bool(termios.tcgetattr(self.theirs)[3] & termios.ECHO)

    def await_text(self, text, times=1):
        end = time.monotonic() + WAIT
        while self.said.count(text) < times:
            if not select.select([self.ours], [], [], max(0, end - time.monotonic()))[0]:
                sys.exit(f"“{text}” was not said, but: {self.said}")
            self.said += os.read(self.ours, 4096).decode()

    def await_typing(self, shown):
        end = time.monotonic() + WAIT
        while self.shows_typing() != shown:
            if time.monotonic() > end:
                sys.exit(f"what is typed is {'hidden' if shown else 'shown'} after: {self.said}")
            time.sleep(0.01)

    def type(self, text):
        os.write(self.ours, text.encode())

    def end(self):
        code = self.process.wait(WAIT)
        while select.select([self.ours], [], [], 0)[0]:
            self.said += os.read(self.ours, 4096).decode()
        return code


def check(name, good, told):
    print(f"{'ok' if good else 'not ok'} - {name}", flush=True)
    if not good:
        print(f"# {told!r}")
    return 0 if good else 1


def main():
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        sample = os.path.join(folder, "sample")
        subprocess.run(["avowctl", "sample", sample], check=True, stdout=subprocess.DEVNULL)
        invite = ["--data", sample, "invite", "1004", "-o", os.path.join(folder, "invitation")]

        terminal = Terminal(*invite)
        terminal.await_text("(1001):")
        terminal.await_typing(False)
        terminal.type(PASSPHRASE + "\n")
        code = terminal.end()
        faults += check("a passphrase opens", code == 0 and os.path.exists(invite[-1]), terminal.said)
        faults += check("it is not shown", PASSPHRASE not in terminal.said and terminal.shows_typing(), terminal.said)

        for name in ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"]:
            terminal = Terminal(*invite)
            terminal.await_text("(1001):")
            terminal.await_typing(False)
            number = getattr(signal, name)
            if name == "SIGINT":
                terminal.type("half a pass\x03")
            else:
                terminal.process.send_signal(number)
            code = terminal.end()
            faults += check(f"{name} ends it, and typing is shown again", code == -number and terminal.shows_typing(),
                            (code, terminal.said))

        terminal = Terminal(*invite)
        terminal.await_text("(1001):")
        terminal.await_typing(False)
        terminal.process.send_signal(signal.SIGTSTP)
        # nobody is there who could take up again what was put aside, so the kernel doesn't stop it: it asks anew
        terminal.await_text("(1001):", 2)
        terminal.await_typing(False)
        os.unlink(invite[-1])
        terminal.type(PASSPHRASE + "\n")
        faults += check("put aside and taken up again, it asks anew", terminal.end() == 0, terminal.said)

        terminal = Terminal("--data", os.path.join(folder, "desk"), "init", "--organisation", "A", "--officer", "B")
        terminal.await_text("officer:")
        terminal.await_typing(False)
        terminal.type("one two three four five six\n")
        terminal.await_text("more:")
        terminal.await_typing(False)
        terminal.type("something else\n")
        code = terminal.end()
        faults += check("a new passphrase is typed twice", code == 2 and "not the same" in terminal.said, terminal.said)

        terminal = Terminal("--data", os.path.join(folder, "desk"), "init", "--organisation", "A", "--officer", "B")
        for asked in "officer:", "more:":
            terminal.await_text(asked)
            terminal.await_typing(False)
            terminal.type("one two three four five six\n")
        terminal.await_text("wrote it down:")
        terminal.await_typing(False)
        recovery = terminal.said.split("Recovery code: ")[1].split()[0]
        terminal.type("AAAAA-AAAAA-AAAAA-AAAAA\n")
        terminal.await_text("wrote it down:", 2)
        terminal.await_typing(False)
        running = terminal.process.poll() is None
        terminal.type(recovery.lower() + "\n")
        code = terminal.end()
        faults += check("the recovery code is typed back until it is right", running and code == 0 and "not the code" in terminal.said
                        and terminal.said.count(recovery) == 1, terminal.said)
    return 1 if faults else 0


sys.exit(main())
