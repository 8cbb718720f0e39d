# ruff: noqa: S608 - every name in these statements is our own
"""What the policies ask, as functions of the database: what is said in this transaction, and who stands where.

The first ones read what ``barnetsplan.context`` has said. The others look into tables whose rows the asker may not see;
they run as the owner of the tables and answer yes or no, nothing else.
"""

from collections.abc import Mapping
from typing import Final

from barnetsplan.context import APPLICATION_ROLE, KEPT, KEPT_CHILD, KEPT_CLEAN, PREFIX

#: What is said -> its type in the database; nothing said is NULL, and NULL equals nothing.
SAID: Final[Mapping[str, str]] = {
    "person": "uuid",
    "party": "uuid",
    "at": "timestamptz",
    "child": "uuid",
    "act": "text",
    "duties": "text",
    "job": "text",
}
#: What the functions below have kept, which only they write: a child of whom a policy need not ask (ADR 0023).
FOUND: Final[Mapping[str, str]] = {KEPT_CHILD: "uuid", KEPT_CLEAN: "uuid"}

#: True while one of the functions below runs, and at no other time: the owner is asked by somebody else.
INSIDE: Final = "current_user <> session_user"

_LIVE = "valid_from <= t AND (valid_until IS NULL OR valid_until > t)"
_LIVE_G = "g.valid_from <= t AND (g.valid_until IS NULL OR g.valid_until > t)"
_SAID_PARTY = "NULLIF(current_setting('barnetsplan.party', true), '')::uuid"
_SAID_PERSON = "NULLIF(current_setting('barnetsplan.person', true), '')::uuid"
_SAID_AT = "NULLIF(current_setting('barnetsplan.at', true), '')::timestamptz"
_SAID_CHILD = "NULLIF(current_setting('barnetsplan.child', true), '')::uuid"

