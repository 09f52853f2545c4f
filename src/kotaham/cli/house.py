"""`kotaham serve|worker|manage`: hand over to the house. The command line itself knows no database and no framework."""

import os
import sys
from typing import NoReturn

import typer

passed_on = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def _hand_over(*arguments: str) -> NoReturn:
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "kotaham.config", *arguments])  # noqa: S606 - our own program


def serve_command(context: typer.Context) -> None:
    """Menjalankan layanan di http://127.0.0.1:8000 / run the service.

    \b
    kotaham serve --port 8080
    """
    _hand_over("serve", *context.args)


def worker_command(context: typer.Context) -> None:
    """Mengerjakan pekerjaan latar / work off the background jobs.

    \b
    kotaham worker
    """
    _hand_over("worker", *context.args)


def manage_command(context: typer.Context) -> None:
    """Menjalankan perintah pengelolaan / run a command of administration.

    \b
    kotaham manage check
    """
    _hand_over(*context.args)
