"""A receipt as a machine reads it: ISO/IEC TS 27560:2023 in JSON-LD, in the profile of the Data Privacy Vocabulary.

It says what it is: a waiver of secrecy (OSL 10:1, 12:2), and not the ground of processing under GDPR (law.md A3). The
terms are those of https://w3id.org/dpv/guides/consent-27560; no context is fetched, the prefixes stand in the record.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from barnetsplan.consent.receipts import Answered, Receipt
from barnetsplan.domain.vocabulary import Answer, ConsentWay, Layer

_CONTEXT: Final = {
    "dpv": "https://w3id.org/dpv#",
    "dpv-27560": "https://w3id.org/dpv/schema/dpv-27560#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LEGAL_BASIS: Final = {
    "@type": "dpv:LegalBasis",
    "dct:title": "Sekretess hävs av den enskilde: offentlighets- och sekretesslagen (2009:400) 10:1 och 12:2",
    "dct:source": "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/sfs-2009-400",
}
_STATUS: Final[Mapping[Answer, str]] = {
    Answer.YES: "dpv:ConsentGiven",
    Answer.NO: "dpv:ConsentRefused",
    Answer.WITHDRAWN: "dpv:ConsentWithdrawn",
}
_METHOD: Final[Mapping[ConsentWay, str]] = {
    ConsentWay.IN_PRODUCT: "Svar på sidan, av den som är inloggad",
    ConsentWay.ORAL: "Muntligt svar",
    ConsentWay.PAPER: "Underskrivet papper",
}
_PURPOSE: Final[Mapping[Layer, str]] = {
    Layer.TELL: "Att berätta vad som har setts och provats",
    Layer.TALK: "Att fråga och svara om barnet",
    Layer.MAP: "Att arbeta efter samma plan",
    Layer.BACKGROUND: "Att läsa bakgrunden i de områden som anges",
}


def as_json_ld(receipt: Receipt) -> dict[str, Any]:
    """The receipt around its record; its giver alone is named in it, and nobody else's answer stands there."""
    return {
        "@context": _CONTEXT,
        "@id": _urn(receipt.id),
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": str(receipt.id),
        "dct:conformsTo": "https://w3id.org/dpv/schema/dpv-27560#receipt",
        "dct:created": _moment(receipt.given_at),
        "dct:publisher": receipt.asker_name,
        "dct:language": receipt.shown.language,
        "schema:recipient": "dpv:DataSubject",
        "dpv:hasRecordOfActivity": _record(receipt),
    }


def _record(receipt: Receipt) -> dict[str, Any]:
    """One consent record, with one process for each question that was answered."""
    return {
        "@id": _urn(receipt.request),
        "@type": "dpv:ConsentRecord",
        "dct:identifier": str(receipt.request),
        "dct:conformsTo": "https://w3id.org/dpv/schema/dpv-27560#record",
        "dpv:hasDataSubject": {"@id": _urn(receipt.child), "@type": "dpv:Child", "schema:name": receipt.child_name},
        "dpv:hasDataController": {
            "@id": _urn(receipt.asker),
            "schema:name": receipt.asker_name,
            **({"schema:parentOrganization": receipt.controller} if receipt.controller else {}),
        },
        "dpv:hasJurisdiction": ["loc:SE"],
        "dpv:hasApplicableLaw": ["OSL 2009:400", "eu-gdpr:GDPR"],
        "dpv:hasLegalBasis": _LEGAL_BASIS,
        "dpv:hasNotice": _notice(receipt),
        "dpv:hasProcess": [_process(receipt, one) for one in receipt.answers],
    }


def _notice(receipt: Receipt) -> dict[str, Any]:
    """What was shown, by its version and its hash."""
    return {
        "@type": "dpv:ConsentNotice",
        "dct:hasVersion": receipt.text_version,
        "dct:language": receipt.shown.language,
        "dct:issued": _moment(receipt.asked_at),
        "dct:description": receipt.shown.law_text,
        "dpv-27560:contentHash": {"algorithm": "SHA-256", "value": receipt.shown_hash},
    }


def _process(receipt: Receipt, answered: Answered) -> dict[str, Any]:
    question = answered.question
    rows = [
        row
        for row in receipt.shown.table
        if row.layer == question.layer and question.service_name in {row.recipient, row.discloser}
    ]
    return {
        "@type": "dpv:Process",
        "dct:title": question.question,
        "dct:description": question.explanation,
        "dpv:hasPurpose": _PURPOSE[Layer(question.layer)],
        "dpv:hasPersonalData": list(answered.areas) or [question.layer],
        "dpv:hasProcessing": "dpv:Disclose",
        "dpv:hasRecipient": sorted({row.recipient for row in rows}),
        "dpv:hasDataSource": sorted({row.discloser for row in rows}),
        "dpv:hasDuration": {"@type": "dpv:UntilTimeDuration", "dct:valid": _moment(receipt.valid_until)},
        "dpv:hasConsequence": question.if_no,
        "dpv:hasConsentControl": "dpv:WithdrawConsent",
        "dpv:hasConsentStatus": _status(receipt, answered.answer),
    }


def _status(receipt: Receipt, answer: Answer) -> dict[str, Any]:
    """The event: what was said, by whom in which capacity, when, and how it was known who it was."""
    return {
        "@type": _STATUS[answer],
        "dpv:isIndicatedBy": {
            "@id": _urn(receipt.giver),
            "schema:name": receipt.giver_name,
            "schema:roleName": receipt.role.value,
        },
        "dpv:isIndicatedAtTime": _moment(receipt.given_at),
        "dpv:hasIndicationMethod": _METHOD[receipt.way],
        **_proof(receipt),
    }


def _proof(receipt: Receipt) -> dict[str, str]:
    told = {
        "dpv-27560:authenticationContext": receipt.acr,
        "dpv-27560:transaction": receipt.transaction,
        "dpv-27560:heardBy": receipt.heard_by,
        "dpv-27560:heardOn": receipt.heard_on.isoformat() if receipt.heard_on else "",
    }
    return {name: value for name, value in told.items() if value}


def _urn(key: UUID) -> str:
    return f"urn:uuid:{key}"


def _moment(at: datetime) -> str:
    return at.isoformat()
