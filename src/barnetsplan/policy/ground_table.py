"""The closed list of grounds as data: between whom each exists, which sections it opens, and what must be stated.

*Source:* law.md LAW-03 and 1.1; each row names its own paragraph. What is not listed here is denied. OSL 10:18 a-c and
lag (2025:170) are written after law.md and not after the statutes themselves: read them again before going live.
"""

from dataclasses import dataclass

from barnetsplan.domain.disclosing import DomainKind, Stated, SubGround
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.policy.kinds import PRIVATE, PUBLIC, UNITS

_PRESCHOOL, _SCHOOL = DomainKind.PRESCHOOL, DomainKind.SCHOOL
_PUPILS, _SCHOOL_NURSE = DomainKind.STUDENT_HEALTH, DomainKind.STUDENT_HEALTH_MEDICAL
_HEALTH, _SOCIAL, _POLICE = DomainKind.HEALTH, DomainKind.SOCIAL, DomainKind.POLICE
_PERSON = DomainKind.PERSON
#: Those whom the law obliges to report that a child may come to harm: every authority around children, health care,
#: social services and the police, and their private counterparts. Source: SoL 19:1.
_REPORTERS = (PUBLIC - {DomainKind.OTHER_AUTHORITY}) | PRIVATE


@dataclass(frozen=True, slots=True)
class GroundRule:
    """One row of the list.

    ``sections`` empty means that the section does not matter. ``only_own``: what others have written is theirs to
    disclose. ``tells_family``: whether the family is told as a rule. ``reserves``: a reservation goes with it.
    """

    ground: Ground
    source: str
    disclosers: frozenset[DomainKind]
    recipients: frozenset[DomainKind]
    sections: frozenset[str] = frozenset()
    sub: SubGround | None = None
    stated: tuple[Stated, ...] = ()
    only_own: bool = False
    needs_reason: bool = False
    tells_family: bool = True
    reserves: bool = False

    @property
    def code(self) -> str:
        """The ground, or its sub-ground, in one word."""
        return self.sub.value if self.sub else self.ground.value


def _set(*kinds: DomainKind) -> frozenset[DomainKind]:
    return frozenset(kinds)


#: Sections with a requisite of harm, under which an assessment may open something (OSL 23-26 and 35 kap.).
_HARM = frozenset({"23:1", "23:2", "23:3", "25:1", "26:1", "35:1"})
#: What the general clause opens. Its own list of exceptions (OSL 10:27 second and third para: 24:2 a, 24:8, 25:1-8,
#: 26:1-6, 29:1-2, 31:1, 31:2, 31:12, 33:2, 33:4 a, 36:3, 40:2, 40:5) closes health and social services altogether.
_GENERAL = frozenset({"23:1", "23:2", "23:3", "35:1"})
_CARE = frozenset({"25:1", "26:1"})

