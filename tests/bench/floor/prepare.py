"""Make the floor's tables, its row, and a signed-in session; print the session key and the row's id."""

import os
from datetime import date
from importlib import import_module

import django


def main() -> None:
    """Prepare an empty database for the floor."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.floor.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from tests.bench.floor.models import Line, Page  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    user = User.objects.create_user("floor")
    page = Page.objects.create(title="A page", text="Some words. " * 20)
    Line.objects.bulk_create(
        Line(page=page, text=f"Line {number}. " * 8, on_day=date(2026, 10, number + 1)) for number in range(5)
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    print(session.session_key, page.pk)


if __name__ == "__main__":
    main()
