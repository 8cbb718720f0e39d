# ruff: noqa: S608 - every name in these statements is our own
"""The second wall: which rows PostgreSQL itself gives to whom, whatever the program asks (ADR 0012; law.md LAW-02).

``TABLES`` and ``OPEN`` together name every table of the house. A table of ``TABLES`` gives its rows to the role of the
application by its one rule, and to the role of jobs only for a job that is listed for it; missing context: no row.
Every ``migrate`` installs all of it anew. SQLite has nothing of this.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from barnetsplan.context import APPLICATION_ROLE, JOB_ROLE, OWNER_ROLE, PREFIX
from barnetsplan.policy.acts import Act
from barnetsplan.records import append_only
from barnetsplan.records.row_functions import INSIDE, LOOKED_INTO, statements
from barnetsplan.records.row_jobs import JOBS

# What is said in the transaction. It is read for each row: to begin a subquery, which is asked once, costs more than
# some rows. A moment costs most to read, and stands in one all the same (ADR 0023).
_PARTY = "wall_party()"
_PERSON = "wall_person()"
_AT = "(SELECT wall_at())"
_CHILD = "wall_child()"
_ACT = "wall_act()"
_DUTIES = "wall_duties()"
#: What was found in this transaction already, so that it is not asked for every row (ADR 0023).
_KEPT_CHILD = "wall_kept_child()"
_KEPT_CLEAN = "wall_kept_clean()"
_OWN_DOMAIN = f"domain_id = (SELECT domain_id FROM organisations_unit WHERE party_id = {_PARTY})"
_ON_DUTY = f"COALESCE({_DUTIES}, '') <> ''"
#: The own unit's rows, and for a duty those of every unit of the organisation.
_OF_ORGANISATION = f"(unit_id = {_PARTY} OR unit_id = ANY((SELECT wall_units())::uuid[]))"
#: What somebody of the organisation did, for the one who reviews its log.
_REVIEWS = f"{_DUTIES} LIKE '%log_reviewer%' AND {_OF_ORGANISATION.replace('unit_id', 'party')}"
#: Acting as oneself and not for a unit.
_AS_ONESELF = f"{_PERSON} = {_PARTY}"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows are given (``seen``), and which may be written (``written``; the same, when nothing is said)."""

    seen: str
    written: str = ""
    may_delete: bool = False


def by_child(column: str = "child_id") -> Rule:
    """Rows about a child with whom the asker has standing, or whom a permitted write names."""
    return Rule(_of_child(column))


def by_entry(column: str = "entry_id") -> Rule:
    """Rows that tell something of an entry, but not what stands in it: as rows about its child."""
    return Rule(f"wall_around({column})")


def through(table: str, column: str, key: str = "id", *, may_delete: bool = False) -> Rule:
    """Rows that belong to a row which the asker sees."""
    return Rule(_in(table, column, key), may_delete=may_delete)


def _of_child(column: str) -> str:
    return f"({column} = {_KEPT_CHILD} OR wall_about({column}))"


def _with_standing(column: str) -> str:
    return f"({column} = {_KEPT_CHILD} OR wall_stands({column}))"


#: As rows about a child, but for those who act as themselves: only where a permitted write names the child.
_AT_WORK = f"(child_id = {_CHILD} OR ({_PERSON} <> {_PARTY} AND {_with_standing('child_id')}))"


def _in(table: str, column: str, key: str = "id") -> str:
    # A column that the other table has too is taken as its own: such a one is given with its table.
    return f"EXISTS (SELECT FROM {table} the_other WHERE the_other.{key} = {column})"


