"""Pages rendered by the house's own template engine."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

from barnetsplan.ui.tests import gallery


@pytest.fixture(autouse=True)
def plain_static_addresses(settings: Any) -> None:
    """Addresses without a fingerprint, so that no test waits for collected files."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session")
def engine() -> DjangoTemplates:
    """An engine with this room's tags only: the look must stand without any feature."""
    return DjangoTemplates(
        {
            "NAME": "look",
            "DIRS": [],
            "APP_DIRS": True,
            "OPTIONS": {
                "builtins": [
                    "barnetsplan.ui.templatetags.ui",
                    "django.templatetags.i18n",
                    "django.templatetags.static",
                ],
                "context_processors": ["django.template.context_processors.request"],
            },
        }
    )


@pytest.fixture
def render(engine: DjangoTemplates) -> Any:
    """Renders template source as a page of the house would be."""

    def _render(source: str, request: HttpRequest | None = None, **context: Any) -> str:
        request = request or RequestFactory().get("/lista/?sort=namn")
        return engine.from_string(source).render(context, request)

    return _render


@pytest.fixture
def staff_gallery(render: Any) -> str:
    """The gallery in the professionals' dress."""
    shown = gallery.context()
    forms = [shown["empty_form"], shown["wrong_form"]]
    return str(render("{% extends 'ui/gallery.html' %}", **shown, forms=forms, frame=gallery.staff_frame()))


@pytest.fixture
def family_gallery(render: Any) -> str:
    """The gallery in the family's dress."""
    shown = gallery.context() | {"frame": gallery.family_frame(), "child_nav": gallery.child_nav()}
    return str(render("{% extends 'ui/gallery_family.html' %}", **shown, form=shown["wrong_form"]))
