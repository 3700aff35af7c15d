#!/usr/bin/env python3
# reading-grade.py: how many years of school a text asks for
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Usage: reading-grade.py [--control] FILE.xml…

Prints the Flesch-Kincaid grade level of courses, declarations and policies, as a whole and part by part:

    0.39 · words / sentences + 11.8 · syllables / words - 15.59

(Kincaid, Fishburne, Rogers and Chissom, 1975). Grade 8 is read by people of thirteen. It is a rule of thumb about
lengths: it knows nothing of whether a text is clear.

What is measured is what people read, each block being a sentence or more. References to laws in brackets are left
out, and a variable counts as one word. Syllables are counted as groups of vowels, without a silent e.

Exit 0: no course is above LIMIT. 1: one is. 2: a file can't be read. Declarations and policies are only printed, as
what binds has to be exact. With --control the verdict is turned round: 0 only if every file is above LIMIT.
"""

import re
import sys
import xml.etree.ElementTree as tree

NAMESPACE = "{urn:avow:course:1}"
LIMIT = 8.0
UNREADABLE = 2

BLOCKS = """
  p h2 h3 h4 li th td caption figcaption summary
  feedback option choice left right decoy entry passage statement contact
"""
PARTS = {
  "pages": "page",
  "questions": "pool",
  "scenarios": "scenario",
  "clauses": "clause",
}

REFERENCE = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\d[^()]*(?:\([^()]*\)[^()]*)*\)")
# Where a full stop ends no sentence.
ABBREVIATION = re.compile(r"\b(Art|Cal|Civ|Gov|Mr|Mrs|Ms|Dr|No|ss?|U\.S\.C|e\.g)\.")
SENTENCE_END = re.compile(r"[.!?]+[”)]*(?:\s|$)")
WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
VOWELS = re.compile(r"[aeiouyà-æè-ïò-öø-ýāēěīōőūůű]+")
SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxcg])es$")
BLOCK_TAGS = {NAMESPACE + name for name in BLOCKS.split()}


def is_block(element):
  return element.tag in BLOCK_TAGS


def read_line(element):
  """The text of a block without the blocks in it."""
  parts = [element.text or ""]
  for child in element:
    if child.tag == NAMESPACE + "var":
      parts.append("it")
    elif not is_block(child):
      parts.append(read_line(child))
    parts.append(child.tail or "")
  return "".join(parts)


def read_lines(element):
  lines = (" ".join(read_line(block).split()) for block in element.iter() if is_block(block))
  return [ABBREVIATION.sub(r"\1", REFERENCE.sub("", line)) for line in lines if line]


def count_syllables(word):
  return max(1, len(VOWELS.findall(SILENT_END.sub("", word.lower()))))


class Measure:
  def __init__(self, elements):
    lines = [line for element in elements for line in read_lines(element)]
    words = [word for line in lines for word in WORD.findall(line)]
    self.words = len(words)
    self.sentences = sum(max(1, len(SENTENCE_END.findall(line))) for line in lines)
    self.syllables = sum(map(count_syllables, words))

  def get_grade(self):
    return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

  def print_row(self, name):
    print(f"{name:<44} {self.words:>7} {self.words / self.sentences:>10.1f} {self.syllables / self.words:>10.2f} "
          f"{self.get_grade():>6.1f}")


def judge(path):
  """Prints the grades of a file, and returns the grade of the whole, and whether it is a course."""
  root = tree.parse(path).getroot()
  whole = Measure([root])
  whole.print_row(root.get("id"))
  for name, tag in PARTS.items():
    elements = list(root.iter(NAMESPACE + tag))
    if any(read_lines(element) for element in elements):
      Measure(elements).print_row("  " + name)
  return whole.get_grade(), root.tag == NAMESPACE + "course"


def main(paths, control):
  print(f"{'':<44} {'words':>7} {'a sentence':>10} {'syllables':>10} {'grade':>6}")
  grades = [judge(path) for path in paths]
  if control:
    return 0 if all(grade > LIMIT for grade, _ in grades) else 1
  return 1 if any(grade > LIMIT for grade, is_course in grades if is_course) else 0


if __name__ == "__main__":
  arguments = [argument for argument in sys.argv[1:] if argument != "--control"]
  if not arguments:
    print(__doc__, file=sys.stderr)
    sys.exit(UNREADABLE)
  try:
    sys.exit(main(arguments, "--control" in sys.argv[1:]))
  except (OSError, tree.ParseError) as error:
    print(f"reading-grade: {error}", file=sys.stderr)
    sys.exit(UNREADABLE)
