"""Where statements about learning go out to (xAPI 1.0.3); nowhere unless an endpoint is named."""

from typing import TypedDict
from urllib.parse import urlsplit

from kotaham.config.profile import Misconfigured, Profile, env

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Xapi(TypedDict):
    """The endpoint with the key to it, and whether names go out, too."""

    endpoint: str
    key: str
    secret: str
    names: bool


def read_xapi(profile: Profile) -> Xapi:
    """Return what KOTAHAM_XAPI_ENDPOINT and its companions say; an empty endpoint is off."""
    endpoint = env.str("KOTAHAM_XAPI_ENDPOINT", default="").rstrip("/")
    key, secret = env.str("KOTAHAM_XAPI_KEY", default=""), env.str("KOTAHAM_XAPI_SECRET", default="")
    if endpoint:
        _must_be_address(endpoint, profile)
        if not (key and secret):
            raise Misconfigured(
                "KOTAHAM_XAPI_KEY, KOTAHAM_XAPI_SECRET (atau ..._FILE): wajib bila KOTAHAM_XAPI_ENDPOINT diisi. / "
                "required where KOTAHAM_XAPI_ENDPOINT is set."
            )
    return {
        "endpoint": endpoint,
        "key": key,
        "secret": secret,
        "names": env.bool("KOTAHAM_XAPI_NAMES", default=False),
    }


def _must_be_address(endpoint: str, profile: Profile) -> None:
    """Refuse what is no address, and in production one that is not encrypted on its way to another machine."""
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise Misconfigured(
            "KOTAHAM_XAPI_ENDPOINT: tulis seperti https://lrs.example.go.id/xapi, tanpa nama pengguna. / "
            "write it like this, without a user name."
        )
    if profile.production and parts.scheme == "http" and parts.hostname not in LOCAL:
        raise Misconfigured("KOTAHAM_XAPI_ENDPOINT: pada profil production wajib https. / must be https in production.")
