#!/usr/bin/env python3
"""Publishes what ships, as pages of the web and as PDF, and looks at what came of it.

    publish.py COURSES            exit 1 if anything is wrong
    publish.py COURSES --control  spoils a page in each way that is looked for, and fails unless that is found

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

from accessible import check_page, check_paper, run

NS = "{urn:avow:course:1}"
FACTS = {"organisation": "Bellwether & Sons <Ltd>", "breach-contact": "the desk, 555 0100"}
# how to spoil a page, and what must be said then
FAULTS = [
    (r'(<html [^>]*)lang="[^"]*" xml:lang="[^"]*"', r"\1", "its language is"),
    (r' alt="[^"]*"', "", "has no text in its place"),
    (r"<(/?)h1", r"<\1p", "there is not one h1"),
    (r"<(/?)h3", r"<\1h4", "follows h2"),
    (r' scope="[a-z]*"', "", "a header has no scope"),
    (r"</body>", "<script/></body>", "there is <script>"),
    (r"<p>", '<p onclick="x()">', "a script or a style of its own"),
    (r"</main>", "", "it is not well-formed"),
    (r'href="#term-', 'href="#nowhere-', "leads nowhere"),
    (r'src="', 'src="https://example.org/', "is not beside the page"),
    (r"<title>[^<]*", "<title>", "it has no title"),
    (r"<th[ >].*</th>", "<td>-</td>", "has no headers"),
]

findings = []


def expect(condition, what):
    if not condition:
        findings.append(what)


def fill_in(root):
    """Something for each fact that it uses."""
    facts = {name: FACTS.get(name, f"what is said of {name}".replace("-", " ")) for name in {v.get("name") for v in root.iter(NS + "var")} | FACTS.keys()}
    # somewhere where every part of it holds
    places = {"EU": "DE", "US": "US-CA"}
    held = {places.get(word, word) for when in root.iter(NS + "when") for word in (when.get("jurisdiction") or "").split()}
    return {**facts, "jurisdiction": " ".join(sorted(held | {"DE"}))}


def publish(folder, path, *options, facts=None, expected=0):
    facts = fill_in(read_source(path)) if facts is None else facts
    words = [word for name, value in facts.items() for word in ("--fact", f"{name}={value}")]
    done = subprocess.run(["avowctl", "course", "publish", *options, *words, str(path)], capture_output=True, text=True,
                          env={**__import__("os").environ, "XDG_DATA_HOME": str(folder / "nobody")})
    expect(done.returncode == expected, f"publish {path.name} {options}: exit code {done.returncode}: {done.stderr}")
    return done


def read_source(path):
    return ET.parse(path / "course.xml" if path.is_dir() else path).getroot()


def is_shown(root):
    """Pages and clauses: what is published of a course or document."""
    return [part for name in ("summary", "page", "preamble", "clause") for part in root.iter(NS + name)]


def count(root, name):
    return sum(1 for part in is_shown(root) for _ in part.iter(NS + name))


def squeeze(text):
    return re.sub(r"\s+", " ", text)


def first_words(part):
    """The words of a paragraph up to where anything stands in it."""
    return [squeeze(p.text).strip() for p in part.iter(NS + "p") if p.text and len(p.text.split()) > 3]


def check_text(name, text, root):
    text = squeeze(text)
    for part in is_shown(root):
        expect(part.get("title") is None or part.get("title") in text, f"{name}: “{part.get('title')}” is missing")
        for words in first_words(part):
            expect(words in text, f"{name}: “{words}” is missing")
    used = {var.get("name") for part in is_shown(root) for var in part.iter(NS + "var")}
    # in a table on paper one line stands between another's words
    used -= {var.get("name") for table in root.iter(NS + "table") for var in table.iter(NS + "var")} if name.endswith("paper") else set()
    for variable in used:
        expect(fill_in(root)[variable] in text, f"{name}: what is said of {variable} is missing")
    expect("not filled in" not in text, f"{name}: something is not filled in")


def check_one(folder, path):
    root = read_source(path)
    name, language, title = path.stem, root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("title")
    page, paper = folder / name, folder / f"{name}.pdf"
    publish(folder, path, "--html", str(page), "--pdf", str(paper))
    findings.extend(f"{name}: {finding}" for finding in check_page(page, language))
    findings.extend(f"{name}.pdf: {finding}" for finding in check_paper(paper, language, title, count(root, "figure"), count(root, "th")))
    check_text(f"{name}, page", "".join(ET.parse(page / "index.html").getroot().itertext()), root)
    # without the lines below each page of paper
    check_text(f"{name}, paper", re.sub(r"\n[^\n]+ · [^\n]+\n+Page \d+ of \d+\n+\f", "\n", run("pdftotext", paper, "-").decode()), root)
    expect(root.tag != NS + "course" or len(re.findall(r"^ +\d+ \[", run("pdfinfo", "-dests", paper).decode(), re.M)) > count(root, "h2") / 2,
           f"{name}.pdf: it has no destinations")


def check_missing(folder, path):
    done = publish(folder, path, "--html", str(folder / "gaps"), facts={}, expected=1)
    text = (folder / "gaps" / "index.html").read_text(encoding="utf-8")
    for variable in {v.get("name") for v in read_source(path).iter(NS + "var")}:
        expect(f"“{variable}” is not filled in" in done.stderr, f"gaps: {variable} is not named")
    expect("<mark>[organisation: not filled in]</mark>" in text, "gaps: none is shown in the text")


def check_summary(folder, path):
    root = read_source(path)
    paper = folder / "summary.pdf"
    publish(folder, path, "--summary", "--pdf", str(paper), "--html", str(folder / "summary"))
    text = squeeze(run("pdftotext", paper, "-").decode())
    expect("Pages:           1\n" in run("pdfinfo", paper).decode(), "summary: it has not one page")
    habits = [p for aside in root.iter(NS + "aside") if aside.get("role") == "habit" for p in aside.iter(NS + "p")]
    expect(len(habits) >= 18, "summary: there are no habits to look for")
    for habit in habits:
        words = squeeze("".join(habit.itertext())).strip()
        expect(words in text, f"summary: “{words}” is missing")
    expect(FACTS["breach-contact"] in text, "summary: whom to tell is missing")
    findings.extend(f"summary: {finding}" for finding in check_page(folder / "summary", "en"))


def check_refusals(folder, courses):
    document = courses / "declarations" / "confidentiality-agreement.xml"
    done = publish(folder, document, "--summary", "--html", str(folder / "no"), expected=2)
    expect("no habits" in done.stderr and not (folder / "no").exists(), "a document was summed up")
    publish(folder, document, expected=2)
    publish(folder, document, "--html", "/proc/no", expected=2)
    broken = folder / "broken.xml"
    broken_text = (document.read_text(encoding="utf-8").replace("</preamble>", "<blink/></preamble>"))
    broken.write_text(broken_text, encoding="utf-8")
    done = publish(folder, broken, "--html", str(folder / "no"), expected=1)
    expect("broken.xml:" in done.stdout and not (folder / "no").exists(), "a broken document was published")


def check_store_facts(folder, courses):
    """A course that ships is in use in a sample, with the facts of that organisation."""
    store = folder / "store"
    subprocess.run(["avowctl", "sample", str(store)], check=True, capture_output=True)
    done = subprocess.run(["avowctl", "--data", str(store), "course", "publish", "--html", str(folder / "ours"),
                           str(courses / "maintaining-customer-privacy")], capture_output=True, text=True)
    text = (folder / "ours" / "index.html").read_text(encoding="utf-8")
    expect(done.returncode == 0 and "not filled in" not in text, f"the store's facts are not taken: {done.stderr}")


def control(folder, courses):
    page = folder / "page"
    publish(folder, courses / "maintaining-customer-privacy", "--html", str(page))
    text = (page / "index.html").read_text(encoding="utf-8")
    for pattern, replacement, expected in FAULTS:
        spoilt = re.sub(pattern, replacement, text)
        (page / "index.html").write_text(spoilt, encoding="utf-8")
        said = list(check_page(page, "en"))
        expect(spoilt != text and any(expected in finding for finding in said), f"not found: {expected}: {said}")
    shutil.rmtree(page)


def main():
    courses = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if "--control" in sys.argv:
            control(folder, courses)
        else:
            paths = sorted(p.parent for p in courses.glob("*/course.xml"))
            paths += sorted(p for p in courses.glob("*/*.xml") if p.name.count(".") == 1 and p.name != "course.xml")
            expect(len(paths) >= 3, "there is nothing to publish")
            for path in paths:
                check_one(folder, path)
            check_missing(folder, courses / "maintaining-customer-privacy")
            check_summary(folder, courses / "maintaining-customer-privacy")
            check_refusals(folder, courses)
            check_store_facts(folder, courses)
    print("\n".join(findings))
    sys.exit(1 if findings else 0)


main()
