"""Reads of the room certificates, and the one write that is a statement of its own."""

from kotaham.apps.certificates.queries.certificates import (
    by_token,
    certificate_names,
    ended_between,
    listed,
    mine,
    newer,
    one,
    several,
    standing_now,
    valid_of,
)
from kotaham.apps.certificates.queries.counting import facts
from kotaham.apps.certificates.queries.earners import earners, made_by, mine_of, people, unserved
from kotaham.apps.certificates.queries.inserting import insert
from kotaham.apps.certificates.queries.issues import RUNNING, issue, issue_names, issues, unfinished
from kotaham.apps.certificates.queries.templates import template, template_names, template_versions, templates, usable

__all__ = [
    "RUNNING",
    "by_token",
    "certificate_names",
    "earners",
    "ended_between",
    "facts",
    "insert",
    "issue",
    "issue_names",
    "issues",
    "listed",
    "made_by",
    "mine",
    "mine_of",
    "newer",
    "one",
    "people",
    "several",
    "standing_now",
    "template",
    "template_names",
    "template_versions",
    "templates",
    "unfinished",
    "unserved",
    "usable",
    "valid_of",
]
