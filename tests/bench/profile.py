"""Where a build spends its time: `python -m tests.bench.profile [ARTICLES]`, from the repository's root.

One cold build of the corpus in this process, with one worker, under cProfile; prints the 40 functions with the most
time of their own. Call it by `-m` as shown: by its path it would hide the standard library's module of that name.
"""

import cProfile
import pstats
import runpy
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.corpus import make
from tests.bench.dateline_site import write

SHOWN = 40


def main(articles: int) -> None:
    with TemporaryDirectory(prefix="profile-") as folder:
        site, output = Path(folder, "site"), Path(folder, "output")
        write(make(articles), site)
        sys.argv = ["builder", "build", str(site), "--output", str(output), "--workers", "1"]
        profile = cProfile.Profile()
        with suppress(SystemExit), profile:
            runpy.run_module("builder", run_name="__main__", alter_sys=True)
    pstats.Stats(profile).sort_stats("tottime").print_stats(SHOWN)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
