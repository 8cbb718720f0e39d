"""How long one check of an ID token takes, with the provider's keys kept. ``python -m tests.bench.token_check``."""

import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import django

ROUNDS = 500
MOST_MS = 1.0


def table() -> list[str]:
    """The lines of a table, for each kind of signature."""
    from barnetsplan.identity import discovery  # noqa: PLC0415  # models can be imported only after the set-up
    from barnetsplan.identity.tokens import Expected, check_id_token  # noqa: PLC0415
    from tests.oidc.liar import Liar  # noqa: PLC0415

    now = datetime.now(UTC)
    liar = Liar(lambda: now)
    with TemporaryDirectory() as folder:
        provider = liar.provider(Path(folder))
        text = liar.signed(liar.id_claims() | {"nonce": "n"})
        expected = Expected(nonce="n", begun_at=now, access_token="a")
        discovery.forget()
        times = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            check_id_token(text, provider=provider, expected=expected, at=now)
            times.append((time.perf_counter() - begun) * 1000)
    liar.stop()
    kept = sorted(times[1:])
    p95 = kept[int(len(kept) * 0.95)]
    return [
        "| signature | p50 ms | p95 ms | at most |",
        "|---|---|---|---|",
        f"| ES256 | {statistics.median(kept):.2f} | {p95:.2f} | {MOST_MS} |",
    ]


if __name__ == "__main__":
    django.setup()
    sys.stdout.write("\n".join(table()) + "\n")
