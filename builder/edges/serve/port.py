"""Where the server listens. In come a host and a port, out come a socket and the address to type."""

import errno
import socket

from builder.edges.errors import UserError, reason
from builder.edges.serve.guard import EVERYWHERE

TRIES = 100
"""Ports that are tried, from the first."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at the port, or at the next one that is free; 0 is any. Raises Trouble."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    ports = range(port, min(port + TRIES, 2**16))
    for number in ports:
        try:
            return socket.create_server((host, number), family=family)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UserError(f"cannot serve at {address(host, number)}: {reason(error)}") from None
    raise UserError(f"no port from {port} to {ports[-1]} is free")


def address(host: str, port: int) -> str:
    """The URL of a server for whoever sits at this machine."""
    if host in EVERYWHERE:
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
