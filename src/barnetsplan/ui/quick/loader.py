"""Finding templates as Django does, and rewriting each the first time."""

from copy import copy
from threading import RLock
from typing import Any

from django.template import Engine, Template
from django.template.loaders import cached

from barnetsplan.ui.quick.rewriting import Rewriter


class Loader(cached.Loader):
    """Django's cached loader; what it keeps besides is the rewritten form of each template."""

    def __init__(self, engine: Engine, loaders: list[Any]) -> None:
        """Keep nothing yet."""
        super().__init__(engine, loaders)
        self._lock = RLock()
        self._quick: dict[str, Template] = {}

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """The template, rewritten; as Django has parsed it where one extends another that is left to Django."""
        if skip:
            return super().get_template(template_name, skip)
        quick = self._quick.get(template_name)
        return quick or self._rewritten(template_name)

    def reset(self) -> None:
        """Forget every template."""
        self._quick.clear()
        super().reset()

    def _rewritten(self, name: str) -> Template:
        with self._lock:
            parsed = super().get_template(name)
            quick = copy(parsed)
            quick.nodelist = Rewriter(super().get_template).rewritten(parsed)
            self._quick[name] = quick
            return quick
