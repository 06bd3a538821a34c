"""What the form for statements may write, and for whom: JSON from the page that holds the token, and from no other."""

import json
import re
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from builder.authoring.schema import line
from builder.edges.write import journal, sources
from tests.browser.author import FILES, STATEMENTS, lay
from tests.conftest import dateline
from tests.serving import PATIENCE, Served, serving, wait_for

ANNOTATIONS = "content/annotations/a.yml"
ACTORS = "content/entities/actors.yml"
FORM = "/_dateline/desk/article/a"
NEW = {"quote": "2.6 billion pounds", "gist": "[[norland]] lends GBP 2.6bn.", "by": "norland", "deal": "port-loan",
       "amount": "GBP 2.6bn", "stage": "pledged", "payer": "norland"}  # fmt: skip
WRITTEN = """- quote: "2.6 billion pounds"
  gist: "[[norland]] lends GBP 2.6bn."
  by: norland
  deal: port-loan
  amount: GBP 2.6bn
  stage: pledged
  payer: norland
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("site")
    lay(root)
    with serving(root) as served:
        yield served


@pytest.fixture
def served(desk: Served) -> Served:
    """The site as it was at first."""
    if any((desk.root / name).read_text("utf-8") != text for name, text in FILES.items()):
        lay(desk.root)
        desk.tell(ANNOTATIONS, ACTORS)
    return desk


def page(served: Served) -> tuple[str, dict[str, Any]]:
    """The token, and what the form shows."""
    html = served.get(FORM).body.decode()
    token = re.search(r'name="dateline-token" content="([^"]+)"', html)
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html)
    assert token
    assert data
    return token[1], json.loads(data[1])["form"]


def post(served: Served, action: str, data: Any, **headers: str) -> tuple[int, Any]:
    """Asks as the page would, but for these headers; a header that is empty is left out."""
    token, _ = page(served)
    origin = f"http://127.0.0.1:{served.port}"
    sent = {"content-type": "application/json", "origin": origin, "x-dateline-token": token}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    try:
        body = data if isinstance(data, bytes) else json.dumps({"article": "a", **data}).encode()
        connection.request(
            "POST", f"/_dateline/desk/{action}", body, {key: value for key, value in sent.items() if value}
        )
        response = connection.getresponse()
        text = response.read().decode()
    finally:
        connection.close()
    return response.status, json.loads(text) if text.startswith("{") else text


def request(served: Served, **more: Any) -> dict[str, Any]:
    return {"digest": page(served)[1]["digest"], "index": None, "fields": NEW, **more}


def said(served: Served) -> str:
    return (served.root / ANNOTATIONS).read_text("utf-8")


def test_what_the_form_shows(served: Served) -> None:
    _, form = page(served)
    assert form["blocks"] == [[0, "Norland announced a loan of 2.6 billion pounds."]]
    assert form["statements"][0]["fields"]["gist"] == "[[norland]] announced the [[port-loan]]."
    assert form["statements"][0]["spans"] == [[0, 24]]
    assert form["rungs"]["port-loan"][:3] == ["mooted", "announced", "signed"]
    assert {"id": "norland", "name": "Norland", "kind": "actor"} in form["ids"]
    assert form["proposed"] == []
    assert form["page"] == "/harbour/articles/a/"
    assert served.get("/_dateline/desk/article/nothing").status == 404
    assert served.get("/_dateline/desk/article/..%2Fa").status == 404
    assert served.get(FORM).headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("asked", "quote", "nth"),
    [
        ({"spans": [[30, 40]]}, "2.6 billion", ""),
        ({"spans": [[27, 43], [0, 7]]}, "Norland ... 2.6 billion pounds", ""),
        ({"spans": [[24, 28]]}, "of", ""),
        ({"words": "billion pou", "before": "a loan of 2.6"}, "billion pounds", ""),
    ],
)
def test_a_selection_becomes_a_quote(served: Served, asked: dict[str, Any], quote: str, nth: str) -> None:
    status, found = post(served, "quote", asked)
    assert (status, found["quote"], found["nth"]) == (200, quote, nth)


def test_a_selection_suggests_values(served: Served) -> None:
    amount = {"key": "amount", "value": "GBP 2.6bn", "words": "2.6 billion pounds"}
    assert post(served, "quote", {"spans": [[27, 46]]})[1]["suggestions"] == [amount]


def test_words_that_stand_twice_are_counted(served: Served) -> None:
    article = FILES["content/articles/a.md"]
    served.edit("content/articles/a.md", article.replace("pounds.", "pounds. It is a loan."))
    found = post(served, "quote", {"spans": [[57, 59]]})[1]
    assert found == {"quote": "loan", "nth": "2", "spans": [[56, 60]], "suggestions": []}
    assert post(served, "quote", {"words": "loan", "before": "It is a"})[1]["nth"] == "2"
    served.edit("content/articles/a.md", article)


def test_a_statement_is_checked_saved_changed_and_undone(served: Served) -> None:
    wrong = request(served, fields={**NEW, "by": "norlund", "amount": "GBP 26bn"})
    status, answer = post(served, "check", wrong)
    assert (status, answer["right"]) == (200, False)
    found = {(finding["code"], finding["key"]) for finding in answer["findings"]}
    assert {("unknown-actor", "by"), ("figure-not-in-quote", "amount")} <= found
    assert post(served, "save", wrong)[1]["right"] is False
    assert said(served) == STATEMENTS
    assert post(served, "check", request(served))[1]["right"] is True
    assert said(served) == STATEMENTS
    status, answer = post(served, "save", request(served))
    assert (status, answer["right"]) == (200, True)
    assert said(served) == STATEMENTS + WRITTEN
    assert answer["form"] == page(served)[1]
    there = answer["form"]["statements"][1]["fields"]
    changed = request(served, index=1, fields={**there, "gist": "It is lent.", "stage": "", "payer": "", "amount": ""})
    assert post(served, "save", changed)[1]["right"] is True
    assert (
        said(served)
        == STATEMENTS + '- quote: "2.6 billion pounds"\n  gist: "It is lent."\n  by: norland\n  deal: port-loan\n'
    )
    assert post(served, "save", request(served, index=1, remove=True))[1]["right"] is True
    assert said(served) == STATEMENTS
    for text in (WRITTEN.replace("[[norland]] lends GBP 2.6bn.", "It is lent.")[:89], WRITTEN, ""):
        assert post(served, "undo", {})[0] == 200
        assert said(served).startswith(STATEMENTS + text[:60])
    assert said(served) == STATEMENTS
    assert post(served, "undo", {}) == (409, {"problem": "there is nothing to undo", "changed": False})


def test_a_new_actor_is_made_in_the_same_step(served: Served) -> None:
    actor = {"group": "actors", "id": "ann", "values": {"name": "Ann: B", "kind": "person"}}
    asked = request(served, fields={**NEW, "by": "ann"}, entities=[actor])
    assert post(served, "save", asked)[1]["right"] is True
    assert (served.root / ACTORS).read_text("utf-8") == FILES[ACTORS] + '  ann: {name: "Ann: B", kind: person}\n'
    assert "  by: ann\n" in said(served)
    again = request(served, fields={**NEW, "by": "ann"}, entities=[actor])
    status, answer = post(served, "save", again)
    assert (status, "`ann`" in answer["problem"]) == (409, True)
    assert post(served, "undo", {})[0] == 200
    assert (served.root / ACTORS).read_text("utf-8") == FILES[ACTORS]


def test_what_breaks_something_else_is_not_saved(served: Served) -> None:
    asked = request(served, index=0, remove=True)
    other = 'statements:\n- quote: "A loan"\n  gist: "It is."\n  confirms: [a/loan]\n'
    served.edit("content/articles/b.md", FILES["content/articles/a.md"].replace("A loan", "A loan again"))
    served.edit(ANNOTATIONS, STATEMENTS.replace("- quote", "- id: loan\n  quote"))
    served.edit("content/annotations/b.yml", other.replace("A loan", "Norland announced a loan"))
    asked["digest"] = page(served)[1]["digest"]
    answer = post(served, "save", asked)[1]
    assert [(found["code"], found["file"]) for found in answer["findings"]] == [
        ("unknown-statement", "content/annotations/b.yml")
    ]
    for path in ("content/articles/b.md", "content/annotations/b.yml"):
        served.edit(path, None)
    served.edit(ANNOTATIONS, STATEMENTS)


def test_a_file_that_changed_is_not_overwritten(served: Served) -> None:
    asked = request(served)
    mine = STATEMENTS + "# mine\n"
    (served.root / ANNOTATIONS).write_text(mine, "utf-8")
    for action in ("check", "save"):
        status, answer = post(served, action, asked)
        assert (status, "was changed since" in answer["problem"]) == (409, True)
    assert said(served) == mine
    assert post(served, "save", request(served))[1]["right"] is True
    assert said(served) == mine.replace("# mine\n", WRITTEN + "# mine\n")
    (served.root / ANNOTATIONS).write_text("other: text\n", "utf-8")
    status, answer = post(served, "undo", {})
    assert (status, "changed in the meantime" in answer["problem"]) == (409, True)
    assert said(served) == "other: text\n"


def test_two_at_once_do_not_overwrite_each_other(served: Served) -> None:
    asked = request(served)
    answers: list[tuple[int, Any]] = []
    both = [threading.Thread(target=lambda: answers.append(post(served, "save", asked))) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join(PATIENCE)
    assert sorted(status for status, _ in answers) == [200, 409]
    assert said(served) == STATEMENTS + WRITTEN


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"host": "elsewhere.example"}, 403),
        ({"x_dateline_token": ""}, 403),
        ({"x_dateline_token": "x" * 43}, 403),
        ({"content_type": "text/plain"}, 403),
        ({"content_type": "application/x-www-form-urlencoded"}, 403),
    ],
)
def test_others_write_nothing(served: Served, headers: dict[str, str], status: int) -> None:
    asked = request(served)
    assert post(served, "save", asked, **headers)[0] == status
    assert said(served) == STATEMENTS


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"[]", 400),
        (b"{", 400),
        (b'{"x": "' + b"x" * 1_000_001 + b'"}', 400),
        (b"[" * 100_000, 400),
        ({"article": "../a"}, 409),
        ({"article": 3}, 409),
        ({"fields": "x"}, 409),
        ({"index": "x"}, 409),
        ({"index": 9}, 409),
        ({"index": -1}, 409),
        ({"index": -1, "remove": True}, 409),
        ({"spans": "x", "entities": [3]}, 409),
        ({"entities": [{"group": "../x", "id": "a", "values": {"name": "A"}}]}, 409),
        ({"entities": [{"group": "actors", "id": "", "values": {"name": "A"}}]}, 409),
        ({"fields": {"quote": "x"}, "digest": "0"}, 409),
    ],
)
def test_requests_of_another_shape_write_nothing(served: Served, data: Any, status: int) -> None:
    asked = data if isinstance(data, bytes) else request(served, **data)
    before = sorted(path for path in served.root.rglob("*") if path.is_file())
    answered, answer = post(served, "save", asked)
    assert answered == status
    assert "problem" in answer
    assert said(served) == STATEMENTS
    assert sorted(path for path in served.root.rglob("*") if path.is_file()) == before


def test_only_the_desk_takes_anything(served: Served) -> None:
    assert served.get(FORM, "POST").status == 405
    assert served.get("/_dateline/desk/save").status == 405
    assert served.get("/harbour/", "PUT").status == 405


@pytest.mark.parametrize("host", ["0.0.0.0", ""])
def test_no_desk_for_others(tmp_path: Path, host: str) -> None:
    lay(tmp_path)
    with serving(tmp_path, host=host or "127.0.0.1", writable=bool(host)) as served:
        assert served.get(FORM).status == 404
        assert served.get("/_dateline/desk/save", "POST").status == 405
        assert b"Note statements" not in served.get("/_dateline/client.js").body


def test_a_full_disk_leaves_everything_as_it_was(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    asked = request(served)
    with monkeypatch.context() as patch:
        patch.setattr(sources, "save", full)
        status, answer = post(served, "save", asked)
    assert (status, "disk" in answer["problem"]) == (409, True)
    assert said(served) == STATEMENTS
    assert not list(served.root.glob(".content.dateline-new-*"))


def test_a_server_that_is_killed_while_it_writes_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)

    class Killed(BaseException):
        """What no code handles."""

    def killed(*_: object) -> None:
        raise Killed

    before = {ANNOTATIONS: STATEMENTS.encode()}
    after = {ANNOTATIONS: (STATEMENTS + WRITTEN).encode()}
    with monkeypatch.context() as patch, sources.changing(tmp_path) as staging:
        patch.setattr(journal, "roll_forward", killed)
        with pytest.raises(Killed):
            sources.change(staging, tmp_path, after, before)
    assert (tmp_path / ANNOTATIONS).read_text("utf-8") == STATEMENTS
    dateline("check", tmp_path, "--today", "2025-03-10")
    assert (tmp_path / ANNOTATIONS).read_text("utf-8") == STATEMENTS + WRITTEN


def test_the_first_statement_of_an_article_makes_its_file(served: Served) -> None:
    served.edit("content/articles/2025/c.md", FILES["content/articles/a.md"])
    token_page = served.get("/_dateline/desk/article/c").body.decode()
    assert '"file": "content/annotations/2025/c.yml"' in token_page
    asked = {**request(served), "article": "c", "digest": ""}
    status, answer = post(served, "save", asked)
    assert (status, answer.get("right")) == (200, True), answer
    path = "content/annotations/2025/c.yml"
    assert (served.root / path).read_text("utf-8") == f"{line(path)}statements:\n{WRITTEN}"
    post(served, "undo", {"article": "c"})
    assert not (served.root / "content/annotations/2025/c.yml").exists()
    served.edit("content/articles/2025/c.md", None)


def test_the_preview_shows_what_was_saved(served: Served) -> None:
    with served.open("/harbour/articles/a/") as stream:
        post(served, "save", request(served))
        served.tell(ANNOTATIONS)
        assert stream.next()[0] == "page"
        wait_for(lambda: b"2.6 billion pounds</" in served.get("/harbour/articles/a/").body)
