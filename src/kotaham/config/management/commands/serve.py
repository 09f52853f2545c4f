"""`kotaham serve`: prepare, start the server and a worker, say where it answers, and stop both together."""

import os
import signal
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from granian.constants import Interfaces
from granian.server import MPServer

from kotaham.config.banner import banner
from kotaham.config.prepare import prepare
from kotaham.config.profile import Misconfigured


class Command(BaseCommand):
    """Run the service until it is stopped."""

    help = "Menyiapkan dan menjalankan layanan / prepare and run the service."
    requires_system_checks = ()  # prepare() runs them, once

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to answer and with how many processes."""
        parser.add_argument("--host", default=os.environ.get("KOTAHAM_HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("KOTAHAM_PORT", "8000")))
        parser.add_argument("--workers", type=int, default=2, help="proses / processes")
        parser.add_argument(
            "--no-worker", action="store_true", help="tanpa pekerja latar / without the background worker"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare, serve, and take the worker along when it ends."""
        _must_be_free(options["host"], options["port"])
        os.environ |= {"KOTAHAM_HOST": options["host"], "KOTAHAM_PORT": str(options["port"])}  # for links in letters
        prepare(self._say)
        worker = None if options["no_worker"] else _worker()
        server = _server(options)
        server.on_startup(lambda: self._say(banner(f"http://{options['host']}:{options['port']}")))
        try:
            server.serve()
        finally:
            if worker is not None:
                worker.send_signal(signal.SIGTERM)
                worker.wait(timeout=30)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _must_be_free(host: str, port: int) -> None:
    """Stop with a sentence when somebody else answers at the address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Misconfigured(
                f"Alamat {host}:{port} tidak dapat dipakai ({error.strerror}). Hentikan layanan yang memakainya, "
                "atau pilih yang lain: KOTAHAM_PORT=8001. / The address cannot be used; stop what uses it, "
                "or choose another port."
            ) from error


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "kotaham.config", "worker"])


def _server(options: dict[str, Any]) -> MPServer:
    return MPServer(
        "kotaham.config.wsgi:application",
        address=options["host"],
        port=options["port"],
        interface=Interfaces.WSGI,
        workers=options["workers"],
        blocking_threads=settings.THREADS,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
    )
