"""What a field can hold, and how long each is kept: the words of the register of information."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Information(StrEnum):
    """What a column holds, as far as harm goes."""

    IDENTITY = "identity"
    """Who somebody is: sealed, or a keyed hash."""
    CONTACT = "contact"
    """How somebody is reached."""
    SEALED_TEXT = "sealed_text"
    """What people wrote; readable only behind the gate."""
    KEY = "key"
    """A wrapped key, or what stands in for a password."""
    STATE = "state"
    """A word from a closed list, a number or a yes or no; it tells something about a child only together with a row."""
    TIME = "time"
    """A day or a moment."""
    REFERENCE = "reference"
    """The id of another row, or the row's own."""
    PROOF = "proof"
    """A hash, or the very bytes that a hash covers."""
    PUBLIC = "public"
    """About an organisation, as anybody may read it on its own pages."""


class Retention(StrEnum):
    """Until when a row is kept; the sentence is in ``RULES``."""

    RECORD = "record"
    PERSON = "person"
    LOG = "log"
    REPORT = "report"
    DRAFT = "draft"
    BOARD = "board"
    NOTICE = "notice"
    EVALUATION = "evaluation"
    WORK = "work"
    ORGANISATION = "organisation"
    SESSION = "session"
    PROGRAM = "program"


RULES: Final[Mapping[Retention, str]] = {
    Retention.RECORD: "As long as the discloser's and the recipient's own records of the child: five years after the "
    "last note in social services, at least ten in health care, by the school's own plan; disposal by two persons. "
    "Source: SoL 16:1-2; PDL 3:17; law.md ARK-04.",
    Retention.PERSON: "As long as any record of or by the person is kept; destroying the key disposes of the name and "
    "the number in the backups too. Source: law.md ARK-04; ADR 0005.",
    Retention.REPORT: "By the plan of the reporter's own board, apart from the record of the child: destroying the "
    "row's own key disposes of it. Source: OSL 40:7 g; law.md ORO-04.",
    Retention.LOG: "At least five years, and as long as what it tells of; it holds ids and codes and never a name. "
    "Source: HSLF-FS 2016:40 4:9; law.md ARK-05.",
    Retention.DRAFT: "Until it is sent, at most 30 days after it was last saved. Source: architecture.md 2.",
    Retention.BOARD: "Until the meeting is finished; then its lines are entries. Source: architecture.md 2.",
    Retention.NOTICE: "As the record of the child it points to; it holds no text. Source: law.md ARK-04.",
    Retention.EVALUATION: "As long as the county follows up its meetings; it holds numbers and tells of nobody. "
    "Source: model.md 6.2; ADR 0026.",
    Retention.WORK: "As long as the log, which names the assignment behind each event. Source: law.md ARK-05.",
    Retention.ORGANISATION: "As long as anything that it owns or has received.",
    Retention.SESSION: "At most a working day, for the family an hour; its row one day more, and what "
    "somebody sent after its end half an hour, sealed for them. Source: law.md 4.4; ADR 0028.",
    Retention.PROGRAM: "The program's own tables; nothing about anybody.",
}
