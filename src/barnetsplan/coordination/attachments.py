"""A file that goes with an entry, as a thing for the gate."""

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.records.attaching import find_attachment, relations_to_attachment

ATTACHMENT = thing_of_child(
    find=find_attachment,
    child=lambda attachment: attachment.entry.child,
    relations=relations_to_attachment,
)
