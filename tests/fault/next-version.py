#!/usr/bin/env python3
"""Writes the SQL of a version that is not there yet: a table that others refer to has one column more.

    next-version.py VERSION STORE.SQL MIGRATE.SQL NEXT-STORE.SQL NEXT-MIGRATE.SQL

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys

OWN = "  own INTEGER NOT NULL CHECK (own IN (0, 1))"
STEP = """
-- name: from-{version}
CREATE TEMP TABLE kept AS SELECT * FROM ledger;
DROP TABLE ledger;
{tables}
INSERT INTO ledger ({columns}, remark) SELECT {columns}, 'kept since version {version}' FROM kept;
DROP TABLE kept;
"""


def main():
    version, *paths = sys.argv[1:]
    store, migrate, next_store, next_migrate = map(pathlib.Path, paths)
    text = store.read_text(encoding="utf-8")
    if text.count(OWN) != 1:
        sys.exit("the table “ledger” is not as this script knows it")
    text = text.replace(OWN, OWN + ",\n  remark TEXT")
    next_store.write_text(text, encoding="utf-8")

    table = re.search(r"CREATE TABLE ledger \(\n(.*?)\n\) STRICT;\n(CREATE [^;]* ON ledger [^;]*;\n)*", text, re.S)
    columns = [line.split()[0] for line in table.group(1).splitlines()]
    columns.remove("remark")
    step = STEP.format(version=version, tables=table.group(0).rstrip("\n"), columns=", ".join(columns))
    next_migrate.write_text(migrate.read_text(encoding="utf-8") + step, encoding="utf-8")


main()
