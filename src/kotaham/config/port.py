"""Whether the address of the service is free; `python -m kotaham.config.port` asks that before the rest."""

import socket
import sys

from kotaham.config.environment import Misconfigured
from kotaham.config.profile import env


def read_address() -> tuple[str, int]:
    """Return where the service answers unless a command says otherwise."""
    return env.str("KOTAHAM_HOST", default="127.0.0.1"), env.int("KOTAHAM_PORT", default=8000)


def must_be_free(host: str, port: int) -> None:
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


def main() -> None:
    """Say nothing when the address is free."""
    try:
        must_be_free(*read_address())
    except Misconfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
