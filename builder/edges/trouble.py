"""What the outside world does to us: a missing site, a foreign folder, another build at work. One line for
the author, exit status 2.

Bad content is never a `Trouble` but a finding; a bug is neither, and keeps its traceback.
"""


class Trouble(Exception):
    """Says in one line what stands in the way, without a full stop."""