_OUTSIDE_OSL = (
    GroundRule(
        ground=Ground.CONSENT_12_2,
        source="OSL 10:1, 12:2; law.md A4",
        disclosers=UNITS,
        recipients=UNITS,
    ),
    GroundRule(
        ground=Ground.TO_SUBJECT_12_1,
        source="OSL 12:1, 12:3",
        disclosers=UNITS,
        recipients=_set(_PERSON),
    ),
    GroundRule(
        ground=Ground.WITHIN_DOMAIN,
        source="OSL 8:1-2",
        disclosers=UNITS,
        recipients=UNITS,
    ),
    GroundRule(
        ground=Ground.OWN_GIVING,
        source="OSL 10:1: secrecy binds authorities, and a private person only gives",
        disclosers=_set(_PERSON),
        recipients=UNITS | {_PERSON},
    ),
)
_ASSESSED = (
    GroundRule(
        ground=Ground.NO_HARM_ASSESSMENT,
        source="OSL 23:1-3, 25:1, 26:1, 35:1; reservation: OSL 10:14",
        disclosers=PUBLIC,
        recipients=UNITS,
        sections=_HARM,
        stated=(Stated.NOBODY_IS_HARMED,),
        only_own=True,
        needs_reason=True,
    ),
    GroundRule(
        ground=Ground.NECESSARY_10_2,
        source="OSL 10:2: to be used restrictively, so never towards an association",
        disclosers=PUBLIC,
        recipients=PUBLIC | PRIVATE,
        stated=(Stated.NECESSARY_FOR_OWN_TASK,),
        only_own=True,
        needs_reason=True,
    ),
    GroundRule(
        ground=Ground.GENERAL_10_27,
        source="OSL 10:27: never where its second and third paragraphs except",
        disclosers=PUBLIC,
        recipients=PUBLIC,
        sections=_GENERAL,
        stated=(Stated.INTEREST_OUTWEIGHS,),
        only_own=True,
        needs_reason=True,
    ),
)
_DUTIES = (
    GroundRule(
        ground=Ground.DUTY_10_28,
        sub=SubGround.SOL_19_1,
        source="OSL 10:28; SoL 19:1; kept apart: OSL 40:7 g, law.md ORO-04",
        disclosers=_REPORTERS,
        recipients=_set(_SOCIAL),
        stated=(Stated.CHILD_MAY_COME_TO_HARM,),
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.DUTY_10_28,
        sub=SubGround.SOL_20_6,
        source="OSL 10:28; SoL 20:6; law.md ORO-06: for that receiver only",
        disclosers=_REPORTERS,
        recipients=_set(_SOCIAL),
        stated=(Stated.IMPORTANT_TO_INVESTIGATION,),
        needs_reason=True,
    ),
    GroundRule(
        ground=Ground.DUTY_10_28,
        sub=SubGround.LAW_2025_170_4,
        source="OSL 10:28; lag (2025:170) 4 §",
        disclosers=PUBLIC - {_POLICE},
        recipients=_set(_POLICE),
        stated=(Stated.HAS_BEEN_ASKED_FOR, Stated.ONLY_CONTACT_DETAILS),
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.DUTY_10_28,
        sub=SubGround.LAW_2025_170_6,
        source="OSL 10:28; lag (2025:170) 6 §",
        disclosers=PUBLIC - {_POLICE, DomainKind.OTHER_AUTHORITY},
        recipients=_set(_POLICE),
        stated=(Stated.HAS_BEEN_ASKED_FOR, Stated.SECRECY_WEIGHS_LESS),
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.DUTY_10_28,
        sub=SubGround.LAW_2025_170_7,
        source="OSL 10:28; lag (2025:170) 7 §: the principal, on request or of their own accord",
        disclosers=_set(_SCHOOL),
        recipients=_set(_POLICE),
        stated=(Stated.SECRECY_WEIGHS_LESS,),
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.DUTY_10_28,
        sub=SubGround.COURT,
        source="OSL 10:28; RB 36:5, 38:8: a court has decided",
        disclosers=PUBLIC,
        recipients=PUBLIC,
        stated=(Stated.COURT_HAS_DECIDED,),
        needs_reason=True,
    ),
)
_CARING = (
    GroundRule(
        ground=Ground.HEALTH_SOCIAL_U18,
        source="OSL 25:12: health care to health care and social services, never to school or police (law.md LAW-04)",
        disclosers=_set(_HEALTH, _SCHOOL_NURSE),
        recipients=_set(_HEALTH, _SOCIAL),
        sections=frozenset({"25:1"}),
        stated=(Stated.NEEDED_FOR_CARE,),
        needs_reason=True,
    ),
    GroundRule(
        ground=Ground.HEALTH_SOCIAL_U18,
        source="OSL 26:9: social services to the same and to health care, never to school or police (law.md LAW-04)",
        disclosers=_set(_SOCIAL),
        recipients=_set(_HEALTH, _SOCIAL),
        sections=frozenset({"26:1"}),
        stated=(Stated.NEEDED_FOR_CARE,),
        needs_reason=True,
    ),
    GroundRule(
        ground=Ground.ELEVHALSA_25_13A,
        source="OSL 25:13 a: within the same authority",
        disclosers=_set(_SCHOOL_NURSE),
        recipients=_set(_PUPILS),
        sections=frozenset({"25:1"}),
        stated=(Stated.NEEDED_BY_PUPIL,),
        needs_reason=True,
    ),
    GroundRule(
        ground=Ground.REPORTER_FEEDBACK_26_9A,
        source="OSL 26:9 a; SoL 19:6; kept apart: law.md ORO-04",
        disclosers=_set(_SOCIAL),
        recipients=_REPORTERS,
        sections=frozenset({"26:1"}),
        stated=(Stated.RECIPIENT_REPORTED, Stated.ONLY_WHETHER_INVESTIGATED),
        tells_family=False,
    ),
)
_CRIME = (
    GroundRule(
        ground=Ground.CRIME_10_15A,
        source="OSL 10:15 a; chapters as the practice file says, 25 and 26 closed (law.md 1.2)",
        disclosers=PUBLIC - {_POLICE},
        recipients=_set(_POLICE),
        stated=(Stated.AGAINST_CRIME, Stated.INTEREST_OUTWEIGHS),
        only_own=True,
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.CRIME_10_18A,
        source="OSL 10:18 a: social services about somebody young",
        disclosers=_set(_SOCIAL),
        recipients=_set(_POLICE),
        sections=frozenset({"26:1"}),
        stated=(Stated.YOUNG_MAY_COMMIT_CRIME, Stated.NOT_UNSUITABLE),
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.CRIME_10_18B,
        source="OSL 10:18 b: social services, to prevent terrorism",
        disclosers=_set(_SOCIAL),
        recipients=_set(_POLICE),
        sections=frozenset({"26:1"}),
        stated=(Stated.TERRORISM,),
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.CRIME_10_18C,
        source="OSL 10:18 c: health care and social services, to prevent violence among those who are close",
        disclosers=_set(_HEALTH, _SCHOOL_NURSE, _SOCIAL),
        recipients=_set(_POLICE),
        sections=_CARE,
        stated=(Stated.VIOLENCE_AMONG_CLOSE, Stated.NOT_UNSUITABLE),
        needs_reason=True,
        tells_family=False,
    ),
    GroundRule(
        ground=Ground.CRIME_AGAINST_MINOR_10_21,
        source="OSL 10:21: suspicion of a crime by BrB 3, 4 or 6 kap. against somebody under 18",
        disclosers=_set(_HEALTH, _SCHOOL_NURSE, _SOCIAL),
        recipients=_set(_POLICE),
        sections=_CARE,
        stated=(Stated.CRIME_AGAINST_CHILD,),
        needs_reason=True,
        tells_family=False,
    ),
)
_PARTY = (
    GroundRule(
        ground=Ground.PARTY_10_3,
        source="OSL 10:3; reservation: OSL 10:4",
        disclosers=PUBLIC,
        recipients=_set(_PERSON),
        stated=(Stated.IS_PARTY, Stated.NO_PARAMOUNT_INTEREST),
        needs_reason=True,
        reserves=True,
    ),
)
#: Source: law.md LAW-03. In the order in which a person is offered them.
RULES: tuple[GroundRule, ...] = (*_OUTSIDE_OSL, *_CARING, *_DUTIES, *_ASSESSED, *_PARTY, *_CRIME)
