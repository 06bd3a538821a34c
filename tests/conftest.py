"""Sites built once a run, by the command that users run, for the tests that read what was built."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Machines may be slow and shared, so no property has a deadline. CI repeats the same cases, so that a change is
# judged by what it changes; at a desk, chance looks further each time.
settings.register_profile(
    "here",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("here")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
TODAY = "2025-06-10"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@dataclass(frozen=True)
class BuiltSite:
    source: Path
    output: Path
    said: str

    def pages(self) -> list[Path]:
        return sorted(self.output.rglob("*.html"))


def dateline(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would; the environment is the given one on top of this process's."""
    command = [sys.executable, "-m", "builder", *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=surroundings, check=False)


def build(source: Path, output: Path, *options: str, env: Mapping[str, str] | None = None) -> BuiltSite:
    done = dateline("build", source, "--output", output, "--today", TODAY, "--no-cache", *options, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(source, output, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build(ROOT, tmp_path_factory.mktemp("sample") / "output", "--strict")


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    source = SHARED / "seed-site"
    if not source.is_dir():
        pytest.skip("the two real articles are not published with Dateline, and stand beside it only where it is made")
    return build(source, tmp_path_factory.mktemp("seed") / "output")


@pytest.fixture(params=["sample", "seed"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the two sites in turn."""
    built = request.getfixturevalue(request.param)
    assert isinstance(built, BuiltSite)
    return built
