"""What the pages and the rooms above ask of the room certificates."""

from kotaham.apps.certificates.services.badges import badge, issuer_profile, named_pems, record_file, status_file
from kotaham.apps.certificates.services.checking import (
    Shown,
    check,
    compare,
    offline_page,
    public_keys_json,
    shown_fields,
)
from kotaham.apps.certificates.services.ending import renew, revoke
from kotaham.apps.certificates.services.finding import find, find_issue, find_own, find_template, seen_names
from kotaham.apps.certificates.services.hooks import Issued, when_ended, when_issued, when_kept
from kotaham.apps.certificates.services.issuing import TASK, Preview, Wish, ask, preview, run_issue
from kotaham.apps.certificates.services.keys import public_pems, signer
from kotaham.apps.certificates.services.papers import bundle, paper
from kotaham.apps.certificates.services.templates import Words, edit_template, make_template

__all__ = [
    "TASK",
    "Issued",
    "Preview",
    "Shown",
    "Wish",
    "Words",
    "ask",
    "badge",
    "bundle",
    "check",
    "compare",
    "edit_template",
    "find",
    "find_issue",
    "find_own",
    "find_template",
    "issuer_profile",
    "make_template",
    "named_pems",
    "offline_page",
    "paper",
    "preview",
    "public_keys_json",
    "public_pems",
    "record_file",
    "renew",
    "revoke",
    "run_issue",
    "seen_names",
    "shown_fields",
    "signer",
    "status_file",
    "when_ended",
    "when_issued",
    "when_kept",
]