_LIVE_RELEASE = (
    f"valid_from <= {_AT} AND (valid_until IS NULL OR valid_until > {_AT}) AND (ended_at IS NULL OR ended_at > {_AT})"
)
#: Writes in which entries of others are disclosed, counted or joined, on a ground that the program has checked; they
#: name their one child, and every entry of that child is given to them.
DISCLOSING: Final = (
    Act.CONCERN_SEND,
    Act.CONSENT_ANSWER,
    Act.CONSENT_CHANGE,
    Act.CONSENT_RECORD,
    Act.SHORT_CALL,
    Act.PLAN_SEND,
    Act.LOG_REPLAY,
)
_ACTS = ", ".join(f"'{act.value}'" for act in DISCLOSING)
_DISCLOSES = f"child_id = {_CHILD} AND {_ACT} IN ({_ACTS})"
#: What is written about a child is given as `records.queries.visible_to` gives it: to its owner, and to whom it is
#: released now, while they have standing and it is neither kept from them nor struck.
_READS = f"""
    (owner_id = {_PARTY} OR EXISTS (
        SELECT FROM records_release r
        WHERE r.entry_id = records_entry.id AND r.recipient_id = {_PARTY} AND {_LIVE_RELEASE}))
    AND {_with_standing("child_id")}
    AND (child_id = {_KEPT_CLEAN} AND child_id <> {_PARTY} OR NOT wall_closes(id, child_id))
"""

#: What somebody has chosen in the capacity in which they act.
_OWN_CAPACITY = f"person_id = {_PERSON} AND capacity = CASE WHEN {_AS_ONESELF} THEN 'family' ELSE 'staff' END"

