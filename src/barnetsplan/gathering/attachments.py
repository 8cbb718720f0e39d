"""Opening a file that goes with somebody's words."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.attachments import ATTACHMENT
from barnetsplan.files.checking import ENDINGS
from barnetsplan.policy.acts import Act
from barnetsplan.records.attaching import open_attachment
from barnetsplan.ui import pdf


@declare(Act.ATTACHMENT_OPEN)
@require_safe
def attachment(request: ActorRequest, key: UUID) -> HttpResponse:
    """Hand out the file; a picture is shown at once, since ours are drawn anew and hold nothing that runs."""
    opened = gate.open_page(request, Act.ATTACHMENT_OPEN, ATTACHMENT, key, card=open_attachment)
    if isinstance(opened, HttpResponse):
        return opened
    answer = pdf.attached(opened.card.content, opened.card.kind, f"bilaga.{ENDINGS[opened.card.kind]}")
    if opened.card.kind != "application/pdf":
        answer["Content-Disposition"] = "inline"
    return answer
