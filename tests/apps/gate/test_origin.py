"""The record names the visitor's address, and believes only our own proxies about it."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import origin_of
from tests.cast import World

PROXY = "10.0.0.2"


def origin(forwarded: str | None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return origin_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=PROXY))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, None, PROXY),
        (0, "203.0.113.9", PROXY),  # nobody of ours said so
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the first is what the visitor wrote himself
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", PROXY),
        (1, "2001:DB8::1", "2001:db8::1"),
        (1, "<script>", PROXY),
        (1, " , ", PROXY),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, proxies: int, forwarded: str | None, found: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert origin(forwarded) == found


def test_an_event_behind_a_proxy_tells_the_visitor(settings: Any, world: World) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    browser = Client(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR="203.0.113.9")
    browser.post(reverse("account_login"), {"login": world.people["ani"].email, "password": "wrong"})
    assert set(Event.objects.values_list("origin", flat=True)) == {"203.0.113.9"}