#: Name and arguments -> the body of a function that answers yes or no; ``p`` is the party, ``t`` the moment, ``named``
#: the child of a permitted write. Each stands after those that it calls. The cheap ways to an answer come first, and
#: what was answered with yes is kept until the transaction ends or somebody else is said to act.
QUESTIONS: Final[Mapping[tuple[str, ...], str]] = {
    # Whether an entry is closed whoever owns it or has been given it, as `records.queries._hidden` has it: on the
    # wrong child; kept from the asker; and for the child's own sign-in, what any guardian is not to read.
    ("wall_closes", "the_entry", "the_child"): f"""
        IF position('clean ' || the_child IN kept) = 0 THEN
            IF EXISTS (SELECT FROM records_struck s JOIN records_entry e ON e.id = s.entry_id
                    WHERE e.child_id = the_child)
                OR EXISTS (SELECT FROM records_keptfrom k JOIN records_entry e ON e.id = k.entry_id
                    WHERE e.child_id = the_child)
            THEN
                IF EXISTS (SELECT FROM records_struck WHERE entry_id = the_entry)
                    OR EXISTS (SELECT FROM records_keptfrom WHERE entry_id = the_entry
                        AND (guardian_id = p OR the_child = p) AND (lifted_at IS NULL OR lifted_at > t))
                THEN
                    RETURN true;
                END IF;
            ELSE
                PERFORM set_config('{KEPT}', kept || 'clean ' || the_child, true),
                    set_config('{KEPT_CLEAN}', the_child::text, true);
            END IF;
        END IF;
        IF p <> the_child THEN RETURN false; END IF;
        RETURN EXISTS (SELECT FROM records_entry e JOIN people_person w ON w.party_id = e.owner_id
                JOIN people_guardianship g ON g.child_id = e.child_id AND g.guardian_id <> e.owner_id
                WHERE e.id = the_entry AND {_LIVE_G}
                AND NOT EXISTS (SELECT FROM records_release r WHERE r.entry_id = e.id
                    AND r.recipient_id = g.guardian_id AND r.valid_from <= t
                    AND (r.valid_until IS NULL OR r.valid_until > t) AND (r.ended_at IS NULL OR r.ended_at > t)));
    """,
    # Standing with a child, as `records.queries._standing` has it: the child, a unit around it, a guardian, the one
    # who carries it.
    ("wall_stands", "the_child"): f"""
        IF the_child = p OR position('stands ' || the_child IN kept) > 0 THEN RETURN true; END IF;
        IF EXISTS (SELECT FROM people_involvement WHERE unit_id = p AND child_id = the_child AND {_LIVE})
            OR EXISTS (SELECT FROM people_guardianship WHERE guardian_id = p AND child_id = the_child AND {_LIVE})
            OR EXISTS (SELECT FROM people_child WHERE person_id = the_child AND carried_by_id = p AND born_on IS NULL)
        THEN
            PERFORM set_config('{KEPT}', kept || 'stands ' || the_child, true);
            IF COALESCE(current_setting('{KEPT_CHILD}', true), '') = '' THEN
                PERFORM set_config('{KEPT_CHILD}', the_child::text, true);
                -- Of no entry: whether anything of this child is closed to anybody is kept before a row is read.
                PERFORM wall_closes(NULL, the_child);
            END IF;
            RETURN true;
        END IF;
        RETURN false;
    """,
    # A child with whom the asker has standing, or whom a permitted write names.
    ("wall_about", "the_child"): """
        IF the_child = named THEN RETURN true; END IF;
        RETURN wall_stands(the_child);
    """,
    # A duty for the whole organisation: the children around whom any unit of it is, or was, or whom one of its units
    # has opened in an emergency. What a duty may do with it is the table's affair.
    ("wall_watches", "the_child"): """
        IF COALESCE(current_setting('barnetsplan.duties', true), '') = '' THEN RETURN false; END IF;
        RETURN EXISTS (
            SELECT FROM (
                SELECT unit_id FROM people_involvement WHERE child_id = the_child
                UNION ALL SELECT unit_id FROM duties_emergencyopening WHERE child_id = the_child
            ) around
            JOIN organisations_unit theirs ON theirs.party_id = around.unit_id
            JOIN organisations_secrecydomain of_theirs ON of_theirs.id = theirs.domain_id
            JOIN organisations_secrecydomain of_own ON of_own.organisation_id = of_theirs.organisation_id
            JOIN organisations_unit own ON own.domain_id = of_own.id
            WHERE own.party_id = p);
    """,
    # At work, a child of the acting person's own, or that person as a child: a conflict of interest is found out
    # before anything is opened.
    ("wall_is_own", "the_child"): f"""
        IF p = {_SAID_PERSON} THEN RETURN false; END IF;
        IF the_child = {_SAID_PERSON} THEN RETURN true; END IF;
        RETURN EXISTS (SELECT FROM people_guardianship WHERE guardian_id = {_SAID_PERSON} AND child_id = the_child);
    """,
    # One whose own answer is asked for, without standing: an adult whom the items are about (law.md CON-02).
    ("wall_asked", "the_child"): """
        RETURN EXISTS (
            SELECT FROM consent_consentgiver g JOIN consent_consentrequest r ON r.id = g.request_id
            WHERE g.person_id = p AND r.child_id = the_child AND g.row_id IS NOT NULL
                AND r.valid_until > t AND (r.withdrawn_at IS NULL OR r.withdrawn_at > t));
    """,
    # Somebody beside a child with whom the asker has standing: a guardian now or before, the one who carries it,
    # somebody whom an entry is about, or whose answer is asked for; at work also who else is beside the child. A
    # professional's name is known to whoever acts.
    ("wall_beside", "the_person"): f"""
        IF EXISTS (SELECT FROM people_guardianship WHERE guardian_id = the_person
            AND (child_id = named OR wall_stands(child_id) OR wall_watches(child_id))) THEN RETURN true; END IF;
        IF EXISTS (SELECT FROM accounts_assignment WHERE person_id = the_person) THEN RETURN true; END IF;
        IF EXISTS (SELECT FROM people_child WHERE person_id = the_person)
            AND (wall_asked(the_person) OR wall_watches(the_person)) THEN RETURN true; END IF;
        IF EXISTS (SELECT FROM people_child WHERE carried_by_id = the_person
            AND (person_id = named OR wall_stands(person_id))) THEN RETURN true; END IF;
        IF p <> {_SAID_PERSON} AND (
            EXISTS (SELECT FROM people_relationship WHERE adult_id = the_person
                AND (child_id = named OR wall_stands(child_id)))
            OR EXISTS (SELECT FROM people_proposedguardian WHERE guardian_id = the_person
                AND (child_id = named OR wall_stands(child_id)))) THEN RETURN true; END IF;
        RETURN EXISTS (SELECT FROM records_entryabout a JOIN records_entry e ON e.id = a.entry_id
                WHERE a.person_id = the_person AND (e.child_id = named OR wall_stands(e.child_id)))
            OR EXISTS (SELECT FROM consent_consentgiver g JOIN consent_consentrequest r ON r.id = g.request_id
                WHERE g.person_id = the_person AND (r.child_id = named OR wall_stands(r.child_id)));
    """,
    ("wall_knows", "the_person"): f"""
        IF the_person = p OR the_person = named OR position('knows ' || the_person IN kept) > 0
            OR the_person = {_SAID_PERSON} THEN RETURN true; END IF;
        IF NOT (wall_stands(the_person) OR wall_beside(the_person)) THEN RETURN false; END IF;
        -- Read anew, because the question of standing may have kept something meanwhile.
        PERFORM set_config('{KEPT}', COALESCE(current_setting('{KEPT}', true), '') || 'knows ' || the_person, true);
        RETURN true;
    """,
    # Whether an entry is about a child with whom the asker has standing; what stands in it is another question.
    ("wall_around", "the_entry"): """
        RETURN EXISTS (SELECT FROM records_entry WHERE id = the_entry
            AND (child_id = named OR wall_stands(child_id) OR wall_watches(child_id)));
    """,
    # The register of the own domain: its registrar keeps what a unit of it has received, and what it has struck.
    ("wall_registers", "the_unit"): """
        IF COALESCE(current_setting('barnetsplan.duties', true), '') NOT LIKE '%registrar%' THEN
            RETURN false;
        END IF;
        RETURN EXISTS (
            SELECT FROM organisations_unit theirs JOIN organisations_unit own ON own.domain_id = theirs.domain_id
            WHERE theirs.party_id = the_unit AND own.party_id = p);
    """,
    ("wall_struck_here", "the_entry"): """
        IF COALESCE(current_setting('barnetsplan.duties', true), '') = '' THEN RETURN false; END IF;
        RETURN EXISTS (
            SELECT FROM records_struck s JOIN records_entry e ON e.id = s.entry_id
            WHERE s.entry_id = the_entry AND wall_registers(e.owner_id));
    """,
    # What a registrar opens: what the own domain received, while it is opened on a reason; and what it has struck.
    ("wall_registered", "the_entry"): f"""
        IF COALESCE(current_setting('barnetsplan.duties', true), '') = '' THEN RETURN false; END IF;
        RETURN wall_struck_here(the_entry) OR (NOT EXISTS (SELECT FROM records_struck WHERE entry_id = the_entry)
            AND EXISTS (SELECT FROM records_received r
            JOIN records_receivedopening o ON o.disclosure_id = r.disclosure_id AND o.recipient_id = r.recipient_id
            WHERE r.entry_id = the_entry AND wall_registers(r.recipient_id)
                AND o.opened_by_id = {_SAID_PERSON} AND o.valid_from <= t AND o.valid_until > t));
    """,
    # Whether the person of the exact number that is named is this one, or carries this one (law.md IDN-04, SRCH-01).
    ("wall_numbered", "the_person"): """
        IF COALESCE(current_setting('barnetsplan.number', true), '') = '' THEN RETURN false; END IF;
        RETURN EXISTS (SELECT FROM people_person WHERE number_hash
            = decode(current_setting('barnetsplan.number', true), 'hex')
            AND (party_id = the_person OR EXISTS (SELECT FROM people_child
                WHERE person_id = the_person AND carried_by_id = party_id AND born_on IS NULL)));
    """,
    # A question to a family, and what belongs to it: as its child, or as one whose own answer is asked for.
    ("wall_request", "the_request"): f"""
        IF position('request ' || the_request IN kept) > 0 THEN RETURN true; END IF;
        IF NOT EXISTS (SELECT FROM consent_consentrequest WHERE id = the_request
            AND (child_id = named OR wall_stands(child_id) OR wall_asked(child_id))) THEN RETURN false; END IF;
        PERFORM set_config('{KEPT}', COALESCE(current_setting('{KEPT}', true), '') || 'request ' || the_request, true);
        RETURN true;
    """,
    ("wall_row", "the_row"): """
        RETURN EXISTS (SELECT FROM consent_consentrow WHERE id = the_row AND wall_request(request_id));
    """,
    # The key of somebody who is known.
    ("wall_key", "the_key"): """
        RETURN EXISTS (SELECT FROM people_person WHERE key_id = the_key
            AND (wall_knows(party_id) OR wall_numbered(party_id)));
    """,
}

