"""Servers as in production, and a bounded number of requests to them from eight connections."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 8
_START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Target:
    """One page to ask for, again and again."""

    name: str
    port: int
    path: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of requests to one page gave."""

    per_second: float
    p50_ms: float
    p95_ms: float


@contextmanager
def served(application: str, environment: Mapping[str, str], interface: str = "wsgi") -> Iterator[int]:
    """Serve a WSGI application by two workers of four threads, as ``bin/start`` does; yields the port."""
    port = free_port()
    granian = Path(sys.executable).with_name("granian")
    command = [
        str(granian),
        f"--interface={interface}",
        *(["--workers=2", "--blocking-threads=4"] if interface == "wsgi" else ["--workers=1"]),
        "--workers-kill-timeout=5",
        "--no-access-log",
        "--log-level=error",
        f"--port={port}",
        application,
    ]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(port: int) -> None:
    """Wait until somebody listens. *Raises:* TimeoutError."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")


def run(target: Target, *, requests: int) -> Run:
    """Ask for a page a fixed number of times, shared by the connections."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        shares = list(pool.map(lambda _: _ask(target, requests // CONNECTIONS), range(CONNECTIONS)))
    seconds = time.perf_counter() - begun
    times = sorted(t for share in shares for t in share)
    return Run(
        per_second=len(times) / seconds,
        p50_ms=statistics.median(times) * 1000,
        p95_ms=times[int(len(times) * 0.95)] * 1000,
    )


def _ask(target: Target, times: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=30)
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        connection.request("GET", target.path, headers={"Cookie": target.cookie, "Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{target.name} answered {answer.status}.")
        taken.append(time.perf_counter() - begun)
    return taken
