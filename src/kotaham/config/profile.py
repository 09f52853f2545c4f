"""What the environment says: the profile, the data folder, the secrets. Read once; unknown values are refused loudly.

`embedded` needs nothing: data and a secret of its own lie in one folder. `production` makes nothing up: what is missing
is an error that names the variable.
"""

import os
import secrets
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from kotaham.config.environment import Environment, Misconfigured

__all__ = [
    "Misconfigured",
    "Profile",
    "env",
    "is_source_work",
    "read_debug",
    "read_hosts",
    "read_mail",
    "read_profile",
    "read_secret",
]

PROFILES = ("embedded", "production")
SOURCE_WORK = (["makemigrations"], ["makemessages"], ["compilemessages"])
env = Environment()


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile and the folder where everything lies."""

    name: str
    data: Path

    @property
    def production(self) -> bool:
        """Whether this is a real installation."""
        return self.name == "production"


def read_profile() -> Profile:
    """Return the profile that KOTAHAM_PROFILE names (embedded when it names none) and its data folder."""
    name = env.str("KOTAHAM_PROFILE", default="embedded")
    if name not in PROFILES:
        raise Misconfigured(
            f"KOTAHAM_PROFILE={name}: tidak dikenal; tulis {' atau '.join(PROFILES)}. / unknown; write one of these."
        )
    folder = env.str("KOTAHAM_DATA", default="" if name == "production" else "data")
    if not folder:
        raise Misconfigured(
            "KOTAHAM_DATA: wajib pada profil production. / required in production; name the data folder."
        )
    return Profile(name, Path(folder).expanduser().resolve())


def read_secret(profile: Profile) -> str:
    """Return KOTAHAM_SECRET; the embedded profile makes one in its folder, readable by its owner only."""
    given: str = env.str("KOTAHAM_SECRET", default="")
    if given:
        if profile.production and len(given) < 50:
            raise Misconfigured(
                "KOTAHAM_SECRET: kurang dari 50 huruf. / shorter than 50 characters. "
                "Buat dengan / make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
            )
        return given
    if profile.production:
        raise Misconfigured(
            "KOTAHAM_SECRET (atau KOTAHAM_SECRET_FILE): wajib pada profil production. / required in production. "
            "Buat dengan / make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    file = profile.data / "secret"
    return secrets.token_urlsafe(64) if is_source_work(file) else _own_secret(file)


def is_source_work(needed: Path) -> bool:
    """Tell whether this process only writes source files and what it needs is not there: it shall leave none behind."""
    return sys.argv[1:2] in SOURCE_WORK and not needed.exists()


def _own_secret(file: Path) -> str:
    """Return the secret of the folder; of two programs that start at once, one makes it and both read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix="secret.", dir=file.parent)  # readable by its owner only
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):  # the other program was first
            os.link(draft, file)
        Path(draft).unlink()
    return file.read_text("ascii").strip()


def read_debug(profile: Profile) -> bool:
    """Return KOTAHAM_DEBUG; production refuses it, since its error pages show what nobody may see."""
    debug: bool = env.bool("KOTAHAM_DEBUG", default=False)
    if debug and profile.production:
        raise Misconfigured("KOTAHAM_DEBUG: tidak boleh pada profil production. / must be off in production.")
    return debug


def read_hosts(profile: Profile) -> list[str]:
    """Return KOTAHAM_HOSTS, the names under which the house answers; production must name them."""
    hosts: list[str] = env.list("KOTAHAM_HOSTS", default=[])
    if profile.production and not hosts:
        raise Misconfigured(
            "KOTAHAM_HOSTS: wajib pada profil production, misalnya ham.example.go.id. / required in production."
        )
    if wrong := [host for host in hosts if "/" in host]:
        raise Misconfigured(
            f"KOTAHAM_HOSTS={','.join(wrong)}: tulis nama saja, tanpa https:// dan tanpa garis miring, misalnya "
            "ham.example.go.id. / write the name alone, without https:// and without a slash."
        )
    return hosts or ["127.0.0.1", "localhost", "[::1]"]


def read_mail(profile: Profile) -> dict[str, Any]:
    """Return the mail settings that EMAIL_URL names; without it, mail is printed where the service runs.

    The embedded profile prints one line for each letter.
    """
    if not profile.production and not env.str("EMAIL_URL", default=""):
        return {"EMAIL_BACKEND": "kotaham.config.console.EmailBackend"}
    try:
        found: dict[str, Any] = env.email_url("EMAIL_URL", default="consolemail://")
    except ImproperlyConfigured as error:
        raise Misconfigured(
            "EMAIL_URL: tidak dikenal; tulis seperti smtp+tls://pengguna:sandi@host:587. / unknown; write it like this."
        ) from error
    return found
