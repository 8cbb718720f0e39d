"""What the bridge needs beside SATOSA: a memory, the key of its one client, and what an assertion must be and say.

Loaded by SATOSA from ``back.yaml``, ``front.yaml`` and ``demands.yaml``. The program never imports it (ADR 0019).
"""

import json
import logging
import secrets
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from idpyoidc.server.client_authn import PrivateKeyJWT
from idpyoidc.server.exception import NoSuchGrant
from saml2 import xmldsig
from satosa.backends.saml2 import SAMLBackend
from satosa.context import Context
from satosa.exception import SATOSAAuthenticationError
from satosa.internal import InternalData
from satosa.micro_services.base import RequestMicroService, ResponseMicroService
from satosa.response import Response, SeeOther

#: From the answer of the federation until its claims are fetched; then nothing is left.
_KEPT_SECONDS = 120
_ASKED_AT = "asked_at"
_GRANT = "idpyoidc.server.session.grant.Grant"
#: What a signature may be made with: these, and nothing that will be added or was forgotten.
_STRONG = frozenset(
    {xmldsig.SIG_RSA_SHA256, xmldsig.SIG_RSA_SHA384, xmldsig.SIG_RSA_SHA512}
    | {xmldsig.SIG_ECDSA_SHA256, xmldsig.SIG_ECDSA_SHA384, xmldsig.SIG_ECDSA_SHA512}
    | {xmldsig.DIGEST_SHA256, xmldsig.DIGEST_SHA384, xmldsig.DIGEST_SHA512}
)


class Memory:
    """The sign-ins that are under way, in the memory of the one process: a restart forgets them."""

    def __init__(self, _storage: Mapping[str, Any], client_file: str) -> None:
        """Read the one client."""
        told = json.loads(Path(client_file).read_text(encoding="utf-8"))
        self.client: dict[str, Any] = {
            "client_id": told["client_id"],
            "redirect_uris": [(address, {}) for address in told["redirect_uris"]],
            "jwks": told["jwks"],
            "response_types_supported": ["code"],
            "token_endpoint_client_authn_method": ["private_key_jwt"],
            "id_token_signed_response_alg": "ES256",
            "subject_type": "public",
        }
        self.kept: dict[str, dict[str, Any]] = {}

    def get_client_by_id(self, client_id: str) -> dict[str, Any]:
        """The client, or nothing; a copy, so that what is noted in it is not kept."""
        return dict(self.client) if client_id == self.client["client_id"] else {}

    def store_session_to_db(self, sessions: Any, claims: Mapping[str, Any] | None = None) -> None:
        """Keep a sign-in until its code is used; with the ID token the claims are told, and all is forgotten."""
        self._forget_old()
        rows = sessions.dump()["db"]
        grants = {name: row[1] for name, row in rows.items() if row[0] == _GRANT}
        for grant in grants.values():
            issued = {next(iter(each)).rpartition(".")[2]: next(iter(each.values())) for each in grant["issued_token"]}
            code = issued["AuthorizationCode"]["value"]
            if "IDToken" in issued:
                self.kept.pop(code, None)
            else:
                until = time.monotonic() + _KEPT_SECONDS
                self.kept[code] = {"grants": set(grants), "rows": rows, "claims": dict(claims or {}), "until": until}

    def load_session_from_db(self, asked: Mapping[str, Any], _headers: Mapping[str, Any], sessions: Any) -> None:
        """Give back the sign-in of this code, and of no other."""
        self._forget_old()
        if asked.get("grant_type") != "authorization_code":
            return
        if (found := self.kept.get(asked.get("code", ""))) is None:
            raise NoSuchGrant("No such code.")
        sessions.flush()
        sessions.load({"db": found["rows"]})

    def get_claims_from_sid(self, sid: str) -> dict[str, Any]:
        """What the federation said of somebody."""
        return next((each["claims"] for each in self.kept.values() if sid in each["grants"]), {})

    def _forget_old(self) -> None:
        now = time.monotonic()
        self.kept = {code: each for code, each in self.kept.items() if each["until"] > now}