#: Tables whose rows are sealed by keys of their own: whoever sees the row is given its key.
WITH_OWN_KEYS: Final = (
    "records_draft",
    "reporting_harmanswer",
    "duties_weighed",
    "duties_emergencyopening",
    "duties_replayed",
    "cases_advice",
)
#: The tables into which the functions look.
LOOKED_INTO: Final = (
    "accounts_assignment",
    "consent_consentgiver",
    "consent_consentrequest",
    "consent_consentrow",
    "duties_emergencyopening",
    "people_child",
    "people_guardianship",
    "people_involvement",
    "people_person",
    "people_proposedguardian",
    "people_relationship",
    "records_entry",
    "records_entryabout",
    "records_keptfrom",
    "records_received",
    "records_receivedopening",
    "records_release",
    "records_struck",
)


#: What a question costs the planner, in its operators; left at the common 100, it would sooner ask about every person
#: of a small table than look one up by its key, and a page would take longer the more people there are (ADR 0023).
DEAR: Final = 10_000


def statements() -> tuple[str, ...]:
    """Everything that makes the functions, or makes them anew."""
    said = {f"{PREFIX}.{name}": kind for name, kind in SAID.items()}
    readers = (_reader(setting, kind) for setting, kind in {**said, **FOUND}.items())
    return (*readers, *(_question(*named, body=body) for named, body in QUESTIONS.items()), _own_key(), _UNITS)


