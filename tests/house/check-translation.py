#!/usr/bin/env python3
"""Holds the translations to the sources: nothing left out, nothing guessed, nothing that breaks a window.

    check-translation.py ROOT            says what is wrong, one line a finding; exit 1 if there is any
    check-translation.py ROOT --control  plants one of each wrong thing in a copy, and fails unless each is found

SPDX-License-Identifier: GPL-3.0-or-later
"""
import gettext
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

LANGUAGES = ["de"]
CALL = re.compile(r"\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dgettext|g_dpgettext2?)\s*\(")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
LITERAL = r'"((?:[^"\\]|\\.)*)"'
PLURAL = re.compile(r"\bngettext\s*\(\s*" + LITERAL + r"\s*,\s*" + LITERAL)
MNEMONIC = re.compile(r"_(\w)")
CALLED_LABEL = re.compile(r"\b(?:_|N_)\s*\(\s*" + LITERAL + r"\s*\)")

# Beside each page of the main window stand the list of pages, the banner, and at times a toast.
BESIDE = ["avow-pages.c", "avow-window.c", "avow-saved-toast.c"]
MAIN_PAGES = [["avow-training-page.ui", "avow-duty-row.c"], ["avow-records-page.ui"], ["avow-team-page.ui"],
              ["avow-reports-page.ui"], ["avow-programme-page.ui", "avow-programme-page.c"]]

DATA = (".desktop.in", ".gschema.xml", ".metainfo.xml.in", ".mime.xml.in")

# What meson's preset 'glib' gives to xgettext.
XGETTEXT = """--from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2
--keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3
--flag=N_:1:pass-c-format --flag=C_:2:pass-c-format --flag=NC_:2:pass-c-format --flag=g_dngettext:2:pass-c-format
--flag=g_strdup_printf:1:c-format --flag=g_string_printf:2:c-format --flag=g_string_append_printf:2:c-format
--flag=g_error_new:3:c-format --flag=g_set_error:4:c-format --flag=g_print:1:c-format --flag=g_printerr:1:c-format
""".split()


def run(*command, cwd=None):
    """What a tool says, in English whoever runs it."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def read(path):
    return path.read_text(encoding="utf-8")


def speaks(path):
    """Whether text for people stands in a file."""
    if path.suffix in (".c", ".h"):
        return CALL.search(COMMENT.sub("", read(path))) is not None
    if path.suffix == ".ui":
        return 'translatable="yes"' in read(path)
    return path.name.endswith(DATA)


def check_list(root):
    """POTFILES names each file in which text for people stands, in order, and no other."""
    listed = [line for line in read(root / "po/POTFILES").split("\n") if line and not line.startswith("#")]
    found = {path.relative_to(root).as_posix() for folder in ("app", "data") for path in (root / folder).rglob("*")
             if path.is_file() and speaks(path)}
    findings = [f"{name}: has text for people, but is not in po/POTFILES" for name in sorted(found - set(listed))]
    findings += [f"po/POTFILES: {name} has no text for people" for name in listed if name not in found]
    if listed != sorted(set(listed)):
        findings.append("po/POTFILES: is not sorted, or names a file twice")
    return findings


def check_plurals(root):
    """A catalogue holds one plural for each singular; a second one would be lost."""
    plurals = {}
    findings = []
    for path in sorted((root / "app").rglob("*.c")):
        for singular, plural in PLURAL.findall(read(path)):
            if plurals.setdefault(singular, plural) != plural:
                findings.append(f"{path.relative_to(root)}: “{singular}” has another plural elsewhere")
    return findings


def extract(root, folder):
    """The texts as they stand now; xgettext's warnings are about texts that it can't take whole."""
    findings = []
    # A file that is listed and not there is found already, and would end xgettext.
    names = [name for name in read(root / "po/POTFILES").split("\n")
             if name and not name.startswith("#") and (root / name).is_file()]
    listed = folder / "files"
    listed.write_text("\n".join(names), encoding="utf-8")
    code, _, errors = run("xgettext", *XGETTEXT, "-f", str(listed), "-o", str(folder / "avow.pot"), cwd=root)
    for line in errors.split("\n"):
        if "not a valid C format string" in line:
            findings.append(f"{line.split(' warning:')[0]} the text is cut at a macro; numbers go by PRId64 and its like")
    if code != 0:
        findings.append(f"po/POTFILES: xgettext fails: {errors.strip()}")
    return findings


def list_messages(catalogue, which):
    """The first line of each message that msgattrib picks out."""
    _, output, _ = run("msgattrib", "--no-wrap", "--no-obsolete", which, str(catalogue))
    return [text for text in re.findall(r'^msgid "(.+)"$', output, re.M)]


def check_catalogue(root, language, folder):
    name = f"po/{language}.po"
    merged = folder / f"{language}.po"
    binary = folder / f"{language}.mo"
    findings = []
    code, _, errors = run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", str(merged), str(root / name),
                          str(folder / "avow.pot"))
    if code != 0:
        return [f"{name}: msgmerge fails: {errors.strip()}"], None
    findings += [f"{name}: “{text}” is not translated" for text in list_messages(merged, "--untranslated")]
    findings += [f"{name}: “{text}” is only guessed at (fuzzy)" for text in list_messages(merged, "--only-fuzzy")]
    code, _, errors = run("msgfmt", "--check", "-o", str(binary), str(merged))
    if code != 0:
        findings.append(f"{name}: msgfmt refuses it: {errors.strip()}")
        run("msgfmt", "-o", str(binary), str(merged))
    with open(binary, "rb") as file:
        return findings, gettext.GNUTranslations(file)


def labels(element, scope):
    """Each label with a letter, and what it stands in: a menu by itself, or the window and perhaps a page of it."""
    if element.tag == "menu":
        scope = (element,)
    elif element.get("class") == "GtkStackPage":
        scope = scope + (element,)
    if element.get("translatable") == "yes" and MNEMONIC.search(element.text or ""):
        yield scope, element.get("context"), element.text
    for child in element:
        yield from labels(child, scope)


def meet(one, other):
    """Whether two labels can be seen at once: not if they are on different pages of a stack."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def labels_of(path):
    if path.suffix == ".ui":
        tree = ElementTree.parse(path).getroot()
        return list(labels(tree, (tree,)))
    return [((), None, text) for text in CALLED_LABEL.findall(read(path)) if MNEMONIC.search(text)]


