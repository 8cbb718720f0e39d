"""The second wall: PostgreSQL itself gives no row to who may not have it, whatever is asked (ADR 0012).

What is asked here is raw SQL, by the application's own role.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from barnetsplan import context
from barnetsplan.audit.sealer import seal
from barnetsplan.consent.custody import end_custody
from barnetsplan.domain.vocabulary import Answer, Relation
from barnetsplan.people.models import Guardianship, Involvement
from barnetsplan.people.queries import number_hash
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.records import append_only, row_security
from barnetsplan.records.actions import keep_from, strike
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from barnetsplan.records.row_jobs import JOBS
from tests.world import World, made, say

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row policies")
TABLES = sorted(row_security.TABLES)
#: What anybody at work may be told by name, and the keys to those names: professionals are no children.
_OF_COLLEAGUES = {"people_person", "vault_key"}


@contextmanager
def as_seen_by(actor: Actor, world: World) -> Iterator[None]:
    with context.acting(person=actor.person_id, party=actor.party, at=world.at):
        yield


@contextmanager
def with_nothing_said(role: str = context.APPLICATION_ROLE) -> Iterator[None]:
    """The program's own role, in a transaction in which nobody has said who asks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [role])
        yield
        transaction.set_rollback(True)


def rows(table: str, where: str = "true") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}")  # noqa: S608 - the names are our own
        found: int = cursor.fetchone()[0]
    return found


