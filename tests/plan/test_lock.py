"""What published statements mean is told by the same digests as ever, so that none counts as changed by itself."""

from pathlib import Path

from tests.conftest import dateline
from tests.findings_pages import base_site

ANNOTATIONS = """statements:
- {id: bare, quote: On Monday, gist: "[[norland]] announced the [[port-loan]] to [[sudland]]."}
- {id: worded, quote: announced a loan, gist: "[[norland|The North]] lends to [[sudland|]], says norland.",
   note: "So [[sudland]] says."}
- {id: piped, quote: for the new port, gist: "[[norland|a|b]] and [[a|this]] of sudland-x, not northland."}
- {id: plain, quote: The first ships, gist: "Norland & co, norland, lends 'it' <so>.", by: norland}
- {id: spaced, quote: Sudland called the loan fair, gist: "[[sudland| so ]]\\u00e9 [x] [[norland|y]]", by: sudland}
"""
LOCK = """# Every address that this site has published. Written by `dateline lock` and `dateline publish`: commit it,
# and do not edit it. A merge may keep the lines of both sides; their order does not matter.
/actors/gazette/ 2025-03-10 2025-03-10 -
/actors/nordland/ 2025-03-10 2025-03-10 -
/actors/norland/ 2025-03-10 2025-03-10 -
/actors/southland/ 2025-03-10 2025-03-10 -
/actors/sudland/ 2025-03-10 2025-03-10 -
/articles/a/
/dates/2025-03-03/
/dates/2025-03/
/dates/2025/
/deals/port-loan/ 2025-03-10 2025-03-10 -
/s/a/bare/ 2025-03-04 2025-03-04 a915e9e43f6cab00
/s/a/piped/ 2025-03-04 2025-03-04 4782d771ca787eb0
/s/a/plain/ 2025-03-04 2025-03-04 3d4a57cacd3ec9c4
/s/a/spaced/ 2025-03-04 2025-03-04 f6ecdb6d194442d4
/s/a/worded/ 2025-03-04 2025-03-04 8f8010883b00d472
tag:example.org,2025:/harbour
"""
"""As written in 2025, when each stage still read links by a pattern of its own."""


def locked_later(root: Path, annotations: str) -> dict[str, str]:
    """The day of the last change by page, of the lock as written a month later."""
    files = base_site()
    entities = files["content/entities/all.yml"].decode()
    for id, name, former in (("norland", "Norland", "nordland"), ("sudland", "Sudland", "southland")):
        entity = f"{id}: {{name: {name}, kind: country"
        assert entity in entities
        entities = entities.replace(entity, f"{entity}, former: [{former}]")
    files["content/entities/all.yml"] = entities.encode()
    files["content/annotations/a.yml"] = annotations.encode()
    files["content/urls.lock"] = LOCK.encode()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    done = dateline("lock", root, "--today", "2025-04-10")
    assert done.returncode == 0, done.stderr
    lines = (root / "content/urls.lock").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[2] for line in lines if line.startswith("/s/")}


def test_nothing_counts_as_changed(tmp_path: Path) -> None:
    assert set(locked_later(tmp_path, ANNOTATIONS).values()) == {"2025-03-04"}
    assert (tmp_path / "content/urls.lock").read_text(encoding="utf-8") == LOCK


def test_another_link_is_a_change(tmp_path: Path) -> None:
    changed = locked_later(tmp_path, ANNOTATIONS.replace("[[norland|a|b]]", "[[sudland|a|b]]"))
    assert {page for page, day in changed.items() if day == "2025-04-10"} == {"/s/a/piped/"}
