"""What git says when it will not: the one line of it that an author needs."""

import pytest

from builder.edges.publish.git import complaint

DENIED = " (access denied: set up a key or a credential helper)"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled\n",
            "could not read Username for 'https://github.com': terminal prompts disabled" + DENIED,
        ),
        (
            "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\n"
            "Please make sure you have the correct access rights\nand the repository exists.\n",
            "git@github.com: Permission denied (publickey)" + DENIED,
        ),
        (
            "Warning: Permanently added 'github.com' to the list of known hosts.\nERROR: Repository not found.\n"
            "fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\n",
            "ERROR: Repository not found",
        ),
        ("fatal: Could not read from remote repository.\n", "Could not read from remote repository"),
        (
            "remote: \nremote: Only editors publish, and not on Fridays.        \n"
            "To ../remote.git\n ! [remote rejected] gh-pages -> gh-pages (pre-receive hook declined)\n",
            "pre-receive hook declined, which says: Only editors publish, and not on Fridays",
        ),
        (
            "remote: Permission to me/desk.git denied to you.\n"
            "fatal: unable to access 'https://github.com/me/desk.git/': The requested URL returned error: 403\n",
            "unable to access 'https://github.com/me/desk.git/': The requested URL returned error: 403" + DENIED,
        ),
        (
            "To https://github.com/me/desk.git\n ! [rejected]        gh-pages -> gh-pages (fetch first)\n"
            "error: failed to push some refs to 'https://github.com/me/desk.git'\nhint: Updates were rejected\n",
            "fetch first (someone else has published in the meantime: run again)",
        ),
        (
            "remote: error: GH006: Protected branch update failed for refs/heads/gh-pages.\n"
            "To github.com:me/desk.git\n ! [remote rejected] gh-pages -> gh-pages (protected branch hook declined)\n",
            "GH006: Protected branch update failed for refs/heads/gh-pages",
        ),
        (
            "fatal: unable to access 'https://github.com/me/desk.git/': Could not resolve host: github.com\n",
            "unable to access 'https://github.com/me/desk.git/': Could not resolve host: github.com",
        ),
        ("Traceback (most recent call last):\nTypeError: what\n", "TypeError: what"),
        ("", "git gives no reason"),
    ],
)
def test_what_an_author_is_told(said: str, line: str) -> None:
    assert complaint(said) == line
