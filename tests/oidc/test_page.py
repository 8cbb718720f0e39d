"""The operator's page (docs/sign-in.md) is followed to the letter against a provider that we did not write."""

import os
import re
import sys
from pathlib import Path

import pytest

from barnetsplan.domain.identity import make_invented
from tests.bench.load import free_port
from tests.cast import NOEL_BORN
from tests.following import PROJECT, ask, blocks, run, serving
from tests.oidc.foreign import Foreign, sign_in_there
from tests.oidc.signing_in import NUMBER

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NUMBER_OF_SARA = make_invented(NOEL_BORN.replace(year=1991), 4).digits
SOMEBODY = f"""
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from barnetsplan.accounts.actions import open_account
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.people.actions import admit_person
call_command("migrate", verbosity=0)
person = admit_person(name="Sara Lindqvist", number=IdentityNumber("{NUMBER_OF_SARA}"), at=timezone.now())
open_account(person.pk)
"""


def test_idn_22_the_page_is_followed_to_the_letter(foreign: Foreign, tmp_path: Path) -> None:
    make_key, export, look = blocks("sign-in.md", "sh")
    settings_file, _directory = blocks("sign-in.md", "toml")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    tools = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    # As the page says: with a provider's test environment one tries in the demonstration.
    environment = {
        **os.environ,
        "PATH": tools,
        "BARNETSPLAN_DEMO": "1",
        "BARNETSPLAN_DEBUG": "1",
        "BARNETSPLAN_DATABASE": f"sqlite:///{tmp_path}/db.sqlite3",
    }

    shown = run(make_key, tmp_path, environment)
    assert '"kty": "EC"' in shown
    assert '"d"' not in shown
    client = foreign.register("citizen", tmp_path / "eleg.pem", url=url, at="eleg")
    filled_in = settings_file.replace("https://eleg.example.se", foreign.issuers["citizen"])
    filled_in = filled_in.replace('"barnets-plan"', f'"{client}"').replace('"production"', '"test"')
    (tmp_path / "sign-in.toml").write_text(filled_in, encoding="utf-8")
    environment["BARNETSPLAN_SIGN_IN"] = run(f"{export}\nprintf %s $BARNETSPLAN_SIGN_IN", tmp_path, environment)
    run(f"{sys.executable} -c '{SOMEBODY}'", PROJECT, environment)
    told = run(look.replace("https://plan.example.se", url), PROJECT, environment)
    assert f"{url}/logga-in/med/eleg/svar/" in told
    assert "answers, and shows 1 key" in told
    _serves_a_sign_in(url, port, environment)


def _serves_a_sign_in(url: str, port: int, environment: dict[str, str]) -> None:
    """A server with these settings, at which Sara signs in as the page promises."""
    with serving(port, environment):
        cookies: dict[str, str] = {}
        status, _, page = ask(f"{url}/logga-in/", cookies)
        assert (status, "BankID eller Freja" in page) == (200, True)
        start = re.findall(r'href="(/logga-in/med/eleg/)"', page)[0]
        _, there, _ = ask(url + start, cookies)
        back = sign_in_there(there, {NUMBER: NUMBER_OF_SARA})
        status, home, page = ask(back, cookies)
        assert (status, home) == (302, "/min/"), page
        status, _, page = ask(url + home, cookies)
        assert (status, "Sara Lindqvist" in page) == (200, True)
