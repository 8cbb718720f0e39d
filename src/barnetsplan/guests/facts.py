"""A guest as a thing for the gate: of the case, and so of whoever holds the BBA function around the child."""

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.guests.queries import find_guest

GUEST = thing_of_child(find=find_guest, child=lambda guest: guest.child)