#: Table -> its rule. Whoever adds a table about a child or an entry gives it a line here.
TABLES: Final[Mapping[str, Rule]] = {
    # By what names directories know somebody, and under which commission: for jobs alone.
    "identity_staffidentifier": Rule("false"),
    "identity_commission": Rule("false"),
    # Who somebody is.
    "vault_key": Rule("wall_key(id) OR wall_own_key(id)", written=f"{_PARTY} IS NOT NULL"),
    "people_person": Rule(
        f"party_id = {_PERSON} OR party_id = {_KEPT_CHILD} OR wall_knows(party_id) OR wall_numbered(party_id)",
        written=f"{_PARTY} IS NOT NULL",
    ),
    "people_child": Rule(
        f"{_of_child('person_id')} OR wall_numbered(person_id) OR wall_asked(person_id) OR wall_watches(person_id)"
        " OR wall_is_own(person_id)",
        written=f"{_of_child('person_id')} OR wall_numbered(person_id) OR wall_numbered(carried_by_id)",
    ),
    "people_guardianship": Rule(
        f"guardian_id = {_PARTY} OR {_of_child('child_id')} OR wall_numbered(child_id) OR wall_watches(child_id)"
        " OR wall_is_own(child_id)",
        written=f"child_id = {_CHILD} OR wall_numbered(child_id)",
    ),
    "people_involvement": Rule(
        f"unit_id = {_PARTY} OR {_of_child('child_id')} OR wall_watches(child_id)",
        written=f"child_id = {_CHILD}",
    ),
    "people_maturitydecision": by_child(),
    # A guardian's own session finds none of these, whatever the program asks; a write about the child does.
    "people_pause": Rule(_AT_WORK),
    "people_proposedguardian": Rule(_AT_WORK),
    "people_relationship": Rule(_AT_WORK),
    "people_restriction": Rule(_AT_WORK),
    "people_whereaboutshidden": by_child(),
    "people_whereaboutsreview": through("people_whereaboutshidden", "hidden_id"),
    "accounts_onetimecode": Rule(f"child_id = {_CHILD}"),
    "accounts_codetry": Rule("false", may_delete=True),
    # How people prove who they are: no session is given any of it, only the job ``credentials``.
    "credentials_attempt": Rule("false", may_delete=True),
    "credentials_invitation": Rule("false"),
    "credentials_localaccount": Rule("false"),
    "credentials_passkey": Rule("false", may_delete=True),
    "credentials_recoverycode": Rule("false", may_delete=True),
    # What is written, and who has received it.
    "records_entry": Rule(
        f"({_DISCLOSES}) OR ({_READS}) OR ({_ON_DUTY} AND wall_registered(id))",
        written=f"child_id = {_CHILD} OR (owner_id = {_PARTY} AND {_with_standing('child_id')})",
    ),
    "records_entryabout": by_entry(),
    "records_attachment": through("records_entry", "entry_id"),
    "records_disclosure": Rule(
        f"{_of_child('child_id')} OR {_in('records_received', 'records_disclosure.id', 'disclosure_id')}",
        written=_of_child("child_id"),
    ),
    "records_promise": by_child(),
    "records_received": Rule(
        f"recipient_id = {_PARTY} OR wall_registers(recipient_id)", written=f"child_id = {_CHILD}"
    ),
    "records_receivedopening": Rule(
        "wall_registers(recipient_id)", written=f"opened_by_id = {_PERSON} AND wall_registers(recipient_id)"
    ),
    "records_release": Rule(f"recipient_id = {_PARTY} OR wall_around(entry_id) OR wall_registers(recipient_id)"),
    "records_keptfrom": Rule(f"guardian_id = {_PARTY} OR wall_around(entry_id)"),
    "records_lifting": through("records_keptfrom", "keeping_id"),
    "records_struck": Rule("wall_around(entry_id) OR wall_struck_here(entry_id)", written="wall_around(entry_id)"),
    "records_draft": Rule(f"author_id = {_PERSON} AND party_id = {_PARTY}", may_delete=True),
    # What waits for a party, and what its own doing lets wait for others.
    "notices_notice": Rule(
        f"party_id = {_PARTY} OR child_id = {_CHILD} OR (about_id = {_PARTY} AND {_PERSON} <> {_PARTY})",
        may_delete=True,
    ),
    # Consent.
    "consent_consentrequest": Rule(f"{_of_child('child_id')} OR wall_asked(child_id)"),
    "consent_consentgiver": Rule("wall_request(request_id)"),
    "consent_consentreminder": Rule("wall_request(request_id)"),
    "consent_consentshown": Rule("wall_request(request_id)"),
    "consent_consentrow": Rule("wall_request(request_id)"),
    "consent_consentanswer": Rule("wall_row(row_id)"),
    # What somebody has signed is theirs; that others have signed is told to nobody.
    "signatures_signature": Rule(f"person_id = {_PERSON}"),
    "consent_consentpaper": Rule("wall_request(request_id)"),
    "consent_override": Rule("wall_request(request_id)"),
    "consent_overrideline": through("consent_override", "override_id"),
    # The work around a child.
    "coordination_term": by_child(),
    "coordination_investigation": by_child(),
    "coordination_investigationask": through("coordination_investigation", "investigation_id"),
    "cases_case": by_child(),
    "cases_advice": Rule(f"{_PARTY} IN (from_unit_id, to_unit_id)"),
    # A guest's only way to its own invitation, before anything about the child is given to it.
    "guests_guest": Rule(f"unit_id = {_PARTY} OR {_of_child('child_id')}", written=f"child_id = {_CHILD}"),
    "gathering_question": through("cases_case", "case_id"),
    "plans_plan": by_child(),
    "plans_seat": through("plans_plan", "plan_id", "party_id"),
    "plans_version": through("plans_plan", "plan_id", "party_id"),
    "plans_versionitem": through("plans_version", "version_id"),
    "meetings_meeting": through("cases_case", "case_id"),
    "meetings_invitee": through("meetings_meeting", "meeting_id", may_delete=True),
    "meetings_boardline": through("meetings_meeting", "meeting_id", may_delete=True),
    "meetings_proposedtime": through("meetings_meeting", "meeting_id", may_delete=True),
    "meetings_suitswhom": through("meetings_proposedtime", "time_id", may_delete=True),
    "handover_offer": through("plans_plan", "plan_id", "party_id"),
    # Protected persons, and the compartment of what an employee has reported.
    "protection_mark": Rule("wall_knows(person_id) OR wall_watches(person_id)"),
    "protection_listed": Rule(f"{_of_child('child_id')} OR wall_watches(child_id)"),
    "protection_opening": through("protection_listed", "listed_id"),
    "reporting_harmanswer": Rule(
        f"(person_id = {_PERSON} AND unit_id = {_PARTY}) OR ({_DUTIES} LIKE '%registrar%' AND {_OWN_DOMAIN})",
        written=f"person_id = {_PERSON} AND unit_id = {_PARTY}",
    ),
    "reporting_reportdecision": through("reporting_harmanswer", "answer_id"),
    "reporting_reportfeedback": through("reporting_harmanswer", "answer_id"),
    # What is raised from the log, emergencies, and questions to the log.
    "duties_raised": Rule(f"{_ON_DUTY} AND {_OF_ORGANISATION}"),
    "duties_weighed": through("duties_raised", "raised_id"),
    "duties_emergencyopening": Rule(
        f"(person_id = {_PERSON} AND unit_id = {_PARTY}) OR ({_ON_DUTY} AND {_OF_ORGANISATION})",
        written=f"person_id = {_PERSON} AND unit_id = {_PARTY}",
    ),
    "duties_emergencyweighed": through("duties_emergencyopening", "opening_id"),
    "duties_replayed": Rule(f"asked_by_id = {_PERSON} OR ({_ON_DUTY} AND {_OF_ORGANISATION})"),
    # How one wants to be told outside the program; what has been told is nobody's to read.
    "sending_preference": Rule(_OWN_CAPACITY),
    "sending_address": Rule(_OWN_CAPACITY),
    "sending_message": Rule(_OWN_CAPACITY),
    "sending_line": Rule("false"),
    # The log: everybody writes what they did; the family reads what was done about its child.
    "audit_auditevent": Rule(
        f"person = {_PERSON} OR ({_AS_ONESELF} AND {_with_standing('child')}) OR wall_watches(child) OR ({_REVIEWS})"
        # Whoever strikes a text, or closes the case that rested on it, is to tell those who had opened it.
        f" OR (child = {_CHILD} AND {_ACT} IN ('{Act.WRITING_STRIKE.value}', '{Act.CASE_CLOSE_STRUCK.value}'))",
        written=f"person IS NOT DISTINCT FROM {_PERSON} AND party IS NOT DISTINCT FROM {_PARTY}",
    ),
    "audit_sealedevent": Rule("false"),
    "audit_checkpoint": Rule("false"),
}

