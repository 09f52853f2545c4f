"""`kotaham worker`: work off the queue until told to stop."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kotaham.apps.jobs.services import serve, work_off

RESTART = 2.0  # seconds before a process that died is started again


class Command(BaseCommand):
    """Be a worker, or look after several."""

    help = "Mengerjakan pekerjaan latar / work off the background queue."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare how many processes, how often to look, and when to stop."""
        parser.add_argument(
            "--processes", type=int, default=int(os.environ.get("KOTAHAM_WORKERS", "1")), help="proses / processes"
        )
        parser.add_argument("--interval", type=float, default=1.0, help="detik antara dua tengokan / seconds per look")
        parser.add_argument("--batch", action="store_true", help="kerjakan yang ada, berhenti / do what is due, stop")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        if options["batch"]:
            self.stdout.write(f"{work_off()} pekerjaan / pieces of work")
        elif options["processes"] > 1:
            _Herd(options["processes"], options["interval"]).run()
        else:
            serve(interval=options["interval"])


class _Herd:
    """Several workers, each a process of its own; one that dies is replaced."""

    def __init__(self, size: int, interval: float) -> None:
        self.command = [sys.executable, "-m", "kotaham.config", "worker", "--processes=1", f"--interval={interval}"]
        self.size = size
        self.running = True
        self.members: list[subprocess.Popen[bytes]] = []

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        self.members = [self.start() for _ in range(self.size)]
        while self.running:
            time.sleep(RESTART)
            self.replace_dead()
        for member in self.members:
            member.wait()

    def replace_dead(self) -> None:
        for place, member in enumerate(self.members):
            if self.running and member.poll() is not None:
                self.members[place] = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command)  # noqa: S603 - our own command line

    def stop(self, number: int, _frame: FrameType | None) -> None:
        self.running = False
        for member in self.members:
            if member.poll() is None:
                member.send_signal(number)
