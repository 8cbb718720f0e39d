"""How long a session lasts, and what a weaker proof of who somebody is may be used for."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """The partners' own figures; minutes, but for what is named otherwise. *Source:* law.md 4.4, IDN-20, IDN-30.

    ``fresh`` is how old a proof may be for what asks for a new one. ``notice_at_level_2``: whether who has proved
    themselves at the second level may write what they notice; they then read only a receipt. ``code_from_age`` is in
    years, and ``code_tries`` are wrong codes from one place.
    """

    family_idle: int
    family_in_all: int
    staff_idle: int
    staff_in_all: int
    fresh: int
    notice_at_level_2: bool
    code_from_age: int
    code_valid: int
    code_session: int
    code_tries: int
    provisional: bool
    source: str

    @property
    def how_fresh(self) -> timedelta:
        """How old a proof may be, for what asks for a new one."""
        return timedelta(minutes=self.fresh)
