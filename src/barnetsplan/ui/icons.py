"""The icons of the house: our name for each, and the file it is made from."""

from __future__ import annotations

from typing import Final

AREA_ICONS: Final = {
    "trygghet": "ShieldCheckmarkFill",
    "halsa": "HeartFill",
    "utveckling": "PlantFill",
    "larande": "OpenBookFill",
    "omsorg": "HandHeartFill",
    "hemmet": "HouseFill",
    "relationer": "PersonGroupFill",
}

ICONS: Final = {
    **{f"area-{key}": name for key, name in AREA_ICONS.items()},
    "area": "FlowerPetalsFill",
    "add": "Plus",
    "back": "ArrowLeft",
    "bell": "Bell",
    "calendar": "Calendar",
    "chat": "Chat",
    "check": "CheckmarkCircleFill",
    "child": "TeddyBear",
    "clock": "Clock",
    "document": "FileText",
    "down": "ChevronDown",
    "edit": "Pencil",
    "eye": "Eye",
    "heart": "Heart",
    "home": "House",
    "info": "InformationSquareFill",
    "leave": "Leave",
    "list": "Tasklist",
    "lock": "PadlockLocked",
    "menu": "MenuHamburger",
    "next": "ChevronRight",
    "people": "PersonGroup",
    "person": "PersonCircle",
    "phone": "Phone",
    "previous": "ChevronLeft",
    "print": "PrinterSmall",
    "search": "MagnifyingGlass",
    "send": "Paperplane",
    "sun": "Sun",
    "talk": "PersonChat",
    "wait": "Hourglass",
    "warning": "ExclamationmarkTriangleFill",
    "write": "NotePencil",
}


def area_icon(key: str) -> str:
    """The icon of an area of the wheel; a flower for an area that another county has added."""
    return f"area-{key}" if key in AREA_ICONS else "area"