def granted(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
        answer: bool = cursor.fetchone()[0]
    return answer


def entries() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_entry")
        return {row[0] for row in cursor.fetchall()}


def test_law_02_every_table_has_a_policy_or_says_why_it_needs_none() -> None:
    of_models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    without = of_models - row_security.TABLES.keys() - row_security.OPEN.keys()

    assert not without, f"Give {sorted(without)} a line in records/row_security.py: TABLES, or OPEN with the reason."
    assert not row_security.TABLES.keys() & row_security.OPEN.keys()


def test_a_table_that_leads_to_a_child_or_an_entry_is_not_left_open() -> None:
    held = row_security.TABLES.keys() - {"vault_key", "people_person"}
    for model in apps.get_models():
        if model._meta.db_table not in row_security.OPEN:
            continue
        if model._meta.db_table == "meetings_pulse":
            continue  # A number and nothing else, asked for by a pass and by nobody (ADR 0025).
        leads_to = {made(field.remote_field).model._meta.db_table for field in model._meta.fields if field.is_relation}
        assert not leads_to & held, model
        assert not {"child", "entry"} & {field.name for field in model._meta.fields}, model


@on_postgresql
def test_every_table_is_forced_to_have_exactly_its_policies(db: None) -> None:
    installed = row_security.installed()

    for table in TABLES:
        assert installed.get(table) == row_security.policies_of(table), table


@on_postgresql
def test_migrating_installs_what_was_dropped(db: None) -> None:
    with row_security.as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP POLICY wall ON records_entry")
        cursor.execute("ALTER TABLE records_entry NO FORCE ROW LEVEL SECURITY")
    assert "records_entry" not in row_security.installed()

    call_command("migrate", verbosity=0)

    assert row_security.installed()["records_entry"] == row_security.policies_of("records_entry")


@on_postgresql
@pytest.mark.parametrize("table", TABLES)
def test_law_02_nobody_who_says_nothing_gets_a_row(story: World, table: str) -> None:
    with with_nothing_said():
        assert rows(table) == 0
    with with_nothing_said(context.JOB_ROLE):
        assert rows(table) == 0


@on_postgresql
@pytest.mark.parametrize("table", TABLES)
def test_law_02_a_unit_of_another_domain_gets_no_row(story: World, table: str) -> None:
    """A teacher at a school that has nothing to do with Noel asks for everything there is."""
    with as_seen_by(story.stranger, story):
        if table not in _OF_COLLEAGUES:
            assert rows(table) == 0
        else:
            person, key = f"party_id = '{story.noel.pk}'", f"id = '{story.noel.person.key_id}'"
            assert rows(table, person if table == "people_person" else key) == 0


@on_postgresql
def test_the_wall_gives_what_is_visible_and_nothing_else(story: World) -> None:
    """Raw SQL under the wall and the one function of visibility answer alike, for everybody."""
    kept, struck = list(Entry.objects.exclude(owner=story.daniel.pk).order_by("written_at")[:2])
    keep_from(
        entries=[kept], guardian=story.daniel.pk, reason="Kan skada barnet.", by=story.maria.person_id, at=story.at
    )
    strike(entry=struck, reason="Fel barn.", by=story.maria.person_id, at=story.at)
    family = [story.as_guardian(story.sara), story.as_guardian(story.daniel), story.as_guardian(story.noel.person)]
    for actor in (story.maria, story.linda, story.leila, story.stranger, *family):
        visible = set(visible_to(actor.party_id, at=story.at).values_list("pk", flat=True))
        with as_seen_by(actor, story):
            assert entries() == visible, actor.name


@on_postgresql
def test_con_06_a_yes_taken_back_closes_the_rows_too(story: World) -> None:
    with as_seen_by(story.leila, story):
        before = entries()
    say(story, story.circle, story.sara, Answer.WITHDRAWN)
    story.later()

    with as_seen_by(story.leila, story):
        after = entries()

    assert after < before
    assert after == set(visible_to(story.leila.party_id, at=story.at).values_list("pk", flat=True))


@on_postgresql
def test_fam_03_a_guardian_no_longer_gets_no_row_of_the_child(story: World) -> None:
    guardianship = made(Guardianship.objects.filter(guardian=story.daniel.pk).first())
    end_custody(guardianship=guardianship, at=story.later())
    story.later()

    with as_seen_by(story.as_guardian(story.daniel), story):
        assert entries() == set()
        assert rows("people_child") == rows("cases_case") == rows("plans_plan") == rows("consent_consentrequest") == 0


@on_postgresql
def test_a_unit_that_is_not_around_the_child_any_more_gets_no_entry(story: World) -> None:
    Involvement.objects.filter(unit=story.social).update(valid_until=story.at)

    with as_seen_by(story.leila, story):
        assert entries() == set()


@on_postgresql
def test_what_is_named_for_a_write_opens_that_child_under_that_act_alone(story: World) -> None:
    sara = story.as_guardian(story.sara)
    everything = rows("records_entry")
    with as_seen_by(sara, story):
        hers = entries()
        with context.about(story.noel.pk, act=Act.CONSENT_ANSWER.value):
            assert rows("records_entry") == everything > len(hers)
        with context.about(story.noel.pk, act=Act.PLAN_ANSWER.value):
            assert entries() == hers
        with context.about(uuid4(), act=Act.CONSENT_ANSWER.value):
            assert entries() == hers
        with context.declared(Act.CONSENT_ANSWER.value):
            assert entries() == hers
        assert entries() == hers


@on_postgresql
def test_idn_04_an_exact_number_finds_its_person_and_no_other(story: World) -> None:
    with as_seen_by(story.stranger, story):
        assert rows("people_child") == 0
        with context.numbered(number_hash(story.noel_number)):
            assert rows("people_child") == 1
            assert rows("people_person", f"party_id IN ('{story.noel.pk}', '{story.sara.pk}')") == 1
            assert rows("records_entry") == rows("people_involvement") == 0
        assert rows("people_child") == 0


@on_postgresql
def test_nobody_writes_for_another(story: World) -> None:
    told = made(Entry.objects.filter(owner=story.preschool.pk).first())
    told.pk, told.owner_id, told.thread, told.supersedes = uuid4(), story.bvc.pk, uuid4(), None
    involved = Involvement(unit=story.school, child=story.noel, reason="noticed", valid_from=story.at)
    for row in (told, involved):
        refused = pytest.raises(DatabaseError, match="row-level security")
        with as_seen_by(story.linda, story), refused, transaction.atomic():
            row.save(force_insert=True)


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        count: int = cursor.rowcount
    return count


@on_postgresql
@pytest.mark.parametrize("table", sorted(append_only.TABLES))
def test_the_applications_role_may_not_even_try_to_change_what_only_grows(story: World, table: str) -> None:
    with with_nothing_said(), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        _run(f"DELETE FROM {table}")  # noqa: S608


@on_postgresql
@pytest.mark.parametrize("job", sorted(JOBS))
def test_a_job_gets_its_own_tables_and_no_others(story: World, job: str) -> None:
    seal(at=story.at)
    with context.job(job):
        given = {table for table in TABLES if granted(table) and rows(table) > 0}

    assert given <= JOBS[job].keys()
    # Nobody in the story keeps a draft, or has been given a code.
    assert given or job in {"drafts", "codes"}


@on_postgresql
def test_what_one_was_answered_is_forgotten_when_another_acts(story: World) -> None:
    with as_seen_by(story.maria, story):
        assert entries()
        context.acts_for(story.stranger.party, person=story.stranger.person)
        assert entries() == set()
        assert rows("people_child") == rows("cases_case") == 0


@on_postgresql
def test_who_is_known_by_name_is_not_stood_by(story: World) -> None:
    """Somebody known for one reason is not a child with whom one has standing, though it is answered from memory."""
    officer = context.acting(person=story.stranger.person_id, party=story.social.pk, at=story.at)
    Involvement.objects.filter(unit=story.social).update(valid_until=story.at - timedelta(seconds=1))
    with officer:
        context.acts_for(story.social.pk, person=story.stranger.person_id, duties=[Relation.SECURITY_OFFICER])
        assert rows("people_person", f"party_id = '{story.noel.pk}'") == 1
        assert rows("cases_case") == rows("plans_plan") == 0
        assert entries() == set()


@on_postgresql
def test_a_job_that_is_not_listed_gets_nothing(story: World) -> None:
    with context.job("whatever"):
        assert not [table for table in TABLES if granted(table) and rows(table) > 0]


@on_postgresql
def test_the_log_gives_the_family_its_own_child_and_a_unit_its_own_deeds(story: World) -> None:
    sara = story.as_guardian(story.sara)
    with as_seen_by(sara, story):
        assert rows("audit_auditevent", f"child = '{story.noel.pk}'") > 0
        assert rows("audit_auditevent", f"child <> '{story.noel.pk}'") == 0
    with as_seen_by(story.leila, story):
        assert rows("audit_auditevent", f"person <> '{story.leila.person}'") == 0


@on_postgresql
def test_a_duty_for_the_domain_gives_its_children_and_none_of_what_is_written(story: World) -> None:
    with context.acting(person=story.stranger.person_id, party=story.preschool.pk, at=story.at):
        context.acts_for(story.school.pk, person=story.stranger.person_id, duties=[Relation.SECURITY_OFFICER])
        assert rows("people_child") == 0
        context.acts_for(story.social.pk, person=story.stranger.person_id, duties=[Relation.SECURITY_OFFICER])
        assert rows("people_child") == 1
    Involvement.objects.filter(unit=story.social).update(valid_until=story.at - timedelta(seconds=1))
    with context.acting(person=story.stranger.person_id, party=story.social.pk, at=story.at):
        context.acts_for(story.social.pk, person=story.stranger.person_id, duties=[Relation.LOG_REVIEWER])
        assert rows("audit_auditevent", f"child = '{story.noel.pk}'") > 0
        assert entries() == set()