#: The units of the organisation, for a duty that reaches beyond the own one; without a duty none.
_UNITS: Final = f"""
    CREATE OR REPLACE FUNCTION wall_units() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF COALESCE(current_setting('{PREFIX}.duties', true), '') = '' THEN RETURN NULL; END IF;
        RETURN ARRAY(
            SELECT theirs.party_id FROM organisations_unit theirs
            JOIN organisations_secrecydomain of_theirs ON of_theirs.id = theirs.domain_id
            JOIN organisations_secrecydomain of_own ON of_own.organisation_id = of_theirs.organisation_id
            JOIN organisations_unit own ON own.domain_id = of_own.id
            WHERE own.party_id = {_SAID_PARTY});
    END $$"""


def _own_key() -> str:
    """The one function that is run as whoever asks, so that the policies of the tables answer it."""
    rows = " OR ".join(f"EXISTS (SELECT FROM {table} WHERE key_id = the_key)" for table in WITH_OWN_KEYS)
    return (
        "CREATE OR REPLACE FUNCTION wall_own_key(the_key uuid) RETURNS boolean LANGUAGE plpgsql STABLE "
        f"COST {DEAR} AS $$ BEGIN RETURN {rows}; END $$"
    )


def _reader(setting: str, kind: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION wall_{setting.removeprefix(f'{PREFIX}.')}() RETURNS {kind} "
        "LANGUAGE sql STABLE PARALLEL SAFE AS "
        f"$$ SELECT NULLIF(current_setting('{setting}', true), '')::{kind} $$"
    )


def _question(name: str, *arguments: str, body: str) -> str:
    # search_path is fixed, so that nobody can put a table of the same name in the way.
    kinds = ", ".join("uuid" for _ in arguments)
    return f"""
        CREATE OR REPLACE FUNCTION {name}({", ".join(f"{argument} uuid" for argument in arguments)}) RETURNS boolean
        LANGUAGE plpgsql STABLE SECURITY DEFINER COST {DEAR} SET search_path = public, pg_temp AS $$
        DECLARE
            p uuid := {_SAID_PARTY};
            t timestamptz := {_SAID_AT};
            named uuid := {_SAID_CHILD};
            kept text := COALESCE(current_setting('{KEPT}', true), '');
        BEGIN
            IF p IS NULL THEN RETURN false; END IF;
            {body}
        END $$;
        REVOKE ALL ON FUNCTION {name}({kinds}) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name}({kinds}) TO {APPLICATION_ROLE}"""
