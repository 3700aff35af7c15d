#!/usr/bin/env python3
# compare-itstool.py: templates hold what itstool finds by the published rules
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Usage: compare-itstool.py [--control] AVOWCTL RULES COURSE.xml…

Whoever translates with other tools by data/avow-course.its gets the same texts. Two things differ by intent: where
something follows a line, such as an option's feedback, itstool leaves a placeholder at its end; and the white space
between the options of a gap is none of the text. With --control the rules lack what stands inside a line, and the
verdict is turned round.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


def read(template):
  """The texts of a template."""
  texts = set()
  for lines in re.findall(r'^msgid ((?:".*"\n)+)', template, re.MULTILINE):
    text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines))
    text = re.sub(r"\s*<_:[a-z-]+-\d+/>\s*", "", text)
    texts.add(re.sub(r" ?<(option|feedback|/gap)\b", r"<\1", text))
  return texts - {""}


def main():
  arguments = sys.argv[1:]
  control = arguments[0] == "--control"
  avowctl, rules, *courses = arguments[control:]
  if shutil.which("itstool") is None:
    return SKIPPED

  different = 0
  with tempfile.TemporaryDirectory() as folder:
    its = pathlib.Path(folder) / "rules.its"
    text = pathlib.Path(rules).read_text(encoding="utf-8")
    its.write_text(text.replace("//c:strong |", "") if control else text, encoding="utf-8")
    for course in courses:
      other = subprocess.run(["itstool", "-i", its, "-o", "-", course], check=True, capture_output=True, text=True).stdout
      template = pathlib.Path(folder) / "own.pot"
      subprocess.run([avowctl, "course", "translate", "--template", template, course], check=True)
      own = read(template.read_text(encoding="utf-8"))
      theirs = read(other)
      print(f"{course}: {len(own)} texts, {len(own ^ theirs)} of them different")
      for line in sorted(own ^ theirs)[:5]:
        print("  " + ("ours: " if line in own else "itstool's: ") + line[:160])
      different += len(own ^ theirs)
  return int((different > 0) != control)


sys.exit(main())
