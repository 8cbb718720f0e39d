"""A file of providers is right, or the start is stopped with file, line, field and a sentence."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from barnetsplan.identity.families import families
from barnetsplan.identity.keys import WrongKey, believable, public_set, read_key
from barnetsplan.identity.load import load
from barnetsplan.identity.provider import Provider
from barnetsplan.practice.load import WrongPractice

RIGHT = """\
[[providers]]
key = "eleg"
label = "BankID eller Freja"
profile = "oidc_sweden_citizen"
environment = "production"
issuer = "https://eleg.example.se"
client_id = "barnets-plan"
private_keys = ["ours.pem"]
levels = [{ acr = "http://id.elegnamnden.se/loa/1.0/loa3", kind = "citizen", level = 3 }]
"""
INERA = RIGHT.replace('"oidc_sweden_citizen"', '"inera"\npurposes = ["Vård och behandling"]').replace(
    '"citizen"', '"employee"'
)
SCHOOL = RIGHT.replace('"oidc_sweden_citizen"', '"school"\norganisations = ["skola.example.se"]').replace(
    '"citizen"', '"employee"'
)

#: What is replaced in the right file, by what -> the line, the field, and what is said.
WRONG: Mapping[tuple[str, str], tuple[int, str, str]] = {
    ('key = "eleg"', 'key = "E leg"'): (2, "providers.key", "may only have"),
    ('label = "BankID eller Freja"', ""): (1, "providers.label", "is missing"),
    ('label = "BankID', 'lable = "BankID'): (3, "providers.lable", "is not known here"),
    ("oidc_sweden_citizen", "bankid"): (4, "providers.profile", "There is no profile"),
    ("oidc_sweden_citizen", "saml_sweden_citizen"): (4, "providers.profile", "There is no profile"),
    ('"production"', '"staging"'): (5, "providers.environment", "one of: production, test"),
    ('"production"', '"test"'): (5, "providers.environment", "lets anybody be anybody"),
    ("https://eleg", "http://eleg"): (6, "providers.issuer", "begins with https://"),
    ("eleg.example.se", "eleg.example.se/?a=b"): (6, "providers.issuer", "without question mark"),
    ("eleg.example.se", "qa.test.swedenconnect.se"): (6, "providers.issuer", "«qa»"),
    ("eleg.example.se", "idp.ineratest.org"): (6, "providers.issuer", "«ineratest»"),
    ("eleg.example.se", "eleg-sandbox.example.se"): (6, "providers.issuer", "«sandbox»"),
    ("eleg.example.se", "127.0.0.1"): (6, "providers.issuer", "«127.0.0.1»"),
    ("ours.pem", "theirs.pem"): (8, "providers.private_keys", "cannot be read"),
    ("ours.pem", "nothing.pem"): (8, "providers.private_keys", "neither PEM"),
    ('kind = "citizen"', 'kind = "employee"'): (9, "providers.levels.kind", "one kind of user: citizen"),
    ("level = 3 }", "level = 4 }"): (9, "providers.levels.level", "does not stand for level 4"),
    ("level = 3 }", "level = 1 }"): (9, "providers.levels.level", "does not stand for level 1"),
    ("level = 3 }", 'level = "3" }'): (9, "providers.levels.level", "a whole number"),
    ("level = 3 }]", 'level = 3 }]\nalgorithms = ["none"]'): (10, "providers.algorithms", "«none» is not believed"),
    ("level = 3 }]", 'level = 3 }]\nalgorithms = ["HS256"]'): (10, "providers.algorithms", "«HS256» is not believed"),
    ("level = 3 }]", "level = 3 }]\nskew_seconds = 900"): (10, "providers.skew_seconds", "at most 300"),
    ("level = 3 }]", "level = 3 }]\nlongest_token_seconds = 7200"): (10, "providers.longest_token_seconds", "at most"),
    ("level = 3 }]", 'level = 3 }]\npurposes = ["x"]'): (10, "providers.purposes", "knows no commissions"),
    ("level = 3 }]", 'level = 3 }]\norganisations = ["x"]'): (10, "providers.organisations", "must not"),
    ("[[providers]]", "[providers"): (1, "", "is not TOML"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours.pem").write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    (tmp_path / "nothing.pem").write_text("nothing", encoding="ascii")
    return tmp_path


def loaded(folder: Path, text: str, *, production: bool = True) -> Mapping[str, Provider]:
    file = folder / "sign-in.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, production=production)


def test_a_right_file_is_taken_as_it_stands(folder: Path) -> None:
    for text in (RIGHT, INERA, SCHOOL):
        provider = loaded(folder, text)["eleg"]

        assert (provider.label, provider.issuer) == ("BankID eller Freja", "https://eleg.example.se")
        assert provider.acrs == ("http://id.elegnamnden.se/loa/1.0/loa3",)
        assert "ours" not in repr(provider)
    several = loaded(folder, RIGHT + INERA.replace('"eleg"', '"sjukvard"'))
    assert list(several) == ["eleg", "sjukvard"]


@pytest.mark.parametrize(("change", "said"), WRONG.items(), ids=lambda pair: " ".join(map(str, pair))[:40])
def test_what_is_wrong_is_named_with_line_and_field(
    change: tuple[str, str], said: tuple[int, str, str], folder: Path
) -> None:
    line, field, sentence = said

    with pytest.raises(WrongPractice) as wrong:
        loaded(folder, RIGHT.replace(*change, 1))

    assert (wrong.value.line, wrong.value.field) == (line, field), wrong.value
    assert sentence in wrong.value.sentence
    assert str(wrong.value).startswith(f"sign-in.toml, line {line}")


def test_idn_06_a_provider_for_tests_is_for_the_demonstration_alone(folder: Path) -> None:
    trying_out = RIGHT.replace('"production"', '"test"').replace("https://eleg.example.se", "http://127.0.0.1:7")

    assert loaded(folder, trying_out, production=False)["eleg"].row.environment == "test"
    for text, production in ((trying_out, True), (RIGHT, False)):
        with pytest.raises(WrongPractice, match="environment"):
            loaded(folder, text, production=production)
    with pytest.raises(WrongPractice, match="https"):
        loaded(folder, trying_out.replace("127.0.0.1", "eleg.example.se"), production=False)


def test_idn_10_and_asvs_6_8_1_what_must_be_agreed_must_stand_there(folder: Path) -> None:
    with pytest.raises(WrongPractice, match="Which purposes"):
        loaded(folder, INERA.replace('purposes = ["Vård och behandling"]', ""))
    with pytest.raises(WrongPractice, match="must stand here whose staff"):
        loaded(folder, SCHOOL.replace('organisations = ["skola.example.se"]', ""))
    with pytest.raises(WrongPractice, match="behind an @"):
        loaded(folder, SCHOOL.replace("skola.example.se", "@Skola"))
    with pytest.raises(WrongPractice, match="stands here twice"):
        loaded(folder, RIGHT + RIGHT)
    with pytest.raises(WrongPractice, match="cannot be read"):
        load(folder / "no.toml", production=True)


def test_idn_02_no_profile_lets_in_two_kinds_and_none_mixes_their_names() -> None:
    for profile in families().profiles:
        assert bool(profile.number) is (profile.kind == "citizen")
        assert bool(profile.staff) is (profile.kind == "employee")
        # A mapped number is nothing without its binding (IDN-03).
        assert bool(profile.mapped_number) is bool(profile.bindings) is bool(profile.binding)


def test_keys_are_read_as_pem_and_jwk_and_weak_or_shared_ones_are_not(folder: Path) -> None:
    key = read_key(folder / "ours.pem")
    (folder / "ours.jwk").write_text(json.dumps(key.as_dict(private=True)), encoding="ascii")
    assert read_key(folder / "ours.jwk").as_dict(private=False) == key.as_dict(private=False)
    (folder / "public.jwk").write_text(json.dumps(key.as_dict(private=False)), encoding="ascii")
    (folder / "shared.jwk").write_text('{"kty": "oct", "k": "AAAA"}', encoding="ascii")
    for name in ("public.jwk", "shared.jwk", "nothing.pem"):
        with pytest.raises(WrongKey):
            read_key(folder / name)

    [shown] = public_set([key])["keys"]
    assert "d" not in shown
    known = believable({"keys": [shown, {"kty": "oct", "k": "AAAA"}, {"kty": "RSA", "n": "AQAB", "e": "AQAB"}]})
    assert known is not None
    assert len(known.keys) == 1
    assert believable({"keys": [{**shown, "use": "enc"}]}) is None
    assert believable([]) is None
