"""What may stand in the record, and who may read it."""

from kotaham.apps.events.rules.content import as_text, clean, must_be_verb
from kotaham.apps.events.rules.reading import within

__all__ = ["as_text", "clean", "must_be_verb", "within"]
