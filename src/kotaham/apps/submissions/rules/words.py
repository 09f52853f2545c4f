"""Sentences made of what people typed: braces in it are no places to fill in."""

from collections.abc import Iterable

from kotaham.core.language import Lang, Say


def said(indonesian: str, english: str) -> Say:
    """Return a finished sentence as a `Say`, so that it can stand inside a letter."""
    return Say(*(text.replace("{", "{{").replace("}", "}}") for text in (indonesian, english)))


def filled(sentence: Say, **values: object) -> Say:
    """Return a sentence with its places filled in, in both languages."""
    return said(sentence.text("id", **values), sentence.text("en", **values))


def joined(parts: Iterable[Say]) -> Say:
    """Return several as one enumeration."""
    told = list(parts)

    def line(lang: Lang) -> str:
        return ", ".join(one.text(lang) for one in told)

    return said(line("id"), line("en"))
