"""`kotaham serve`: prepare, start the server and a worker, say where it answers, and stop both together."""

import os
import signal
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from granian.constants import Interfaces
from granian.server import MPServer

from kotaham.config.banner import banner
from kotaham.config.beside import Worker
from kotaham.config.port import must_be_free, read_address
from kotaham.config.prepare import prepare

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper

ANSWER_SECONDS = 60  # so long the first answer is waited for
STOP_SECONDS = 10  # a server process that has not ended by then is ended


class Command(BaseCommand):
    """Run the service until it is stopped."""

    help = "Menyiapkan dan menjalankan layanan / prepare and run the service."
    requires_system_checks = ()  # prepare() runs them, once

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to answer and with how many processes."""
        host, port = read_address()
        parser.add_argument("--host", default=host)
        parser.add_argument("--port", type=int, default=port)
        parser.add_argument("--workers", type=int, default=2, help="proses / processes")
        parser.add_argument(
            "--no-worker", action="store_true", help="tanpa pekerja latar / without the background worker"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare, serve, and take the worker along when it ends."""
        must_be_free(options["host"], options["port"])
        os.environ |= {"KOTAHAM_HOST": options["host"], "KOTAHAM_PORT": str(options["port"])}  # for links in letters
        prepare(self._say)
        _let_go_of_the_database()
        _one_word_to_stop()
        worker = Worker()
        server = _server(options)
        host, port = options["host"], options["port"]
        tell = (host, port, lambda: self._say(banner(f"http://{host}:{port}")))
        if not options["no_worker"]:
            worker.start()
        server.on_startup(threading.Thread(target=_when_it_answers, args=tell, daemon=True).start)
        try:
            server.serve()
        finally:
            worker.stop()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _let_go_of_the_database() -> None:
    """Close the connections of this process before it forks the ones that answer.

    Forked, they would share one socket and one pool, and the threads that fill a pool are not forked with it.
    """
    for one in connections.all(initialized_only=True):
        one.close()
        if one.vendor == "postgresql":
            cast("DatabaseWrapper", one).close_pool()


def _when_it_answers(host: str, port: int, say: Callable[[], None]) -> None:
    """Speak once somebody who opens the address gets an answer, whichever it is: the processes need a moment."""
    name = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "")
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound, only asked
    for _ in range(ANSWER_SECONDS * 10):
        try:
            asked = HTTPConnection(here, port, timeout=ANSWER_SECONDS)
            asked.request("HEAD", "/sehat", headers={"Host": name} if name else {})
            asked.getresponse()
        except (OSError, HTTPException):
            time.sleep(0.1)
            continue
        say()
        return


def _one_word_to_stop() -> None:
    """Turn Ctrl-C into one SIGTERM for this process, which then stops the others.

    A terminal sends Ctrl-C to every process at once. A server process that is told twice, by the terminal and by this
    process, can wait for itself forever. Blocked here, the signal stays blocked in every process started from here.

    A library can have started threads of its own by now, that block nothing. Whichever thread the signal comes to, its
    number goes into this pipe, which is why the one that waits here reads the pipe and does not wait for the signal.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    numbers, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    threading.Thread(target=_wait_for_interrupt, args=(numbers,), daemon=True).start()


def _wait_for_interrupt(numbers: int) -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    while signal.SIGINT not in os.read(numbers, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _server(options: dict[str, Any]) -> MPServer:
    return MPServer(
        "kotaham.config.served:application",
        address=options["host"],
        port=options["port"],
        interface=Interfaces.WSGI,
        workers=options["workers"],
        blocking_threads=settings.THREADS,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
