"""The tables: decisions, statements of the plan page, requests a second beside the floor, the weight of a first visit."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.plans.models import Plan
from tests.bench import cold_start, deciding, printing, sign_ins, token_check
from tests.bench.load import Run, Target, run, served
from tests.bench.weight import Visit, first_visit
from tests.big_plan import big_plan
from tests.cast import World
from tests.sign_in import client_for

ROUNDS = 6
QUIETEST = 3
REQUESTS = 400
MOST_STATEMENTS = 14
MOST_TIMES_THE_FLOOR = 3.5
_ONE_WALL = "one wall"
_UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


def print_all() -> None:
    """Measure on an empty database and print every table."""
    call_command("make_keys", verbosity=0)
    call_command("migrate", verbosity=0)
    _deciding()
    _say("", "## Signing in by password", "", *sign_ins.table())
    _say("", "## Check of an ID token, the keys kept", "", *token_check.table())
    _say("", "## Cold start, with a provider connected", "", *cold_start.table())
    _say("", "## A plan as a PDF", "", *printing.table())
    world, plan = _statements()
    _requests_and_weight(world, plan)


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _deciding() -> None:
    _say("", "## One access decision with its facts", "", *deciding.table())


def _statements() -> tuple[World, Plan]:
    """Count on both sizes; the ten times larger plan is built, counted and rolled back."""
    with transaction.atomic():
        larger = World()
        many = _count(larger, big_plan(larger, times=10))
        transaction.set_rollback(True)
    world = World()
    plan = big_plan(world)
    _say(
        "",
        "## Opening a child's plan: 12 actions, 4 services, log event included",
        "",
        "| entries | SQL statements | at most |",
        "|---|---|---|",
        f"| as the figure says | {_count(world, plan)} | {MOST_STATEMENTS} |",
        f"| ten times as many | {many} | the same |",
    )
    return world, plan


def _count(world: World, plan: Plan) -> int:
    client = client_for(world, world.maria)
    address = reverse("plan", args=[plan.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"The plan page answered {answer.status_code}.")
    return sum(not query["sql"].upper().startswith(_UNCOUNTED) for query in queries)


def _requests_and_weight(world: World, plan: Plan) -> None:
    floor_url = _floor_database()
    prepared = subprocess.run(
        [sys.executable, "-m", "tests.bench.floor.prepare"],
        env={**os.environ, "FLOOR_DATABASE": floor_url},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    name = settings.SESSION_COOKIE_NAME
    plan_page, family_page = reverse("plan", args=[plan.pk]), reverse("family_plan", args=[plan.child_id])
    guardian = client_for(world, world.as_guardian(world.sara))
    staff = _kept_after(client_for(world, world.maria), plan_page)
    family = _kept_after(guardian, family_page)
    floor_settings = {"FLOOR_DATABASE": floor_url, "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings"}
    with (
        served("tests.bench.floor.wsgi:application", floor_settings) as floor_port,
        served("tests.bench.floor.wsgi:application", {**floor_settings, "FLOOR_TUNED": "1"}) as tuned_port,
        served("barnetsplan.config.wsgi:application", {}) as port,
        served("tests.bench.one_wall:application", {}) as one_wall_port,
    ):
        floor_page, floor_cookie = f"/page/{prepared[1]}/", f"sessionid={prepared[0]}"
        runs = _print_requests(
            (
                Target("plan-page floor", floor_port, floor_page, floor_cookie),
                Target("the same, driver tuned as the product's", tuned_port, floor_page, floor_cookie),
                Target("plan, professional", port, plan_page, staff),
                Target("plan, guardian", port, family_page, family),
                Target(f"plan, professional, {_ONE_WALL}", one_wall_port, plan_page, staff),
                Target(f"plan, guardian, {_ONE_WALL}", one_wall_port, family_page, family),
            ),
        )
        _print_wall(runs)
        signed_in = guardian.cookies[name].value
        _print_visit(first_visit(f"http://localhost:{port}{family_page}", cookie_name=name, cookie_value=signed_in))


def _kept_after(client: Client, page: str) -> str:
    """What a browser sends from its second page on: the session, and the token of its forms."""
    client.get(page)
    return "; ".join(f"{name}={kept.value}" for name, kept in client.cookies.items())


def _print_visit(visit: Visit) -> None:
    _say(
        "",
        "## First visit of a family page, 360 px, no cache",
        "",
        "| requests | kB over the wire (at most 100) | of it scripts | other hosts |",
        "|---|---|---|---|",
        f"| {visit.requests} | {visit.kilobytes:.0f} | {visit.scripts_kilobytes:.0f} | {visit.other_hosts} |",
    )


def _print_wall(runs: Mapping[str, Run]) -> None:
    """What the row policies cost, in milliseconds of the machine's processors; on SQLite there is none, and the two are alike."""
    walled = [name for name in runs if f"{name}, {_ONE_WALL}" in runs]
    _say(
        "",
        "## Row-level security, the second wall: what it costs, in the same interleaved runs",
        "",
        "| page | req/s with | req/s without | ms more per request |",
        "|---|---|---|---|",
    )
    for name in walled:
        with_it, without = runs[name].per_second, runs[f"{name}, {_ONE_WALL}"].per_second
        more = 1000 * (os.cpu_count() or 1) * (1 / with_it - 1 / without)
        _say(f"| {name} | {with_it:.0f} | {without:.0f} | {more:.1f} |")


def _print_requests(targets: Sequence[Target]) -> Mapping[str, Run]:
    for target in targets:
        run(target, requests=80)
    runs: dict[str, list[Run]] = {target.name: [] for target in targets}
    for _ in range(ROUNDS):
        for target in targets:
            runs[target.name].append(run(target, requests=REQUESTS))
    _say(
        "",
        f"## Requests a second, 8 connections, medians of the quietest {QUIETEST} of {ROUNDS} interleaved runs",
        "",
        f"| page | req/s | p50 ms | p95 ms | times the floor (at most {MOST_TIMES_THE_FLOOR}) |",
        "|---|---|---|---|---|",
    )
    floor = _quiet(runs[targets[0].name])
    for name, taken in runs.items():
        quiet = _quiet(taken)
        times = floor.per_second / quiet.per_second
        _say(f"| {name} | {quiet.per_second:.0f} | {quiet.p50_ms:.0f} | {quiet.p95_ms:.0f} | {times:.2f} |")
    return {name: _quiet(taken) for name, taken in runs.items()}


def _quiet(taken: Sequence[Run]) -> Run:
    """The median of the quietest runs."""
    quiet = sorted(taken, key=lambda each: -each.per_second)[:QUIETEST]
    return Run(
        per_second=statistics.median(each.per_second for each in quiet),
        p50_ms=statistics.median(each.p50_ms for each in quiet),
        p95_ms=statistics.median(each.p95_ms for each in quiet),
    )


def _floor_database() -> str:
    """A database of its own beside the product's, on the same engine."""
    url = os.environ["BARNETSPLAN_DATABASE"]
    if url.startswith("sqlite:"):
        return url.replace("bench.sqlite3", "bench-floor.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE floor")
    return url.replace("/barnetsplan?", "/floor?")
