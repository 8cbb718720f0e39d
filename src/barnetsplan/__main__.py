"""The command line: `barnetsplan` and `python -m barnetsplan`."""

import os
import sys


def main() -> None:
    """Run Django's command line with the settings of Barnets plan."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barnetsplan.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
