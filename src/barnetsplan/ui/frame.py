"""What stands around every page: the bar at the top, who I am, where I can go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place to go; `icon` is a name from `ui.icons`, or empty."""

    label: str
    url: str
    current: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the base templates need to know about the visit; empty for someone not signed in."""

    brand: str = "Barnets plan"
    home_url: str = "/"
    items: tuple[NavItem, ...] = ()
    who: str = ""
    role: str = ""
    unit: str = ""
    sign_out_url: str = ""
    sessions_url: str = ""
    messages_url: str = ""
    switch_url: str = ""
    harm_url: str = ""
    leave_url: str = "/lamna/"
    demo: bool = False
    protection: str = ""

    @property
    def office(self) -> str:
        """Role and unit in one line: `Rektor · Ringsbergskolan`."""
        return " · ".join(part for part in (self.role, self.unit) if part)
