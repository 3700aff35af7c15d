"""What makes a published page accessible, as a machine can see it, and what a PDF says of its own structure.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ET

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
REMOTE = re.compile(r"^([a-z]+:)?//|^data:")


def plain(tag):
    return tag.removeprefix(XHTML)


def parents(root):
    return {child: parent for parent in root.iter() for child in parent}


def check_headings(root):
    levels = [int(plain(e.tag)[1]) for e in root.iter() if re.fullmatch(r"h[1-6]", plain(e.tag))]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"there is not one h1, at the beginning: {levels}"
    for before, after in zip(levels, levels[1:]):
        if after > before + 1:
            yield f"h{after} follows h{before}"
    if any(not "".join(e.itertext()).strip() for e in root.iter() if re.fullmatch(r"h[1-6]", plain(e.tag))):
        yield "a heading is empty"


def check_links(root, folder):
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id stands twice"
    for link in root.iter(f"{XHTML}a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            yield f"{target} leads nowhere"
        if not "".join(link.itertext()).strip():
            yield f"the link to {target} has no words"
    for element in root.iter():
        own = element.get("src") or (element.get("href") if plain(element.tag) == "link" else None)
        if own and (REMOTE.match(own) or not (folder / own).is_file()):
            yield f"{own} is not beside the page"


def check_tables(root):
    for table in root.iter(f"{XHTML}table"):
        heads = list(table.iter(f"{XHTML}th"))
        if not heads:
            yield "a table has no headers"
        yield from (f"a header has no scope: {''.join(head.itertext())}" for head in heads if head.get("scope") not in ("col", "row"))


def check_page(folder, language):
    """What is wrong with the page in a folder, a line each."""
    folder = pathlib.Path(folder)
    text = (folder / "index.html").read_text(encoding="utf-8")
    done = subprocess.run(["xmllint", "--noout", "--nonet", folder / "index.html"], capture_output=True, text=True)
    if done.returncode != 0:
        yield f"it is not well-formed: {done.stderr}"
        return
    root = ET.fromstring(text)
    if not text.startswith("<!DOCTYPE html>\n"):
        yield "it does not begin with the doctype of HTML"
    if root.get("lang") != language or root.get(XML_LANG) != language:
        yield f"its language is {root.get('lang')}, not {language}"
    if not (root.findtext(f"{XHTML}head/{XHTML}title") or "").strip():
        yield "it has no title"
    yield from check_headings(root)
    yield from check_links(root, folder)
    yield from check_tables(root)
    for image in root.iter(f"{XHTML}img"):
        if not (image.get("alt") or "").strip():
            yield f"{image.get('src')} has no text in its place"
    tags = {plain(e.tag) for e in root.iter()}
    yield from (f"there is <{tag}>" for tag in sorted(tags & {"script", "style", "iframe", "object", "embed", "font", "center"}))
    if any(name.startswith("on") or name == "style" for e in root.iter() for name in e.attrib):
        yield "an element has a script or a style of its own"
    if len(list(root.iter(f"{XHTML}link"))) != 1:
        yield "there is not one stylesheet"
    if len(list(root.iter(f"{XHTML}main"))) != 1:
        yield "there is not one main part"


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, check=True).stdout


def check_paper(path, language, title, n_figures, n_headers):
    """What is wrong with a PDF, a line each."""
    data = pathlib.Path(path).read_bytes()
    info = run("pdfinfo", path).decode()
    structure = run("pdfinfo", "-struct", path).decode()
    if not re.search(r"^Tagged: +yes$", info, re.M):
        yield "it is not tagged"
    if not re.search(rf"^Title: +{re.escape(title)}$", info, re.M):
        yield f"its title is not “{title}”"
    if f"/Lang ({language})".encode() not in data:
        yield f"its language is not {language}"
    if b"/DisplayDocTitle true" not in data:
        yield "a window would show the file's name"
    levels = [int(level) for level in re.findall(r"^ *H([1-6]) \(block\)", structure, re.M)]
    if levels.count(1) != 1 or levels[0] != 1 or any(after > before + 1 for before, after in zip(levels, levels[1:])):
        yield f"its headings are {levels}"
    if structure.count("Figure") != n_figures or data.count(b"/Alt <FEFF") != n_figures:
        yield f"of {n_figures} pictures it has {structure.count('Figure')}, and texts for {data.count(b'/Alt <FEFF')}"
    heads = len(re.findall(r"^ *TH\b", structure, re.M))
    if heads != n_headers or data.count(b"/O /Table /Scope /") != n_headers:
        yield f"of {n_headers} headers it has {heads}, with a scope {data.count(b'/O /Table /Scope /')}"
