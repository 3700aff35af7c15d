#!/usr/bin/env python3
# blind-reader.py: what somebody scores who reads the answers and never the course
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Usage: blind-reader.py [--control] COURSE.xml…

A question is worth asking only if it can't be answered by its shape. This reader has habits in place of
knowledge: it takes the longest answer, or the shortest, the first, the last, the one that sounds most
cautious, or the one whose words give it away. Its scores over all questions of the courses given are
printed, then pool by pool, with how evenly the right answers are spread over the positions as written.

Where a habit can't decide between several options, the question counts for the chance of taking the right
one. Where several options are right, the reader is told how many, which is generous to it.

Exit 0: no habit reaches LIMIT over all questions, and none reaches PASS in any pool. 1: one does.
2: a file can't be read. With --control the courses are bad ones, and the verdict is turned round: 0 only if the
longest, the first, the most cautious and the given-away answer are each caught.
"""

import re
import sys
import xml.etree.ElementTree as tree
from math import comb

NAMESPACE = "{urn:avow:course:1}"
LIMIT = 50  # percent over all questions
PASS = 80   # percent of one pool
UNREADABLE = 2

# What cautious answers are made of. The option with the most such words is taken for the most cautious. A word
# counts in each of its forms where it ends in *.
CAUTIOUS = """
  refus* declin* report* ask* check* verif* confirm* wait* until stop* delet* destroy* remov* lock* secur*
  never not no nobody nothing none neither don’t cannot can’t
  only first before unless without must
  forbid* forbidden allow* permission consent agreed law policy rule* authority
  privacy confidential* secret* sensitive anonymous
  manager supervisor team contact lawyer board officer
  drop* skip* leave* keep* safe* careful* return* give* back withdraw*
"""

# What gives answers away: right ones tend to do a small thing and to look after somebody besides, wrong ones to
# excuse themselves, to go too far or to send people away. An option has a point for each of the first two and loses
# one for each of the others.
SMALL_ACTS = "quietly note* tell* ring* call* report* say*"
SECOND_HALF = "and"
EXCUSES = "because since so_that ,_as"
REFUSALS = "refus* declin* drop* delet* destroy* take_no"
ABSOLUTES = "all every each only alone always never any whole everything nothing"
OPENING_REFUSALS = "nothing no none never neither nobody"


def compile_words(words):
  """A pattern for any of the words, each in all its forms where it ends in *; _ stands for a space."""
  forms = [re.escape(word.rstrip("*").replace("_", " ")) + (r"\w*" if word.endswith("*") else "")
           for word in words.split()]
  return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)", re.IGNORECASE)


CAUTIOUS_PATTERN = compile_words(CAUTIOUS)
GIVING_AWAY = [compile_words(words) for words in (SMALL_ACTS, SECOND_HALF)]
TELLING_AGAINST = [compile_words(words) for words in (EXCUSES, REFUSALS, ABSOLUTES)]
OPENING_PATTERN = compile_words(OPENING_REFUSALS)


def count_cues(text):
  """How much the words of an option speak for its being right, to a reader who knows how such options are written."""
  text = text.lstrip("“")
  speaking_for = sum(bool(pattern.search(text)) for pattern in GIVING_AWAY)
  against = sum(bool(pattern.search(text)) for pattern in TELLING_AGAINST) + bool(OPENING_PATTERN.match(text))
  return speaking_for - against


def read_text(element):
  """The text of an option as shown: without its feedback, white space folded."""
  parts = [element.text or ""]
  for child in element:
    if child.tag != NAMESPACE + "feedback":
      parts.append(read_text(child))
    parts.append(child.tail or "")
  return " ".join("".join(parts).split())


def read_question(element):
  """The options of a question, each as (text, whether it is right)."""
  return [(read_text(option), option.get("correct") == "yes") for option in element.iter(NAMESPACE + "option")]


def score_habit(options, liking):
  """The chance that a reader is right who takes the options that it likes best, as many as are right."""
  ranked = sorted(range(len(options)), key=lambda i: liking(i, options[i][0]), reverse=True)
  wanted = sum(right for _, right in options)
  edge = liking(ranked[wanted - 1], options[ranked[wanted - 1]][0])
  sure = [i for i in ranked if liking(i, options[i][0]) > edge]
  tied = [i for i in ranked if liking(i, options[i][0]) == edge]
  if not all(options[i][1] for i in sure) or sum(options[i][1] for i in tied) < wanted - len(sure):
    return 0.0
  return 1 / comb(len(tied), wanted - len(sure))


HABITS = {
  "longest": lambda i, text: len(text),
  "shortest": lambda i, text: -len(text),
  "first": lambda i, text: -i,
  "last": lambda i, text: i,
  "cautious": lambda i, text: len(CAUTIOUS_PATTERN.findall(text)),
  "cues": lambda i, text: count_cues(text),
}


def read_pools(path):
  """Yields (course id, pool id, questions) for each pool of a course."""
  root = tree.parse(path).getroot()
  for pool in root.iter(NAMESPACE + "pool"):
    yield root.get("id"), pool.get("id"), [read_question(q) for q in pool.iter(NAMESPACE + "question")]


def percent(questions, habit):
  return 100 * sum(score_habit(options, HABITS[habit]) for options in questions) / len(questions)


def print_row(name, questions, cells):
  print(f"{name:<44} {questions:>9}" + "".join(f" {cell:>9}" for cell in cells))


def print_positions(questions):
  """How often the right answer stands where, over questions with one right answer of three or more."""
  single = [options for options in questions if len(options) > 2 and sum(right for _, right in options) == 1]
  places = [next(i for i, (_, right) in enumerate(options) if right) for options in single]
  spread = ", ".join(f"{place + 1}: {places.count(place)}" for place in range(max(places, default=-1) + 1))
  print(f"\nPositions of the right answer as written, {len(single)} questions with one: {spread}")


def judge(pools):
  """Prints the scores, and returns what is wrong as (habit, message)."""
  everything = [question for _, questions in pools for question in questions]
  faults = []
  print_row("pool", "questions", HABITS)
  for name, questions in pools + [("all", everything)]:
    limit = LIMIT if name == "all" else PASS
    scores = {habit: percent(questions, habit) for habit in HABITS}
    print_row(name, len(questions), [f"{score:.0f} %" for score in scores.values()])
    faults += [(habit, f"{name}: the {habit} answer scores {score:.0f} %; under {limit} % is fair")
               for habit, score in scores.items() if score >= limit]
  print_positions(everything)
  return faults


def main(paths, control):
  pools = [(f"{course}/{pool}", questions) for path in paths for course, pool, questions in read_pools(path) if questions]
  if not pools:
    print("blind-reader: no questions found", file=sys.stderr)
    return UNREADABLE

  faults = judge(pools)
  if control:
    missed = {"longest", "first", "cautious", "cues"} - {habit for habit, _ in faults}
    print("\nEach bad habit was caught." if not missed else f"\nNot caught: {', '.join(sorted(missed))}.")
    return 1 if missed else 0
  for _, message in faults:
    print(f"blind-reader: {message}", file=sys.stderr)
  return 1 if faults else 0


if __name__ == "__main__":
  arguments = [argument for argument in sys.argv[1:] if argument != "--control"]
  if not arguments:
    print(__doc__, file=sys.stderr)
    sys.exit(UNREADABLE)
  try:
    sys.exit(main(arguments, "--control" in sys.argv[1:]))
  except (OSError, tree.ParseError) as error:
    print(f"blind-reader: {error}", file=sys.stderr)
    sys.exit(UNREADABLE)