def windows(root):
    """What is seen at once: each template by itself, and each page of the main window with what is beside it."""
    folder = root / "app/ui"
    for path in sorted(folder.glob("*.ui")):
        yield path.relative_to(root), labels_of(path)
    for names in MAIN_PAGES:
        together = [label for name in names + BESIDE for label in labels_of(folder / name)]
        # a template's own pages and menus are told apart above; here all of it is one
        yield (folder / names[0]).relative_to(root), [((), context, text) for _, context, text in together]


def check_letters(root, language, translation):
    """No two labels that are seen at once go by the same letter with Alt, and none loses the letter that it had."""
    findings = []
    for name, found in windows(root):
        seen = []
        place = f"{name} ({language})"
        for scope, context, text in found:
            shown = text
            if translation is not None:
                shown = translation.pgettext(context, text) if context else translation.gettext(text)
            match = MNEMONIC.search(shown)
            if match is None:
                findings.append(f"{place}: “{shown}” has lost its letter for Alt")
                continue
            letter = match.group(1).lower()
            findings += [f"{place}: “{first}” and “{shown}” go by the same letter" for other, first, taken in seen
                         if taken == letter and first != shown and meet(other, scope)]
            seen.append((scope, shown, letter))
    return findings


def check(root):
    findings = check_list(root) + check_plurals(root) + check_letters(root, "en", None)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        findings += extract(root, folder)
        for language in LANGUAGES:
            found, translation = check_catalogue(root, language, folder)
            findings += found
            if translation is not None:
                findings += check_letters(root, language, translation)
    return findings


def template(*labels):
    rows = "".join(f'<property name="label" translatable="yes">{label}</property>' for label in labels)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<interface domain="avow"><object>{rows}</object></interface>\n'


def message(text, translated, flag=""):
    return f'\n{flag}msgid "{text}"\nmsgstr "{translated}"\n'


def control(root):
    """Each planted fault must be found, or the check proves nothing. Text for a file that exists goes to its end."""
    window = "app/ui/avow-planted.ui"
    listed = {"po/POTFILES": window + "\n"}
    plants = {
        "avow-planted.c: has text for people": {"app/ui/avow-planted.c": 'char *planted = N_("Planted");\n'},
        "avow-planted.ui: has text for people": {window: template("Planted")},
        "planted.c has no text for people": {"po/POTFILES": "app/ui/planted.c\n"},
        "is not sorted": {"po/POTFILES": "app/avow.c\n"},
        "“Planted” is not translated": {"app/avow.c": 'char *planted = N_("Planted");\n'},
        "“Planted” is only guessed at": {"app/avow.c": 'char *planted = N_("Planted");\n',
                                         "po/de.po": message("Planted", "Gepflanzt", "#, fuzzy\n")},
        "msgfmt refuses it": {"app/avow.c": 'char *planted = g_strdup_printf (_("Planted %d"), 1);\n',
                              "po/de.po": message("Planted %d", "Gepflanzt %s", "#, c-format\n")},
        "cut at a macro": {"app/avow.c": 'char *planted = g_strdup_printf (_("Planted %" G_GINT64_FORMAT "."), n);\n'},
        "has another plural elsewhere": {"app/avow.c": 'char *a = ngettext ("%d plant", "%d plants", n);\n'
                                                       'char *b = ngettext ("%d plant", "%d flowers", n);\n'},
        "(en): “_Planted” and “_Put” go by": listed | {window: template("_Planted", "_Put")},
        "(de): “_Gepflanzt” and “_Gelegt” go by": listed | {
            window: template("_Planted", "Pu_t"),
            "po/de.po": message("_Planted", "_Gepflanzt") + message("Pu_t", "_Gelegt")},
        "programme-page.ui (en): “_Plant” and “_Programme” go by": {
            "app/ui/avow-programme-page.c": 'char *planted = _("_Plant");\n'},
        "“Gepflanzt” has lost its letter": listed | {window: template("_Planted"),
                                                     "po/de.po": message("_Planted", "Gepflanzt")},
    }
    failures = 0
    before = set(check(root))
    for expected, files in plants.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder)
            for part in ("app", "data", "po"):
                shutil.copytree(root / part, copy / part)
            for name, text in files.items():
                with open(copy / name, "a", encoding="utf-8") as file:
                    file.write(text)
            if not any(expected in finding for finding in set(check(copy)) - before):
                print(f"not found: {expected}")
                failures += 1
    return failures


def main():
    root = pathlib.Path(sys.argv[1])
    if len(sys.argv) > 2 and sys.argv[2] == "--control":
        return 1 if control(root) else 0
    findings = check(root)
    print("\n".join(findings))
    return 1 if findings else 0


sys.exit(main())