class ByKeyOfClient(PrivateKeyJWT):
    """The client shows who it is by its own key, as it stands in its file."""

    def _verify(self, request: Any = None, **more: Any) -> dict[str, Any]:
        keys = self.upstream_get("attribute", "keyjar")
        for name, client in self.upstream_get("context").cdb.items():
            if name not in keys.owners():
                keys.import_jwks(client["jwks"], name)
        return super()._verify(request=request, **more)


class StronglySigned(SAMLBackend):
    """Takes no answer whose signature is made with SHA-1, or with anything else than a strong algorithm.

    pysaml2 and xmlsec1 have found by now that the signatures are right, of whatever algorithm; encrypted assertions are
    read. What is not strong is refused as what is not signed at all.
    """

    def _translate_response(self, response: Any, state: Any) -> InternalData:
        signed = (response.response, *response.assertions)
        used = {each for item in signed if item.signature is not None for each in _algorithms(item.signature)}
        if not response.assertions or any(each.signature is None for each in response.assertions):
            raise SATOSAAuthenticationError(state, "An assertion is not signed.")
        if not used <= _STRONG:
            # The issuer and the algorithms name nobody; whoever runs the bridge tells the member.
            weak = ", ".join(sorted(used - _STRONG))
            logging.getLogger("barnetsplan").error("%s signs with %s: refused", response.response.issuer.text, weak)
            raise SATOSAAuthenticationError(state, "A signature is too weak.")
        return super()._translate_response(response, state)


def _algorithms(signature: Any) -> Iterator[str]:
    """With what a signature is made: its own algorithm, and that of each digest."""
    yield signature.signed_info.signature_method.algorithm
    for reference in signature.signed_info.reference:
        yield reference.digest_method.algorithm


class Asked(RequestMicroService):
    """Notes in the cookie of the browser when it was sent to the federation."""

    def process(self, context: Context, data: InternalData) -> Response:
        """Note it."""
        context.state[_ASKED_AT] = time.time()
        return super().process(context, data)


class Demands(ResponseMicroService):
    """Hands on nothing that is not of a level that was asked for, and of a sign-in that was made for this request."""

    def __init__(self, config: Mapping[str, int], *args: Any, **more: Any) -> None:
        """Read by how much clocks may differ."""
        super().__init__(*args, **more)
        self.skew = config["skew_seconds"]

    def process(self, context: Context, data: InternalData) -> Response:
        """Refuse in the words of OpenID Connect, or let it pass."""
        asked = context.state["oidc"]["oidc_request"]
        if data.auth_info.auth_class_ref not in self._wanted(asked):
            return self._refused(context, asked, "unmet_authentication_requirements")
        signed_in_at = self._moment(data.auth_info.timestamp)
        if not context.state[_ASKED_AT] - self.skew <= signed_in_at <= time.time() + self.skew:
            return self._refused(context, asked, "login_required")
        # The name in the assertion is nobody's to follow from one sign-in to the next.
        data.subject_id = secrets.token_hex(16)
        return super().process(context, data)

    @staticmethod
    def _wanted(asked: Mapping[str, str]) -> list[str]:
        try:
            wanted = json.loads(asked["claims"])["id_token"]["acr"]["values"]
        except (KeyError, TypeError, ValueError):
            return []
        return wanted if isinstance(wanted, list) else []

    @staticmethod
    def _moment(instant: str | None) -> float:
        try:
            return datetime.fromisoformat(instant or "").timestamp()
        except ValueError:
            return 0

    @staticmethod
    def _refused(context: Context, asked: Mapping[str, str], error: str) -> Response:
        context.state.delete = True
        query = urlencode({"error": error, "state": asked.get("state", "")})
        return SeeOther(f"{asked['redirect_uri']}?{query}")