#: Table -> why it needs no policy.
OPEN: Final[Mapping[str, str]] = {
    "accounts_account": "Who can sign in; read before it is known who acts.",
    "accounts_assignment": "Who works where; read before it is known who acts.",
    "accounts_session": "Found by its secret key, and ended, before it is known who acts.",
    "accounts_signin": "That somebody proved who they are; written before it is known who acts, and tells of no child.",
    "auth_group": "Not used.",
    "auth_group_permissions": "Not used.",
    "auth_permission": "Not used.",
    "django_content_type": "The program's own.",
    "django_migrations": "The program's own.",
    "django_tasks_database_dbtaskresult": "Ids of what is to be done, never a text; taken before it is known who acts.",
    "django_session": "Not used.",
    "identity_unitcode": "Public.",
    "meetings_calendarfeed": "Found by its secret token, before it is known who acts.",
    "meetings_howitwas": "How many answered what in a month, of all meetings of the county; joined to nobody.",
    "meetings_pulse": "That something has changed in a meeting; asked without a session, and tells of no child.",
    "organisations_localfunction": "Public.",
    "organisations_organisation": "Public.",
    "organisations_party": "Ids and kinds; what they own and receive has its own policies.",
    "organisations_reportingpoint": "Public.",
    "organisations_secrecydomain": "Public.",
    "organisations_unit": "Public.",
    "sending_routine": "When the program does what by itself; nothing about anybody.",
}

#: With the demonstration alone: it plays everybody's part, and its sign-in page names everybody.
DEMO: Final = "demo"
MIGRATE: Final = "migrate"
_OWNERS: Final = "wall_owner"


def install() -> None:
    """Install every function, grant and policy anew; tables that do not exist yet are passed by."""
    if connection.vendor != "postgresql":
        return
    existing = set(connection.introspection.table_names())
    if not existing.issuperset(LOOKED_INTO):
        # The database is migrated in part: nobody is given anything.
        return
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
        for table in TABLES.keys() & existing:
            for statement in _table(table):
                cursor.execute(statement)
        for table in OPEN.keys() & existing:
            cursor.execute(f"REVOKE ALL ON {table} FROM {APPLICATION_ROLE}, {JOB_ROLE}")
            rights = "SELECT, INSERT" if table in append_only.TABLES else "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(f"GRANT {rights} ON {table} TO {APPLICATION_ROLE}, {JOB_ROLE}")


