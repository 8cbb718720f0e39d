"""What is known of a provider of identities before it is asked anything: its row in the settings file, its profile."""

from dataclasses import dataclass
from typing import Final, Literal

from joserfc.jwk import ECKey, RSAKey

SigningKey = RSAKey | ECKey
Kind = Literal["citizen", "employee"]
Environment = Literal["production", "test"]
UserInfo = Literal["signed", "plain", "none"]

#: Signatures that are believed; no other is even looked at: not ``none``, not one made with a shared secret.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffClaim:
    """A claim that names a member of staff within a scheme."""

    scheme: Literal["hsa", "org_affiliation", "eppn"]
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClaim:
    """A claim that names the unit for which one has signed in; a session then opens no other."""

    scheme: Literal["hsa", "school_unit"]
    claim: str
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionClaims:
    """The claims of a commission of care, one of which binds a session (law.md IDN-10)."""

    commission: str
    purpose: str
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one family of providers tells who somebody is. It tells of one kind of user only (law.md IDN-02)."""

    key: str
    about: str
    protocol: Literal["oidc", "saml"]
    kind: Kind
    scopes: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    mapped_number: tuple[str, ...] = ()
    binding: str = ""
    bindings: tuple[str, ...] = ()
    staff: tuple[StaffClaim, ...] = ()
    unit: UnitClaim | None = None
    commission: CommissionClaims | None = None
    transaction: str = "txn"
    user_message: bool = False

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim that is asked for, and no other (least knowledge)."""
        units = (self.unit.claim,) if self.unit else ()
        of_care = self.commission
        care = (of_care.commission, of_care.purpose, of_care.provider) if of_care else ()
        bound = (*self.mapped_number, self.binding) if self.mapped_number else ()
        staff = tuple(each.claim for each in self.staff)
        return (*self.number, *bound, *staff, *units, *care, self.transaction)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedLevel:
    """An acr of this issuer that lets in one kind of user, and the level of assurance that it stands for."""

    acr: str
    kind: Kind
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """One provider as the operator writes it (docs/sign-in.md)."""

    key: str
    label: str
    profile: str
    environment: Environment
    issuer: str
    client_id: str
    private_keys: tuple[str, ...]
    levels: tuple[AllowedLevel, ...]
    scopes: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    assertion_audience: Literal["issuer", "token_endpoint"] = "issuer"
    algorithms: tuple[str, ...] = ALGORITHMS
    userinfo: UserInfo = "signed"
    signed_request: bool = True
    sign_out: bool = True
    skew_seconds: int = 30
    longest_token_seconds: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A row that has been checked, with its profile and its keys opened; the first key signs."""

    row: ProviderRow
    profile: Profile
    keys: tuple[SigningKey, ...]

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return self.row.key

    @property
    def label(self) -> str:
        """What people know it as."""
        return self.row.label

    @property
    def issuer(self) -> str:
        """Who it says that it is, to the letter."""
        return self.row.issuer

    @property
    def acrs(self) -> tuple[str, ...]:
        """The levels that are asked for."""
        return tuple(each.acr for each in self.row.levels if each.kind == self.profile.kind)

    def level_of(self, *, issuer: str, acr: str, kind: str) -> int | None:
        """The level that this issuer's acr stands for, for this kind of user; nothing when it lets none in.

        *Source:* law.md IDN-02, abuse case 20.
        """
        if issuer != self.issuer or kind != self.profile.kind:
            return None
        return next((each.level for each in self.row.levels if each.acr == acr and each.kind == kind), None)

    def __repr__(self) -> str:
        """Name it, and show no key."""
        return f"Provider({self.key})"
