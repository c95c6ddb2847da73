"""A port is one server's from the moment it starts, before it builds anything."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

import pytest

from commands import run_command
from factbook.problems import ProjectError
from factbook.site.serving.port import claim_port, release_after
from this_project import build, held_ports, without_archive


def has_ipv6() -> bool:
    """Whether this machine has an IPv6 address of its own: a container may not."""
    with suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False


def test_a_port_is_claimed_by_one_who_does_not_listen_yet() -> None:
    with claim_port("127.0.0.1", 0) as claimed:
        port = claimed.getsockname()[1]
        with pytest.raises(ProjectError, match=f"cannot listen on 127.0.0.1:{port}: Address already in use"):
            claim_port("127.0.0.1", port)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
    claim_port("127.0.0.1", port).close()


def test_a_port_that_listens_is_taken() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, pytest.raises(ProjectError, match="Address already in use"):
        claim_port("127.0.0.1", server.getsockname()[1])


def test_what_a_server_has_left_of_its_connections_is_in_nobody_s_way() -> None:
    with claim_port("127.0.0.1", 0) as claimed:
        release_after(claimed)
        claimed.listen()
        port = claimed.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as reader:
            answering, _ = claimed.accept()
            # The side that ends a connection first waits for what is late.
            answering.close()
            assert reader.recv(1) == b""
    with claim_port("127.0.0.1", port) as again:
        again.listen()
        with socket.create_connection(("127.0.0.1", port)):
            pass


def test_a_host_that_there_is_not_is_told() -> None:
    with pytest.raises(ProjectError, match="cannot listen on no such host:1: "):
        claim_port("no such host", 1)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"] if has_ipv6() else ["127.0.0.1"])
def test_answers_are_sent_at_once(host: str) -> None:
    with claim_port(host, 0) as claimed:
        assert claimed.proto == socket.IPPROTO_TCP


def test_a_port_that_tests_hold_is_one_server_s_after_another() -> None:
    with held_ports() as (port,):
        for _ in range(2):
            with claim_port("127.0.0.1", port) as claimed:
                release_after(claimed)
                claimed.listen()
                with socket.create_connection(("127.0.0.1", port)):
                    pass
            with socket.socket() as probe:
                assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_who_comes_second_builds_nothing(project: Path, database: Path) -> None:
    before = database.stat().st_mtime_ns
    with claim_port("127.0.0.1", 0) as claimed:
        port = claimed.getsockname()[1]
        done = run_command(build(project, "serve", "--draw", "--port", str(port)), env=without_archive())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: cannot listen on 127.0.0.1:{port}: Address already in use\n"
    assert database.stat().st_mtime_ns == before
