"""A page of documentation is followed to the letter: its blocks, run as they stand, and a server as it says."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.load import wait_for

PROJECT = Path(__file__).resolve().parents[1]


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of one kind in ``docs/<page>``, in their order."""
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def run(line: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What a line of the page prints, in a folder; it must succeed."""
    done = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(port: int, environment: Mapping[str, str]) -> Iterator[None]:
    """The web server, with these settings."""
    command = ["granian", "--interface=wsgi", f"--port={port}", "--no-access-log", "--log-level=error"]
    server = subprocess.Popen(  # noqa: S603
        [str(Path(sys.executable).with_name(command[0])), *command[1:], "barnetsplan.config.wsgi:application"],
        env=environment,
        cwd=PROJECT,
    )
    try:
        wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def ask(url: str, cookies: dict[str, str]) -> tuple[int, str, str]:
    """Ask our server as a browser does: status, where it sends us, and the page. The cookies are kept."""
    parts = urlsplit(url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    connection.request("GET", path, headers={"cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())})
    answer = connection.getresponse()
    body = answer.read().decode()
    cookies |= dict(line.partition(";")[0].split("=", 1) for line in answer.headers.get_all("set-cookie") or ())
    connection.close()
    return answer.status, answer.headers.get("location") or "", body
