"""``python -m barnetsplan.identity.make_key FILE``: a new private key, and on the screen its public half."""

import json
import os
import sys
from pathlib import Path

from joserfc.jwk import ECKey

from barnetsplan.identity.keys import public_set, read_key


def make(path: Path) -> str:
    """Write a key that only its owner may read, and tell its public half. *Raises:* FileExistsError."""
    pem = ECKey.generate_key("P-256").as_pem(private=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    return json.dumps(public_set([read_key(path)]), indent=2)


if __name__ == "__main__":
    sys.stdout.write(make(Path(sys.argv[1])) + "\n")
