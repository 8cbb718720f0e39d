"""How long a PDF of a large plan takes, and how much memory beside the server's. ``python -m tests.bench.printing``."""

import io
import json
import resource
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime

import pikepdf

from barnetsplan.ui.pdf import Document, Part, Section, made

ROUNDS = 5
ACTIONS = 100
MOST_SECONDS = 1.0
MOST_MEGABYTES = 150


def table() -> list[str]:
    """The lines of a table; measured in a process of its own, whose children are the makers and nothing else."""
    finished = subprocess.run([sys.executable, "-m", "tests.bench.printing"], capture_output=True, check=True)
    measured = json.loads(finished.stdout)
    return [
        f"| a PDF of a plan with {ACTIONS} actions, made beside the web process | measured | at most |",
        "|---|---|---|",
        f"| median of {ROUNDS}, s | {measured['seconds']:.2f} | {MOST_SECONDS} |",
        f"| the most memory that its maker took, MB | {measured['megabytes']:.0f} | {MOST_MEGABYTES} |",
        f"| pages | {measured['pages']} | |",
    ]


def _measured() -> dict[str, float]:
    document, times, content = _document(), [], b""
    for _ in range(ROUNDS):
        began = time.perf_counter()
        content = made(document, at=datetime(2026, 11, 22, 12, tzinfo=UTC))
        times.append(time.perf_counter() - began)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    # Linux counts the largest of the children, in kilobytes.
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": statistics.median(times), "megabytes": largest, "pages": pages}


def _document() -> Document:
    happens = [
        part
        for number in range(ACTIONS)
        for part in (
            Part("heading", f"Bildschema vid lämning, del {number}"),
            Part(
                "facts",
                rows=(
                    ("Vem", "Linda Ahl, förskolan"),
                    ("När", "varje dag"),
                    ("Läge", "Pågår"),
                    ("Senast berättat", "Noel hämtar själv sin bild och hänger upp den. Det går lugnare än i höstas."),
                    ("Så ser vi om det hjälper", "varje fredag"),
                ),
            ),
        )
    ]
    said = tuple(Part("quote", words, who="Noel") for words in ("Jag vill ha min bok.", "أحب أن ألعب", "Я малюю"))
    return Document(
        title="Noels plan",
        language="sv",
        sections=(Section("Med egna ord", said), Section("Det här händer", happens)),
        footer="Utskrift 22 november 2026 för Sara Lindqvist",
        copy_for="Sara Lindqvist",
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured()))
