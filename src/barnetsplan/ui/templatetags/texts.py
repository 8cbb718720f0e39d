"""Django's ``{% translate %}``, looked up at once: Django makes a lazy text of every constant first (ADR 0011)."""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


def of_template(text: str) -> str:
    """A text that stands in a template, where it is collected, in the language of the page."""
    return gettext(text)


class ConstantText(Node):
    """A text of the template in the language of the page; what a catalogue holds is HTML, as with Django's own."""

    child_nodelists = ()

    def __init__(self, text: str, asvar: str | None) -> None:
        """Keep the text as it stands in the catalogues."""
        self.text = text
        self.asvar = asvar

    def render(self, context: template.Context) -> SafeString:
        """The text, or nothing when it is kept under a name."""
        value = SafeString(self.text and gettext(self.text.replace("%", "%%")).replace("%%", "%"))
        if self.asvar is None:
            return value
        context[self.asvar] = value
        return SafeString()


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """As Django's; a constant without filters or context becomes a node that costs a third."""
    node: Any = do_translate(parser, token)
    text = _constant(node)
    return node if text is None else ConstantText(text, node.asvar)


def _constant(node: TranslateNode) -> str | None:
    expression: FilterExpression = node.filter_expression
    literal = getattr(expression.var, "literal", None)
    plain = not (node.noop or node.message_context or expression.filters)
    return literal if plain and isinstance(literal, str) else None
