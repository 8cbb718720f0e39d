"""The giver's own receipts: as a page, as a PDF, and as a record for machines (ISO/IEC TS 27560)."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.consent.record27560 import as_json_ld
from barnetsplan.coordination.requests import RECEIPT
from barnetsplan.coordination.things import CHILD
from barnetsplan.family.actions import note_receipt_read
from barnetsplan.family.cards.receipt import printed, receipt_card, receipts_card
from barnetsplan.family.views import show
from barnetsplan.policy.acts import Act
from barnetsplan.ui import pdf


@declare(Act.RECEIPTS_LIST)
@require_safe
def receipts(request: ActorRequest, key: UUID) -> HttpResponse:
    """Every receipt of the reader about a child."""
    opened = gate.open_page(request, Act.RECEIPTS_LIST, CHILD, key, card=receipts_card)
    if isinstance(opened, HttpResponse):
        return opened
    return show(request, "receipts", opened.card, place="family_access")


@declare(Act.RECEIPT_OPEN)
@require_safe
def receipt(request: ActorRequest, key: UUID) -> HttpResponse:
    """One receipt; who has read what another wrote down is not asked to read it again."""
    opened = gate.open_page(request, Act.RECEIPT_OPEN, RECEIPT, key, card=receipt_card)
    if isinstance(opened, HttpResponse):
        return opened
    note_receipt_read(receipt=key, by=request.actor, at=request.at)
    return show(request, "receipt", opened.card, place="family_access")


@declare(Act.RECEIPT_SAVE)
@require_safe
def receipt_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """The same receipt to keep or to print; ``?text=stor`` asks for large letters."""
    opened = gate.open_page(request, Act.RECEIPT_SAVE, RECEIPT, key, card=receipt_card)
    if isinstance(opened, HttpResponse):
        return opened
    large = pdf.is_large(request.GET.get("text"))
    receipt = printed(opened.card, for_whom=request.actor.name, large=large)
    document = pdf.made(receipt, at=opened.card.receipt.given_at)
    return pdf.attached(document, "application/pdf", "kvitto.pdf")


@declare(Act.RECEIPT_SAVE)
@require_safe
def receipt_record(request: ActorRequest, key: UUID) -> HttpResponse:
    """The same receipt as a record for machines."""
    opened = gate.open_page(request, Act.RECEIPT_SAVE, RECEIPT, key, card=receipt_card)
    if isinstance(opened, HttpResponse):
        return opened
    record = json.dumps(as_json_ld(opened.card.receipt), ensure_ascii=False, indent=2)
    return pdf.attached(record.encode(), "application/ld+json", "kvitto.jsonld")
