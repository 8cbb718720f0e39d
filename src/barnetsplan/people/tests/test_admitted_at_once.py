"""Two who notice the same child at the same moment admit one child, not two and not none."""

from datetime import date
from threading import Barrier, Thread

from django.db import connection

from barnetsplan.domain.identity import make_invented
from barnetsplan.people.actions import admit_child
from barnetsplan.people.models import Child, Guardianship
from barnetsplan.people.register import RegisteredChild, RegisteredPerson
from tests.cast import START

_FOUND = RegisteredChild(
    number=make_invented(date(2020, 2, 3), 4),
    name="Tove Alm",
    guardians=(RegisteredPerson(make_invented(date(1990, 4, 5), 6), "Kim Alm"),),
)


def test_a_child_whom_two_admit_at_the_same_moment_is_one_child(transactional_db: None) -> None:
    together, admitted = Barrier(2), []

    def admit() -> None:
        try:
            together.wait()
            admitted.append(admit_child(_FOUND, at=START).pk)
        finally:
            connection.close()

    threads = [Thread(target=admit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(admitted) == 2
    assert set(admitted) == set(Child.objects.values_list("pk", flat=True))
    assert Guardianship.objects.count() == 1
