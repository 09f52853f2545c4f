"""A new draft with nothing in it but what one must say; all the rest says that it is unknown."""

import re
from collections.abc import Sequence

from kotaham.apps.instruments.rules.drafting.trees import Tree

_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_SMALL = {"HAK", "ATAS", "RIGHT", "RIGHTS", "TO", "OF", "THE", "DAN", "AND", "UNTUK"}
_UNKNOWN = {"certainty": "unknown"}


def blank(slug: str, label: str, title: str, nature: str, rights: Sequence[str], notice: str = "") -> Tree:
    """Return the tree of a new draft."""
    return {
        "schema": 1,
        "id": slug,
        "version": label,
        "language": "id",
        "title": title,
        "nature": nature,
        "notice": notice or None,
        "subject": "city",
        "in_force": {"from": "unknown", "to": None, **_UNKNOWN},
        "groups": [{"code": code, "title": right} for code, right in _coded(rights)],
        "aggregation": {"method": "flat_mean", **_UNKNOWN},
        "policies": {
            "missing": {"rule": "incomplete", **_UNKNOWN},
            "not_applicable": {"rule": "refused", **_UNKNOWN},
            "gap": {"rule": "flag", **_UNKNOWN},
        },
        "rounding": {"decimals": 2, **_UNKNOWN},
        "predicates": {"levels": [], "none_because": "Predikat dan batasnya belum diketahui."},
        "indicators": [],
    }


def _coded(rights: Sequence[str]) -> list[tuple[str, str]]:
    """Give each right a short code made of its title."""
    pairs: list[tuple[str, str]] = []
    for number, right in enumerate(rights, start=1):
        words = [word for word in _NOT_CODE.split(right.upper()) if word and word not in _SMALL]
        code = (words[0] if words else f"HAK{number}")[:20]
        taken = {one for one, _title in pairs}
        pairs.append((f"{code}{number}" if code in taken else code, right))
    return pairs
