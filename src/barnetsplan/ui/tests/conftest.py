"""Pages rendered by the house's own template engine."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from barnetsplan.ui.tests import gallery


@pytest.fixture
def render() -> Any:
    """Renders template source as a page of the house would be."""

    def _render(source: str, **context: Any) -> str:
        request = RequestFactory().get("/lista/?sort=namn")
        return engines["django"].from_string(source).render(context, request)

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
