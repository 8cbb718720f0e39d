"""A provider on this machine that says whatever a test wants: right by default, and wrong in one thing at a time."""

import base64
import hmac
import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey, OctKey

from barnetsplan.identity.load import load
from barnetsplan.identity.provider import Provider
from tests.oidc.foreign import LOA, ROWS, make_key_file

Key = ECKey | OctKey


def encoded(made: bytes) -> str:
    """Bytes as tokens carry them."""
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def part(table: Mapping[str, Any]) -> str:
    """A table as tokens carry it."""
    return encoded(json.dumps(table).encode())


def new_key(kid: str = "one") -> ECKey:
    """A key by this name."""
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


@dataclass
class Liar:
    """One provider. What it says of somebody stands in ``claims``; everything else is right until it is changed."""

    now: Callable[[], datetime]
    claims: dict[str, Any] = field(default_factory=dict)
    acr: str = f"{LOA}3"
    #: What is changed in the ID token, its header and the user's information; None leaves a claim out.
    token: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    #: The whole answer at a path: status, kind, body. ``None`` as a body drips for ever, and "" waits for ever.
    answers: dict[str, tuple[int, str, bytes | None]] = field(default_factory=dict)
    #: What is handed out in place of the ID token.
    raw: str | None = None
    signs: Key = field(default_factory=new_key)
    shows: list[Key] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    query: dict[str, str] = field(default_factory=dict)
    client: str = "barnets-plan"
    over: Event = field(default_factory=Event)
    posted: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Listen."""
        self.shows = self.shows or [self.signs]
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    def provider(self, folder: Path, *, kind: str = "citizen", extra: str = "") -> Provider:
        """This provider in a settings file, as a family of providers."""
        make_key_file(folder / "ours.pem")
        file = folder / "liar.toml"
        file.write_text(
            f'[[providers]]\nkey = "liar"\nlabel = "Lögnaren"\nenvironment = "test"\nissuer = "{self.issuer}"\n'
            f'client_id = "{self.client}"\nprivate_keys = ["ours.pem"]\n{ROWS[kind]}\n{extra}\n',
            encoding="utf-8",
        )
        return load(file, production=False)["liar"]

    def hears(self, address: str) -> str:
        """Take in what the browser brings, and say where it is sent back to."""
        self.query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return f"{self.query['redirect_uri']}?{urlencode({'code': 'a-code', 'state': self.query['state']})}"

    def signed(self, claims: Mapping[str, Any], *, key: Key | None = None, **header: Any) -> str:
        """A token of these claims, made by hand: a library refuses to make most of what is wrong."""
        by = key or self.signs
        whole = {"alg": "HS256" if isinstance(by, OctKey) else "ES256", "kid": str(by.kid), "typ": "JWT", **header}
        text = f"{part({name: value for name, value in whole.items() if value is not None})}.{part(claims)}"
        if isinstance(by, OctKey):
            made = hmac.digest(by.raw_value, text.encode(), "sha256")
        else:
            private = by.private_key
            assert private is not None
            r, s = decode_dss_signature(private.sign(text.encode(), ECDSA(SHA256())))
            made = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return f"{text}.{encoded(made)}"

    def id_claims(self) -> dict[str, Any]:
        """What the ID token says."""
        now = int(self.now().timestamp())
        right = {
            "iss": self.issuer,
            "sub": "somebody",
            "aud": self.client,
            "iat": now,
            "exp": now + 240,
            "auth_time": now,
            "nonce": self.query.get("nonce", ""),
            "acr": self.acr,
            "sid": "their-session",
            **self.token,
        }
        return {name: value for name, value in right.items() if value is not None}

    def _said(self, path: str) -> tuple[int, str, bytes | None]:
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, "application/json", json.dumps(self._metadata()).encode()
        if path == "/jwks":
            keys = [key.as_dict(private=False) if key.key_type != "oct" else key.as_dict() for key in self.shows]
            return 200, "application/json", json.dumps({"keys": keys}).encode()
        if path == "/token":
            token = self.raw if self.raw is not None else self.signed(self.id_claims(), **self.header)
            said = {"access_token": "an-access-token", "token_type": "Bearer", "id_token": token}
            return 200, "application/json", json.dumps(said).encode()
        info = {"iss": self.issuer, "aud": self.client, "sub": "somebody", **self.claims, **self.info}
        return 200, "application/jwt", self.signed(info).encode()

    def _metadata(self) -> Mapping[str, Any]:
        right = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end",
            **self.metadata,
        }
        return {name: value for name, value in right.items() if value is not None}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        liar = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the library's name
                self._answer()

            def do_POST(self) -> None:  # the library's name
                body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
                liar.posted = {name: values[0] for name, values in parse_qs(body).items()}
                self._answer()

            def _answer(self) -> None:
                path = urlsplit(self.path).path
                liar.asked[path] += 1
                status, kind, body = liar._said(path)
                if body == b"":
                    liar.over.wait(5)
                    return
                self.send_response(status)
                self.send_header("content-type", kind)
                self.end_headers()
                with suppress(OSError):
                    self.wfile.write(body or b" ")
                    while body is None and not liar.over.wait(0.02):
                        self.wfile.write(b" ")

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library's name
                """Say nothing."""

        return Handler
