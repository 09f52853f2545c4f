"""What the service says when it has started: where it answers, where its data lie, and in the demo who may sign in."""

from django.conf import settings
from django.utils.module_loading import import_string


def banner(address: str) -> str:
    """Return the lines to print."""
    lines = [
        "",
        f"KotaHAM menjawab di / answers at {address}",
        f"Data: {settings.DATA} (profil {settings.PROFILE.name}). Berhenti / stop: Ctrl-C.",
    ]
    if settings.DEMO:
        lines += ["", *import_string(settings.DEMO_TABLE)()]
    return "\n".join(lines)