def remove() -> None:
    """Remove every policy but the owner's, so that columns can change; until they are installed nobody sees a row."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE policyname LIKE 'wall%'")
        for table, policy in cursor.fetchall():
            if policy != _OWNERS:
                cursor.execute(f"DROP POLICY {policy} ON {table}")


def installed() -> Mapping[str, frozenset[str]]:
    """The policies that stand in the database now, of each table that is forced to have some."""
    query = """
        SELECT c.relname, array_agg(p.polname::text)
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity
        GROUP BY c.relname"""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {table: frozenset(filter(None, policies)) for table, policies in cursor.fetchall()}


def policies_of(table: str) -> frozenset[str]:
    """The policies that a table is to have."""
    of_jobs = {_name(job, kind) for job, tables in JOBS.items() for kind in tables.get(table, ())}
    return frozenset({"wall", _OWNERS, *of_jobs, *([f"wall_{DEMO}"] if settings.DEMO else [])})


@contextmanager
def as_owner() -> Iterator[None]:
    """Everything within is done by the role that owns the tables, as the job of migrating."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles")
        missing = {OWNER_ROLE, APPLICATION_ROLE, JOB_ROLE} - {role for (role,) in cursor.fetchall()}
        if missing:
            raise ImproperlyConfigured(f"PostgreSQL lacks {sorted(missing)}; docs/operations.md tells how.")
        cursor.execute(f"SET ROLE {OWNER_ROLE}")
        cursor.execute(f"SET {PREFIX}.job = '{MIGRATE}'")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute(f"RESET {PREFIX}.job")


def _table(table: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON {table} FROM {APPLICATION_ROLE}, {JOB_ROLE}"
    rule = TABLES[table]
    for kind in _granted(table, rule):
        yield f"GRANT {kind} ON {table} TO {APPLICATION_ROLE}"
    yield from _policy(table, "wall", APPLICATION_ROLE, "ALL", rule.seen, rule.written or rule.seen)
    owner = f"{INSIDE} OR wall_job() = '{MIGRATE}'"
    yield from _policy(table, _OWNERS, OWNER_ROLE, "ALL", owner, owner)
    for job, tables in JOBS.items():
        for kind in tables.get(table, ()):
            yield f"GRANT {kind} ON {table} TO {JOB_ROLE}"
            yield from _policy(table, _name(job, kind), JOB_ROLE, kind, *_for_job(job, kind))
    if settings.DEMO:
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {JOB_ROLE}"
        yield from _policy(table, f"wall_{DEMO}", JOB_ROLE, "ALL", *_for_job(DEMO, "ALL"))
    else:
        yield f"DROP POLICY IF EXISTS wall_{DEMO} ON {table}"


def _granted(table: str, rule: Rule) -> tuple[str, ...]:
    """What the role may do at all: rows that only grow can be changed in one column, or in none."""
    if table not in append_only.TABLES:
        return ("SELECT, INSERT, UPDATE, DELETE",) if rule.may_delete else ("SELECT, INSERT, UPDATE",)
    once = append_only.TABLES[table]
    return ("SELECT, INSERT", f"UPDATE ({once})") if once else ("SELECT, INSERT",)


def _name(job: str, kind: str) -> str:
    return f"wall_{job.replace('-', '_')}_{kind.lower()}"


def _for_job(job: str, kind: str) -> tuple[str, str]:
    named = f"wall_job() = '{job}'"
    return ("" if kind == "INSERT" else named), (named if kind in {"INSERT", "UPDATE", "ALL"} else "")


def _policy(table: str, name: str, role: str, kind: str, seen: str, written: str) -> Iterator[str]:
    yield f"DROP POLICY IF EXISTS {name} ON {table}"
    using = f" USING ({seen})" if seen else ""
    check = f" WITH CHECK ({written})" if written else ""
    yield f"CREATE POLICY {name} ON {table} FOR {kind} TO {role}{using}{check}"
