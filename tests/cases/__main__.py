"""Rewrites what is expected of every case, or of those named, and says which have changed."""

import shutil
import sys

from tests.cases.record import cases, expected, recorded

names = sys.argv[1:]
for case in cases():
    if not names or case.name in names:
        found = recorded(case)
        if found != expected(case):
            shutil.rmtree(case.folder / "expected", ignore_errors=True)
            for name, text in found.items():
                file = case.folder / "expected" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
            print(f"{case.name}: rewritten")
