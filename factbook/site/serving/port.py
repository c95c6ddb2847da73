"""A port for one server: it is claimed before there is anything to serve, so that whoever comes second does nothing."""

from __future__ import annotations

import os
from socket import AI_PASSIVE, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, AddressFamily, getaddrinfo, socket

from factbook.problems import ProjectError


def claim_port(host: str, port: int) -> socket:
    """A socket that has the port (any, for 0) and does not listen yet; raises ProjectError where it cannot be had.

    Nobody else can have it meanwhile. What a server before this one has left of its connections is not in its way.
    """
    try:
        found = getaddrinfo(host, port, type=SOCK_STREAM, proto=IPPROTO_TCP, flags=AI_PASSIVE)[0]
        try:
            return _bound(found[0], found[4], shared=False)
        except OSError:
            # Two that share a port are let in together as long as neither listens: only where leftovers are in the way.
            return _bound(found[0], found[4], shared=True)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise ProjectError(f"cannot listen on {host}:{port}: {why}") from error


def release_after(claimed: socket) -> None:
    """Let the next server have the port once this one has ended; to be called before it listens.

    Its connections, which outlast it by a minute, take over what the socket allows.
    """
    claimed.setsockopt(SOL_SOCKET, SO_REUSEADDR, True)


def _bound(kind: AddressFamily, place: tuple[object, ...], *, shared: bool) -> socket:
    # Whose protocol is named: only then are its answers sent at once.
    claimed = socket(kind, SOCK_STREAM, IPPROTO_TCP)
    try:
        claimed.setsockopt(SOL_SOCKET, SO_REUSEADDR, shared)
        claimed.bind(place)
    except OSError:
        claimed.close()
        raise
    return claimed
