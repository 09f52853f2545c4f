"""What the top bar shows about the one who acts."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kotaham.apps.accounts.services.acting import Acting


def acting(request: HttpRequest) -> dict[str, Any]:
    """Return the role acted in and the roles to choose from; empty for nobody."""
    found = getattr(request, "acting", None)
    providers = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return {
        "acting": found if isinstance(found, Acting) else None,
        "oidc": providers[0]["name"] if providers else "",
    }
