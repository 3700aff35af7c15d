#!/usr/bin/env python3
"""Holds the manual page and the bash completion to what avowctl's own help says.

    check-help.py MANPAGE COMPLETION            says what differs, one line a finding; exit 1 if anything does
    check-help.py MANPAGE COMPLETION --control  takes each thing out of a copy, and fails unless that is found

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import subprocess
import sys

OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*|-[a-z])(?![\w-])")
COMMAND = re.compile(r"^  ([a-z][a-z-]*) ", re.M)
# which subcommands have options of their own
SUBCOMMANDS = {"course": ["check", "import", "export", "new", "publish", "stats", "translate"], "person": ["add", "list", "leave"], "key": ["list", "withdraw"], "officer": ["list", "add", "remove"], "role": ["list", "give", "take-back"], "rule": ["list", "set", "stop"], "root": ["renew"],
               "accommodation": ["list", "give", "take-back"]}


def help_of(*words):
    done = subprocess.run(["avowctl", *words, "--help"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"avowctl {' '.join(words)} --help: exit code {done.returncode}: {done.stderr}")
    return done.stdout


def options_in_help(*words):
    """Of a line “-o, --output=FILE”, the short name where there is one: it is what people are taught."""
    options = set()
    for line in help_of(*words).splitlines():
        if line.startswith("  -"):
            options.add(OPTION.search(line).group(1))
    return options - {"-h"}


def read_help():
    commands = {}
    for name in COMMAND.findall(help_of()):
        words = [[name]] + [[name, sub] for sub in SUBCOMMANDS.get(name, [])]
        commands[name] = set().union(*(options_in_help(*w) for w in words))
    return commands


def in_manual(text):
    """What stands in the headings of the section of commands."""
    section = text.split("\n.SH COMMANDS\n")[1].split("\n.SH ")[0].replace("\\", "")
    commands = {}
    for heading in re.findall(r"^\.TP\n(\.BI?) (.*)$", section, re.M):
        words = re.sub(r"f[RBI]|[\"\[\]]", " ", heading[1])
        commands.setdefault(words.split()[0], set()).update(OPTION.findall(words))
    return commands


def in_completion(text):
    commands = {}
    for names, words in re.findall(r"^    ([a-z |-]+)\) COMPREPLY=\((.*)$", text, re.M):
        for name in names.split(" | "):
            commands[name] = set(OPTION.findall(re.sub(r"compgen -[a-zA-Z]", "", words).replace("-- ", ""))) - {"--help"}
    first = re.search(r"^    ''\) COMPREPLY=\(\$\(compgen -W '(.*?)'", text, re.M).group(1)
    offered = {word for word in first.split() if not word.startswith("-")}
    return {name: commands.get(name, set()) for name in offered}


def compare(helped, told, where):
    for name in sorted(helped.keys() | told.keys()):
        if name not in told:
            yield f"{where}: lacks the command {name}"
        elif name not in helped:
            yield f"{where}: has a command {name} that avowctl lacks"
        else:
            for option in sorted(helped[name] - told[name]):
                yield f"{where}: {name} lacks {option}"
            for option in sorted(told[name] - helped[name]):
                yield f"{where}: {name} has {option}, which avowctl lacks"


def check(helped, manual, completion):
    return list(compare(helped, in_manual(manual), "manual page")) + list(compare(helped, in_completion(completion), "completion"))


def control(helped, manual, completion):
    """A command or an option more in the help must be missed in both."""
    missed = []
    for name in helped:
        changed = {**helped, name: helped[name] | {"--planted"}}
        findings = check(changed, manual, completion)
        missed += [name] if sum(f"{name} lacks --planted" in f for f in findings) != 2 else []
    findings = check({**helped, "planted": set()}, manual, completion)
    missed += ["planted"] if sum("lacks the command planted" in f for f in findings) != 2 else []
    for name in helped:
        fewer = {other: options for other, options in helped.items() if other != name}
        missed += [f"less {name}"] if len(check(fewer, manual, completion)) < 2 else []
    return [f"not found: {name}" for name in missed]


helped = read_help()
texts = [pathlib.Path(path).read_text(encoding="utf-8") for path in sys.argv[1:3]]
findings = control(helped, *texts) if "--control" in sys.argv else check(helped, *texts)
print("\n".join(findings))
sys.exit(1 if findings or len(helped) < 5 else 0)
