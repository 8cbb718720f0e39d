"""A text of a template is looked up at once, and says what Django's own tag says."""

import pytest
from django.template import Context, Engine
from django.utils import translation

_OURS = ["django.templatetags.i18n", "barnetsplan.ui.templatetags.texts"]
_TEXTS = (
    "{% translate 'Monday' %}",
    "{% translate 'Monday' as day %}[{{ day }}]",
    "{% translate '100 % säkert <b>&amp;</b>' %}",
    "{% translate '' %}",
    "{% translate 'May' context 'abbrev. month' %}",
    "{% translate word %}",
    "{% translate 'monday'|upper %}",
    "{% translate 'Monday' noop %}",
)


@pytest.mark.parametrize("language", ["sv", "ar", "uk"])
@pytest.mark.parametrize("text", _TEXTS)
def test_a_text_says_what_django_says(text: str, language: str) -> None:
    def shown(builtins: list[str]) -> str:
        return Engine(builtins=builtins).from_string(text).render(Context({"word": "<i>Monday</i>"}))

    with translation.override(language):
        assert shown(_OURS) == shown(_OURS[:1])
