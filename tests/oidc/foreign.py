"""Identity providers that we did not write: starts them, makes us known to them, and signs in as somebody there."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from joserfc.jwk import ECKey

from barnetsplan.identity.keys import public_set, read_key
from barnetsplan.identity.load import load
from barnetsplan.identity.provider import Provider

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("provider.mjs")
NAMES = tuple(f"{how}{kind}" for how in ("", "careless-") for kind in ("citizen", "employee", "inera", "school"))
LOA = "http://id.elegnamnden.se/loa/1.0/loa"
SAMBI = "http://id.sambi.se/loa/loa3"
#: Every level that the providers know.
ACRS = (f"{LOA}2", f"{LOA}3", f"{LOA}4", SAMBI)
CARE = "Vård och behandling"
#: Where a server of the tests answers when nobody listens: Django's client.
CLIENT = "http://testserver"
_OLDEST_NODE = 20
#: A row of the settings file for each provider; the rest is the same in all.
ROWS: Mapping[str, str] = {
    "citizen": f'profile = "oidc_sweden_citizen"\nlevels = [{{ acr = "{LOA}3", kind = "citizen", level = 3 }}]',
    "employee": 'profile = "oidc_sweden_employee"\norganisations = ["5560000000"]\n'
    f'levels = [{{ acr = "{LOA}3", kind = "employee", level = 3 }}, {{ acr = "{LOA}2", kind = "employee", level = 2 }}]',
    "inera": f'profile = "inera"\npurposes = ["{CARE}"]\n'
    f'levels = [{{ acr = "{SAMBI}", kind = "employee", level = 3 }}]',
    "school": 'profile = "school"\norganisations = ["skola.example"]\n'
    f'levels = [{{ acr = "{LOA}2", kind = "employee", level = 2 }}]',
}


class NoNode(Exception):
    """The suite plays identity providers in Node; bin/test brings it."""


def node() -> str:
    """A Node that is new enough."""
    for found in (shutil.which("node"), str(PROJECT / ".venv/bin/node")):
        if found is None:
            continue
        try:
            told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError):
            continue
        if int(told.stdout.removeprefix("v").split(".")[0]) >= _OLDEST_NODE:
            return found
    raise NoNode(f"Node {_OLDEST_NODE} or newer is needed; bin/test installs it.")


@dataclass
class Foreign:
    """The providers, in one process of Node."""

    process: "subprocess.Popen[str]" = field(init=False, repr=False)
    issuers: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Start them, and hear where they are."""
        self.process = subprocess.Popen(  # noqa: S603
            [node(), str(PROGRAM), *NAMES],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.issuers = self._heard()

    def _heard(self) -> dict[str, str]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "The providers did not start: is node_modules installed?"
        heard: dict[str, str] = json.loads(line)
        return heard

    def do(self, what: str, of: str = "", *, seconds: int = 0) -> None:
        """Let something happen at a provider, or let the clock of all of them go ahead."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": what, "of": of, "seconds": seconds}) + "\n")
        self.process.stdin.flush()
        assert self._heard() == {"done": what}

    def stop(self) -> None:
        """End the process."""
        self.process.communicate()

    def connect(self, name: str, folder: Path, *, url: str = CLIENT, extra: str = "") -> Provider:
        """Make us known to a provider, as its operator does, and read a settings file that names it."""
        key = make_key_file(folder / f"{name}.pem")
        row = ROWS[name.removeprefix("careless-")]
        if name.startswith("careless-"):
            row += "\nlongest_token_seconds = 3600"
        client = self.register(name, key, url=url)
        file = folder / f"{name}.toml"
        file.write_text(
            f'[[providers]]\nkey = "{name}"\nlabel = "Främmande {name}"\nenvironment = "test"\n'
            f'issuer = "{self.issuers[name]}"\nclient_id = "{client}"\nprivate_keys = ["{name}.pem"]\n{row}\n{extra}\n',
            encoding="utf-8",
        )
        return load(file, production=False)[name]

    def register(self, name: str, key: Path, *, url: str, at: str = "") -> str:
        """Register us at a provider; ``at`` is our own name for it. Returns the id that it gives us."""
        own = at or name
        wanted = {
            "redirect_uris": [f"{url}/logga-in/med/{own}/svar/"],
            "post_logout_redirect_uris": [f"{url}/"],
            "backchannel_logout_uri": f"{url}/logga-in/med/{own}/utloggad/",
            "backchannel_logout_session_required": True,
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": "ES256",
            "request_object_signing_alg": "ES256",
            "id_token_signed_response_alg": "ES256",
            "userinfo_signed_response_alg": "ES256",
            "jwks": public_set([read_key(key)]),
        }
        answer = ask("POST", f"{self.issuers[name]}/reg", json.dumps(wanted), {"content-type": "application/json"}, {})
        assert answer.status == 201, answer.body
        client: str = json.loads(answer.body)["client_id"]
        return client


def make_key_file(path: Path) -> Path:
    """A new private key of an elliptic curve."""
    path.write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    return path


@dataclass(frozen=True)
class Answer:
    """What a server has answered to a browser that is played here."""

    status: int
    body: str
    location: str
    cookies: Mapping[str, str]


def ask(method: str, address: str, body: str | None, headers: Mapping[str, str], cookies: Mapping[str, str]) -> Answer:
    """Ask as a browser does; it follows nothing by itself."""
    parts = urlsplit(address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    try:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, path, body=body, headers={**headers, **({"cookie": kept} if kept else {})})
        response = connection.getresponse()
        text = response.read().decode()
    finally:
        connection.close()
    given = dict(line.partition(";")[0].split("=", 1) for line in response.headers.get_all("set-cookie") or ())
    location = response.headers.get("location") or ""
    return Answer(response.status, text, urljoin(address, location) if location else "", given)


def sign_in_there(address: str, claims: Mapping[str, Any], *, acr: str = "", do: str = "login", ago: int = 0) -> str:
    """Play a browser at the provider: follow it to its page, fill in who one is, and return where it sends us back."""
    start = urlsplit(address)
    cookies: dict[str, str] = {}
    answer = ask("GET", address, None, {}, cookies)
    for _ in range(8):
        cookies |= answer.cookies
        if not answer.location:
            break
        if urlsplit(answer.location).netloc != start.netloc:
            return answer.location
        address = answer.location
        answer = ask("GET", address, None, {}, cookies)
        if "/interaction/" in address and answer.status == 200:
            shown = answer.body.split('name="acr" value="')[1].split('"')[0]
            form = {"claims": json.dumps(claims), "acr": acr or shown, "do": do, "ago": ago}
            kind = {"content-type": "application/x-www-form-urlencoded"}
            answer = ask("POST", address, urlencode(form), kind, cookies)
    raise AssertionError(f"The provider sends nobody back: {answer.status} {answer.body[:2000]}")
