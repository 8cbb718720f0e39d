"""The bridge as its page says, and one member of a federation: starts them, and plays a browser between them."""

import base64
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from barnetsplan.identity.keys import public_set, read_key
from barnetsplan.identity.load import load
from barnetsplan.identity.provider import Provider
from tests.bench.load import free_port, wait_for
from tests.oidc.foreign import CARE, CLIENT, LOA, PROJECT, SAMBI, Answer, ask, make_key_file, node

Change = Callable[[str], str]

_PROGRAM = Path(__file__).with_name("idp.mjs")
_FORM = {"content-type": "application/x-www-form-urlencoded"}
_CERTIFICATE = "openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 2 -subj /CN=idp -keyout idp.key -out idp.crt"
#: A row of the settings file for each profile that a federation can have.
ROWS: Mapping[str, str] = {
    "school": 'organisations = ["skola.example"]\n'
    f'levels = [{{ acr = "{LOA}2", kind = "employee", level = 2 }}, {{ acr = "{LOA}3", kind = "employee", level = 3 }}]',
    "inera": f'purposes = ["{CARE}"]\nlevels = [{{ acr = "{SAMBI}", kind = "employee", level = 3 }}]',
    "oidc_sweden_employee": 'organisations = ["5560000000"]\n'
    f'levels = [{{ acr = "{LOA}3", kind = "employee", level = 3 }}]',
    "oidc_sweden_citizen": f'levels = [{{ acr = "{LOA}3", kind = "citizen", level = 3 }}]',
}


class Member:
    """An identity provider of the federation, in a process of Node."""

    def __init__(self, folder: Path, bridge_certificate: Path) -> None:
        """Start it, and hear where it is."""
        subprocess.run(_CERTIFICATE.split(), cwd=folder, check=True, capture_output=True)  # noqa: S603
        self.process = subprocess.Popen(  # noqa: S603
            [node(), str(_PROGRAM), str(bridge_certificate), str(folder / "idp.key"), str(folder / "idp.crt")],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.issuer: str = json.loads(self.process.stdout.readline())["issuer"]

    def metadata(self) -> str:
        """What it shows of itself to the federation."""
        return ask("GET", f"{self.issuer}/metadata", None, {}, {}).body

    def stop(self) -> None:
        """End it."""
        self.process.communicate()


@contextmanager
def running(folder: Path, line: str, environment: Mapping[str, str]) -> Iterator[Path]:
    """The bridge, by a line as that of its page; what it says is in the file."""
    said = folder / "said"
    with said.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(  # noqa: S603
            ["/bin/sh", "-c", f"exec {line}"], cwd=PROJECT, env=dict(environment), stderr=file
        )
        try:
            wait_for(int(line.rsplit(maxsplit=1)[-1]))
            yield said
        finally:
            process.terminate()
            process.wait(timeout=20)


def sign_in_at_member(address: str, said: Mapping[str, Any], *, change: Change = str) -> Answer:
    """Play a browser: from our page over the bridge to the member, and with its answer to where the bridge sends us.

    ``change`` is what somebody in the browser makes of the member's answer.
    """
    at_bridge = ask("GET", address, None, {}, {})
    assert at_bridge.status == 303, at_bridge.body
    form = post_at_member(at_bridge.location, said)
    told = base64.b64decode(form["SAMLResponse"]).decode()
    form["SAMLResponse"] = base64.b64encode(change(told).encode()).decode()
    return post_to_bridge(form, at_bridge.cookies)


def post_at_member(address: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the member answers to a request, as the form that it lets the browser send."""
    answer = ask("POST", address, urlencode({"said": json.dumps(said)}), _FORM, {})
    assert answer.status == 200, answer.body
    form: dict[str, Any] = json.loads(answer.body)
    assert form["forced"] == "true", "The bridge asks for a new sign-in."
    return form


def post_to_bridge(form: Mapping[str, str], cookies: Mapping[str, str]) -> Answer:
    """Send on what the member has answered."""
    sent = urlencode({name: form[name] for name in ("SAMLResponse", "RelayState")})
    return ask("POST", form["to"], sent, _FORM, cookies)


@dataclass
class Federation:
    """A bridge with one member; every profile is a client's address of it."""

    folder: Path
    port: int = field(default_factory=free_port)
    member: Member = field(init=False)

    def __post_init__(self) -> None:
        """Make keys, and tell each of the other."""
        self.environment = {**os.environ, "BRIDGE_URL": self.url, "BRIDGE_FOLDER": str(self.folder)}
        subprocess.run(
            ["bin/bridge", "make_keys"],  # noqa: S607
            cwd=PROJECT,
            env=self.environment,
            check=True,
            capture_output=True,
        )
        self.key = make_key_file(self.folder / "ours.pem")
        client = {
            "client_id": "barnets-plan",
            "redirect_uris": [f"{CLIENT}/logga-in/med/{name.replace('_', '-')}/svar/" for name in ROWS],
            "jwks": public_set([read_key(self.key)]),
        }
        (self.folder / "client.json").write_text(json.dumps(client), encoding="utf-8")
        self.member = Member(self.folder, self.folder / "saml.crt")
        (self.folder / "federation.xml").write_text(self.member.metadata(), encoding="utf-8")

    @property
    def url(self) -> str:
        """Where the bridge is."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def open(self) -> Iterator["Federation"]:
        """The bridge runs."""
        with running(self.folder, f"bin/bridge {self.port}", self.environment) as self.said:
            yield self

    def provider(self, profile: str, **changes: str) -> Provider:
        """The bridge as a provider of ours, as its page writes it."""
        key = profile.replace("_", "-")
        settings = {
            "assertion_audience": '"token_endpoint"',
            "signed_request": "false",
            "userinfo": '"none"',
            "sign_out": "false",
            **changes,
        }
        file = self.folder / f"{key}.toml"
        file.write_text(
            f'[[providers]]\nkey = "{key}"\nlabel = "Federationen"\nprofile = "{profile}"\nenvironment = "test"\n'
            f'issuer = "{self.url}"\nclient_id = "barnets-plan"\nprivate_keys = ["{self.key.name}"]\n'
            + "".join(f"{name} = {value}\n" for name, value in settings.items())
            + f"{ROWS[profile]}\n",
            encoding="utf-8",
        )
        return load(file, production=False)[key]
