"""`kotaham serve|worker|manage`: hand over to the house. The command line itself knows no database and no framework."""

import os
import sys
from typing import NoReturn

import typer

passed_on = {"allow_extra_args": True, "ignore_unknown_options": True}


def _hand_over(*arguments: str) -> NoReturn:
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "kotaham.config", *arguments])  # noqa: S606 - our own program


def serve_command(context: typer.Context) -> None:
    """Jalankan layanan di http://127.0.0.1:8000 (run the service, with --host and --port to answer elsewhere).

    \b
    Contoh / example:
      kotaham serve --port 8080
    """
    _hand_over("serve", *context.args)


def worker_command(context: typer.Context) -> None:
    """Kerjakan pekerjaan latar; kotaham serve sudah menjalankan satu (work off the background jobs).

    \b
    Contoh / example:
      kotaham worker --processes 2
    """
    _hand_over("worker", *context.args)


def manage_command(context: typer.Context) -> None:
    """Jalankan perintah pengelolaan rumahnya (run a command of administration; help lists them).

    \b
    Contoh / example:
      kotaham manage help
    """
    _hand_over(*context.args)
