"""`python -m kotaham.config COMMAND`: every command of Django and of the rooms; `kotaham manage` calls it."""

import os
import sys

from django.core.management import execute_from_command_line

from kotaham.config.profile import Misconfigured


def main() -> None:
    """Run one command; a wrong environment ends with a sentence, not with a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kotaham.config.settings")
    try:
        execute_from_command_line(["kotaham manage", *sys.argv[1:]])
    except Misconfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
