"""The page with three short questions, after a meeting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import WhoAnswered
from barnetsplan.meetings.how import still_to_answer
from barnetsplan.meetings.models import Meeting
from barnetsplan.people.queries import family_of, name_of, names_of
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class HowCard:
    """Who the reader is when answering, and whom the one who leads may hand the screen to."""

    id: UUID
    child: UUID
    party: UUID
    who: WhoAnswered
    can_answer: bool
    in_room: tuple[tuple[UUID, str], ...]
    entries: tuple[UUID, ...] = ()

    def asked(self, chosen: str) -> UUID:
        """Who answers on this screen: the one it has been handed to, else the one who opened the page."""
        return next((party for party, _name in self.in_room if str(party) == chosen), self.party)

    def kind_of(self, party: UUID) -> WhoAnswered:
        """In whose words the questions are put."""
        if party == self.party:
            return self.who
        return WhoAnswered.CHILD if party == self.child else WhoAnswered.GUARDIAN


def how_card(actor: Actor, meeting: Meeting, at: datetime) -> HowCard:
    """The questions for the one who opens the page; the one who leads may let the family answer on the same screen."""
    waited = still_to_answer(meeting)
    child = meeting.case.child
    is_family = actor.party_id == actor.person_id
    leads = actor.party_id in {meeting.chair_id, meeting.plan.custodian_id}
    people: dict[UUID, str] = {}
    if leads:
        adults = family_of(child, at=at)
        named = names_of(adults)
        people = {child.pk: name_of(child.person), **{adult: named[adult] for adult in adults}}
    who = WhoAnswered.GUARDIAN if is_family else WhoAnswered.PROFESSIONAL
    return HowCard(
        id=meeting.pk,
        child=child.pk,
        party=actor.party_id,
        who=WhoAnswered.CHILD if actor.party_id == child.pk else who,
        can_answer=actor.party_id in waited,
        in_room=tuple((party, name) for party, name in people.items() if party in waited),
    )
