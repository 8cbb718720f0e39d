"""``bin/bench``: the figures of the product, measured beside the floor in one run, printed as tables."""

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence

import django

ROUNDS = 6
QUIETEST = 3
REQUESTS = 400
_UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


def main() -> None:
    """Print every table."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("make_keys", verbosity=0)
    call_command("migrate", verbosity=0)
    world, plan = _prepare()
    _throughput_and_weight(world, plan)


def _prepare() -> tuple[object, object]:
    """Build the plan in the bench's database; the ten times larger one is built, counted and rolled back."""
    from django.db import transaction  # noqa: PLC0415

    from tests.big_plan import big_plan  # noqa: PLC0415
    from tests.cast import World  # noqa: PLC0415

    with transaction.atomic():
        many = _statements_of_plan(big_plan, World(), times=10)
        transaction.set_rollback(True)
    world = World()
    plan = big_plan(world)
    few = _count(world, plan.pk)
    print("\n## Opening a child's plan: 12 actions, 4 services, log event included\n")
    print("| entries | SQL statements | at most |\n|---|---|---|")
    print(f"| as the figure says | {few} | 14 |")
    print(f"| ten times as many | {many} | the same |")
    return world, plan


def _statements_of_plan(build: object, world: object, *, times: int) -> int:
    plan = build(world, times=times)
    return _count(world, plan.pk)


def _count(world: object, plan: object) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tests.sign_in import client_for  # noqa: PLC0415

    client = client_for(world, world.maria)
    client.get(reverse("plan", args=[plan]))
    with CaptureQueriesContext(connection, ) as queries:
        answer = client.get(reverse("plan", args=[plan]))
    assert answer.status_code == 200, answer.status_code
    return sum(not query["sql"].upper().startswith(_UNCOUNTED) for query in queries)


def _throughput_and_weight(world: object, plan: object) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tests.bench.load import Target, served  # noqa: PLC0415
    from tests.bench.weight import first_visit  # noqa: PLC0415
    from tests.sign_in import client_for  # noqa: PLC0415

    floor_url = _floor_database()
    prepared = subprocess.run(
        [sys.executable, "-m", "tests.bench.floor.prepare"],
        env={**os.environ, "FLOOR_DATABASE": floor_url},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    name = settings.SESSION_COOKIE_NAME
    staff = client_for(world, world.maria).cookies[name].value
    family = client_for(world, world.as_guardian(world.sara)).cookies[name].value
    floor_settings = {"FLOOR_DATABASE": floor_url, "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings"}
    with (
        served("tests.bench.floor.wsgi:application", floor_settings) as floor_port,
        served("barnetsplan.config.wsgi:application", {}) as port,
    ):
        targets = [
            Target("plan-page floor", floor_port, f"/page/{prepared[1]}/", f"sessionid={prepared[0]}"),
            Target("plan, professional", port, reverse("plan", args=[plan.pk]), f"{name}={staff}"),
            Target("plan, guardian", port, reverse("family_plan", args=[plan.child_id]), f"{name}={family}"),
        ]
        _print_throughput(targets)
        visit = first_visit(
            f"http://localhost:{port}{reverse('family_plan', args=[plan.child_id])}",
            cookie_name=name,
            cookie_value=family,
        )
    print("\n## First visit of a family page, 360 px, no cache\n")
    print("| requests | kB over the wire | of it scripts | other hosts |\n|---|---|---|---|")
    print(f"| {visit.requests} | {visit.kilobytes:.0f} (at most 100) | {visit.scripts_kilobytes:.0f} | {visit.other_hosts} |")


def _print_throughput(targets: Sequence[object]) -> None:
    from tests.bench.load import run  # noqa: PLC0415

    for target in targets:
        run(target, requests=80)
    runs = {target.name: [] for target in targets}
    for _ in range(ROUNDS):
        for target in targets:
            runs[target.name].append(run(target, requests=REQUESTS))
    print(f"\n## Requests a second, 8 connections, medians of the quietest {QUIETEST} of {ROUNDS} interleaved runs\n")
    print("| page | req/s | p50 ms | p95 ms | times the floor |\n|---|---|---|---|---|")
    floor = None
    for name, taken in runs.items():
        quiet = sorted(taken, key=lambda each: -each.per_second)[:QUIETEST]
        per_second = statistics.median(each.per_second for each in quiet)
        floor = floor or per_second
        p50 = statistics.median(each.p50_ms for each in quiet)
        p95 = statistics.median(each.p95_ms for each in quiet)
        print(f"| {name} | {per_second:.0f} | {p50:.0f} | {p95:.0f} | {floor / per_second:.2f} |")


def _floor_database() -> str:
    """A database of its own beside the product's, on the same engine."""
    url = os.environ["BARNETSPLAN_DATABASE"]
    if url.startswith("sqlite:"):
        return url.replace("bench.sqlite3", "bench-floor.sqlite3")
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE floor")
    return url.replace("/barnetsplan?", "/floor?")


if __name__ == "__main__":
    main()
