"""Where a request came from: the address of the visitor, not of the proxy in front of us."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """Return the address of the visitor; empty when it is not known.

    Every proxy adds the address it was asked from to `X-Forwarded-For`. So many as are ours (`KOTAHAM_PROXIES`) are
    believed, counted from the right; what stands further left is the visitor's own word, and so is the whole header
    where no proxy is ours.
    """
    direct = str(request.META.get("REMOTE_ADDR") or "")
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if not proxies or len(told) < proxies:
        return direct
    found = told[-proxies]
    try:
        return str(ip_address(found))
    except ValueError:
        return direct
