"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB of memory, two passes and one lane.

    *Source:* OWASP Password Storage Cheat Sheet, "Argon2id: m=19456 (19 MiB), t=2, p=1"; measured in stack.md at 28 ms,
    so that a server answers 25 sign-ins a second and a guesser pays as much for each guess.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
