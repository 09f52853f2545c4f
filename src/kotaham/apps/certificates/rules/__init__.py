"""Rules of the room: lives, reaches, who has earned one, and what is printed."""

from kotaham.apps.certificates.rules.earning import earned, missing
from kotaham.apps.certificates.rules.fields import Course, Holder, Look, expiry, fields_of
from kotaham.apps.certificates.rules.life import ISSUE_LIFE, LIFE, standing
from kotaham.apps.certificates.rules.places import PLACES, SAMPLE, Wrong, filled, numbered, wrong_number, wrong_text
from kotaham.apps.certificates.rules.scopes import certificates, oneself, templates

__all__ = [
    "ISSUE_LIFE",
    "LIFE",
    "PLACES",
    "SAMPLE",
    "Course",
    "Holder",
    "Look",
    "Wrong",
    "certificates",
    "earned",
    "expiry",
    "fields_of",
    "filled",
    "missing",
    "numbered",
    "oneself",
    "standing",
    "templates",
    "wrong_number",
    "wrong_text",
]
