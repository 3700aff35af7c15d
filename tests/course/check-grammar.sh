#!/bin/sh
# check-grammar.sh: the grammar's XML syntax is what trang makes of its compact syntax
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-grammar.sh avow-course.rnc avow-course.rng [--control]
set -eu

command -v trang >/dev/null || exit 77 # skipped

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

trang "$1" "$folder/made.rng"
if [ "${3-}" = --control ]; then
  sed 's/habit/custom/' "$1" > "$folder/other.rnc"
  trang "$folder/other.rnc" "$folder/made.rng"
  ! cmp -s "$folder/made.rng" "$2"
else
  diff -u "$2" "$folder/made.rng" || { echo "run: trang data/avow-course.rnc data/avow-course.rng"; exit 1; }
fi
