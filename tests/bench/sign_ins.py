"""How many sign-ins by password a process answers: Argon2id at 19 MiB. ``python -m tests.bench.sign_ins``."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import django
from django.contrib.auth.hashers import check_password, make_password

_PASSWORD = "sju sjösjuka sjömän"
_AT_ONCE = os.cpu_count() or 1
_TIMES = 60
AT_LEAST = 25


def table() -> list[str]:
    """The lines of a table: one at a time, and as many at once as there are processors; hashing lets threads go on."""
    kept = make_password(_PASSWORD)
    begun = perf_counter()
    right = [check_password(_PASSWORD, kept) for _ in range(_TIMES // 4)]
    one = (perf_counter() - begun) / len(right)
    begun = perf_counter()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        right += pool.map(lambda _: check_password(_PASSWORD, kept), range(_TIMES))
    a_second = _TIMES / (perf_counter() - begun)
    return [
        "| password | one, ms | a second | at least |",
        "|---|---|---|---|",
        f"| Argon2id, {len(right)} checked | {one * 1000:.1f} | {a_second:.1f} | {AT_LEAST} |",
    ]


if __name__ == "__main__":
    django.setup()
    sys.stdout.write("\n".join(table()) + "\n")
