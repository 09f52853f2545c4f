"""Dates in words, in both languages."""

from datetime import date

from kotaham.core.language import Lang, Say

MONTHS = (
    Say("Januari", "January"),
    Say("Februari", "February"),
    Say("Maret", "March"),
    Say("April", "April"),
    Say("Mei", "May"),
    Say("Juni", "June"),
    Say("Juli", "July"),
    Say("Agustus", "August"),
    Say("September", "September"),
    Say("Oktober", "October"),
    Say("November", "November"),
    Say("Desember", "December"),
)


def day(value: date, lang: Lang) -> str:
    """Write a date for people: `31 Desember 2021`, `31 December 2021`.

    >>> day(date(2021, 12, 31), "id")
    '31 Desember 2021'
    """
    return f"{value.day} {MONTHS[value.month - 1].text(lang)} {value.year}"
