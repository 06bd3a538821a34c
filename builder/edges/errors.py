"""What goes wrong outside Dateline: a missing site, a foreign folder, another build at work. One line for the
author, exit status 2.

Bad content is never a `UserError` but a finding; a bug is neither, and keeps its traceback.
"""

import errno
import os


class UserError(Exception):
    """Says in one line what is wrong, without a full stop."""


def reason(error: OSError) -> str:
    """An error of the operating system in one line."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        return "the disk is full: nothing is lost; free some space and run again"
    words = (error.strerror or str(error)).lower()
    return f"{os.fsdecode(error.filename)}: {words}" if error.filename else words
