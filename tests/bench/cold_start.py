"""How long a server process takes from nothing to its first page, with a provider connected. ``python -m tests.bench.cold_start``."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 5
MOST_SECONDS = 1.5
_FIRST_PAGE = (
    "from barnetsplan.config.wsgi import application\n"
    "def begun(*_): pass\n"
    "import io\n"
    "address = {'REQUEST_METHOD': 'GET', 'PATH_INFO': '/barnets-rattigheter/', 'SERVER_NAME': 'localhost',"
    " 'SERVER_PORT': '80', 'HTTP_HOST': 'localhost', 'wsgi.input': io.BytesIO(), 'wsgi.url_scheme': 'http'}\n"
    "assert b''.join(application(address, begun))\n"
)
_FILE = """\
[[providers]]
key = "eleg"
label = "E-legitimation"
profile = "oidc_sweden_citizen"
environment = "test"
issuer = "https://eleg.example"
client_id = "barnets-plan"
private_keys = ["eleg.pem"]
levels = [{ acr = "http://id.elegnamnden.se/loa/1.0/loa3", kind = "citizen", level = 3 }]
"""


def table() -> list[str]:
    """The lines of a table."""
    with TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "barnetsplan.identity.make_key", f"{folder}/eleg.pem"],
            check=True,
            capture_output=True,
        )
        Path(folder, "sign-in.toml").write_text(_FILE, encoding="utf-8")
        environment = {**os.environ, "BARNETSPLAN_DEMO": "1", "BARNETSPLAN_SIGN_IN": f"{folder}/sign-in.toml"}
        times = [_once(environment) for _ in range(ROUNDS)]
    return [
        "| from nothing to the first page | s | at most |",
        "|---|---|---|",
        f"| median of {ROUNDS} | {statistics.median(times):.2f} | {MOST_SECONDS} |",
    ]


def _once(environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", _FIRST_PAGE], env=environment, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
