"""Rules of the room: the life of a version, what a text says about itself, who may see which version."""

from kotaham.apps.instruments.rules.life import EDITOR, LIFE, WRITER
from kotaham.apps.instruments.rules.plain_words import plain
from kotaham.apps.instruments.rules.scopes import draft_of, seen
from kotaham.apps.instruments.rules.texts import Described, described, faults_of, read_shape

__all__ = ["EDITOR", "LIFE", "WRITER", "Described", "described", "draft_of", "faults_of", "plain", "read_shape", "seen"]
