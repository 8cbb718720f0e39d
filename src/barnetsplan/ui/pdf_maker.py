"""Makes one PDF in a process of its own: the order comes in as JSON, the document goes out; knows nothing else."""

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

#: A plan takes some forty megabytes; more than this is a document gone wrong.
_BYTES = 400 * 1024 * 1024


def main() -> None:
    """Read the order, write the document."""
    resource.setrlimit(resource.RLIMIT_DATA, (_BYTES, _BYTES))
    order = json.load(sys.stdin.buffer)
    document: bytes = typst.compile(
        Path(order["template"]),
        font_paths=[Path(order["fonts"])],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(order["data"], ensure_ascii=False)},
        # Tagged for screen readers, and whole in itself for archives.
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime.fromtimestamp(order["at"], tz=UTC),
    )
    sys.stdout.buffer.write(document)


if __name__ == "__main__":
    main()
