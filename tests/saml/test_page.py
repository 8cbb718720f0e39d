"""The page of the bridge (docs/saml-bridge.md) is followed to the letter with a member of a federation."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.load import free_port
from tests.following import PROJECT, ask, blocks, run, serving
from tests.oidc.foreign import LOA
from tests.saml.federation import Member, running, sign_in_at_member

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOMEBODY = """
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from tests.oidc.signing_in import named
from tests.world import World
call_command("migrate", verbosity=0)
named(World(at=timezone.now() - timedelta(days=1)))
"""
STEN = {"attributes": {"urn:oid:1.3.6.1.4.1.5923.1.1.1.6": "sten@skola.example"}, "level": f"{LOA}3"}


@dataclass(frozen=True)
class Places:
    """Where a reader of the page has the two."""

    ours: int
    bridge: int
    folder: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ours}"

    @property
    def bridge_url(self) -> str:
        return f"http://127.0.0.1:{self.bridge}"

    def __call__(self, text: str) -> str:
        text = text.replace("https://plan.example.se", self.url).replace("https://bridge.example.se", self.bridge_url)
        return text.replace("/var/lib/bridge", str(self.folder)).replace("8090", str(self.bridge))


def test_idn_22_the_page_of_the_bridge_is_followed_to_the_letter(tmp_path: Path) -> None:
    install, prepare, make_key, start = blocks("saml-bridge.md", "sh")
    (client_file,) = blocks("saml-bridge.md", "json")
    (settings_file,) = blocks("saml-bridge.md", "toml")
    here = Places(free_port(), free_port(), tmp_path / "bridge")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(PROJECT),
        "BARNETSPLAN_DEMO": "1",
        "BARNETSPLAN_DEBUG": "1",
        "BARNETSPLAN_DATABASE": f"sqlite:///{tmp_path}/db.sqlite3",
        "BARNETSPLAN_SIGN_IN": str(tmp_path / "sign-in.toml"),
    }

    run(install, PROJECT, environment)
    told = run(f"{here(prepare)}\nenv", PROJECT, environment)
    environment |= dict(re.findall(r"^(BRIDGE_\w+)=(.*)$", told, re.MULTILINE))
    shown = run(make_key, tmp_path, environment)
    (here.folder / "client.json").write_text(here(client_file).replace('{"keys": []}', shown), encoding="utf-8")
    member = Member(tmp_path, here.folder / "saml.crt")
    (here.folder / "federation.xml").write_text(member.metadata(), encoding="utf-8")
    settings = here(settings_file).replace('"production"', '"test"').replace("skola.example.se", "skola.example")
    (tmp_path / "sign-in.toml").write_text(settings, encoding="utf-8")
    run(f"{sys.executable} -c '{SOMEBODY}'", PROJECT, environment)
    with running(here.folder, here(start), environment), serving(here.ours, environment):
        _signs_in(here)
    member.stop()


def _signs_in(here: Places) -> None:
    """Sten, from his school, as the page promises."""
    _, _, shown = ask(f"{here.bridge_url}/saml", {})
    assert f'entityID="{here.bridge_url}/saml"' in shown
    assert f"{here.bridge_url}/saml/answers" in shown
    cookies: dict[str, str] = {}
    status, _, page = ask(f"{here.url}/logga-in/", cookies)
    assert (status, "Skolans inloggning" in page) == (200, True)
    _, there, _ = ask(f"{here.url}/logga-in/med/skola/", cookies)
    back = sign_in_at_member(there, STEN)
    status, home, page = ask(back.location, cookies)
    assert (status, home) == (302, "/arbete/"), page
    status, _, page = ask(here.url + home, cookies)
    assert (status, "Sten Okänd" in page) == (200, True)
