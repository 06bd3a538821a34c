"""A build that is killed at any moment, with what is kept between runs, and then run again: it gives what a clean build
gives. DATELINE_KILLS: how many are killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_warm import STATES, built, contents, lay, states

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed like this there"),
]
KILLS = int(os.environ.get("DATELINE_KILLS", "3"))
EDITED = "content/articles/a.md"


def starts(root: Path, output: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "builder", "build", str(root), "--output", str(output), "--today", "2025-03-10"]
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_what_is_killed_and_built_again_is_as_good_as_clean(tmp_path: Path) -> None:
    root, output = tmp_path / "site", tmp_path / "warm"
    for path, text in states().items():
        lay(root, path, text)
    clean = []
    for number, text in enumerate(STATES[EDITED]):
        lay(root, EDITED, text)
        assert built(root, tmp_path / f"clean-{number}", cache=False)
        clean.append(contents(tmp_path / f"clean-{number}"))
    start = time.monotonic()
    assert starts(root, output).wait() == 0
    whole = time.monotonic() - start
    chance = random.Random(KILLS)
    killed = 0
    for turn in range(KILLS):
        lay(root, EDITED, STATES[EDITED][turn % 2])
        process = starts(root, output)
        time.sleep(whole * chance.uniform(0.3, 1.1))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() != 0
        if turn % 3 == 2:  # The next edit may come before the next build.
            continue
        assert built(root, output, cache=True)
        assert contents(output) == clean[turn % 2]
    assert built(root, output, cache=True)
    assert contents(output) == clean[(KILLS - 1) % 2]
    assert killed or KILLS < 10
