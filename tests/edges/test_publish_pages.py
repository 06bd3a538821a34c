"""Where GitHub serves a repository, and what site.yml must say for it."""

import pytest

from builder.edges.publish.git import without_password
from builder.edges.publish.pages import github_pages_url, is_example, own_domain, url_mismatch


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://github.com/me/desk.git", "https://me.github.io/desk/"),
        ("https://token@github.com/Me/desk", "https://me.github.io/desk/"),
        ("git@github.com:me/Desk.git", "https://me.github.io/Desk/"),
        ("ssh://git@github.com/me/desk", "https://me.github.io/desk/"),
        ("git@github.com:me/me.github.io.git", "https://me.github.io/"),
        ("https://github.com/Me/me.github.io/", "https://me.github.io/"),
        ("https://gitlab.com/me/desk.git", ""),
        ("https://example.org/github.com/me/desk", ""),
        ("/srv/git/desk.git", ""),
    ],
)
def test_the_address_that_belongs_to_a_repository(address: str, url: str) -> None:
    assert github_pages_url(address) == url


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("https://me.github.io/desk/", False),
        ("https://ME.github.io/desk/", False),
        ("https://me.github.io/", True),
        ("https://me.github.io/other/", True),
        ("https://you.github.io/desk/", True),
        ("https://desk.example.org/", False),
        ("https://example.org/desk/", False),
    ],
)
def test_a_site_that_will_not_be_where_it_says(url: str, warned: bool) -> None:  # noqa: FBT001
    lines = url_mismatch(url, "git@github.com:me/desk.git")
    assert lines == (
        [f"GitHub serves this repository at https://me.github.io/desk/, but `url` in site.yml is {url}"] * warned
    )
    assert url_mismatch(url, "/srv/git/desk.git") == []


@pytest.mark.parametrize(
    ("url", "example"),
    [
        ("https://example.org/harbour-desk/", True),
        ("https://desk.example.com/", True),
        ("https://EXAMPLE.NET/", True),
        ("https://desk.example/", True),
        ("https://desk.invalid/", True),
        ("https://example.org.uk/", False),
        ("https://myexample.org/", False),
        ("https://me.github.io/example.org/", False),
        ("https://desk.test/", False),  # Private networks use it.
        ("http://localhost/", False),
    ],
)
def test_the_addresses_that_are_only_examples(url: str, example: bool) -> None:  # noqa: FBT001
    assert is_example(url) is example


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://desk.example.org/", "desk.example.org"),
        ("http://example.org/", "example.org"),
        ("https://пресса.рф/", "xn--80aj3aega.xn--p1ai"),
        ("https://example.org/desk/", ""),
        ("https://example.org:8443/", ""),
        ("https://me.github.io/", ""),
        ("http://localhost/", ""),
        ("http://192.0.2.1/", ""),
        ("http://[2001:db8::1]/", ""),
    ],
)
def test_the_domain_that_belongs_to_an_address(url: str, host: str) -> None:
    assert own_domain(url) == host


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://me:secret@github.com/me/desk", "https://github.com/me/desk"),
        ("ssh://git@github.com/me/desk", "ssh://git@github.com/me/desk"),
        ("git@github.com:me/desk", "git@github.com:me/desk"),
        ("/srv/a@b", "/srv/a@b"),
    ],
)
def test_no_password_is_shown(address: str, said: str) -> None:
    assert without_password(address) == said
