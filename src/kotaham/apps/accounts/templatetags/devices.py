"""Machines in words."""

from django import template
from django.utils.translation import gettext as _

from kotaham.apps.accounts.rules.browsers import browser_of

register = template.Library()


@register.filter
def peramban(agent: str | None) -> str:
    """Tell a browser as `Chrome di Windows`; one that is not known is told by how it calls itself."""
    browser, system = browser_of(agent or "")
    if browser and system:
        return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}
    return browser or system or (agent or "")[:60] or _("peramban yang tidak dikenal")
