"""Single forgeries of the sample site, and what is found of them: what Dateline promises, measured.

`python -m tests.forgeries` tries some thousand, each by itself, and rewrites the table in docs/checks.md. The suite
tries a few (test_forgeries). A forgery changes one value of one record, as a slip or a lie would; it counts as found if
the site then has a finding that it did not have, and as found at the right place if one of these is about that record.
"""
