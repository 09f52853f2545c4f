"""Shapes of input of the room."""

from kotaham.apps.instruments.forms.drafts import (
    AddForm,
    CommentForm,
    CompareForm,
    CopyForm,
    FilterForm,
    ImportForm,
    NewForm,
    PlainForm,
    ReasonForm,
    SettleForm,
    TextForm,
    TryForm,
)
from kotaham.apps.instruments.forms.indicators import IndicatorPage
from kotaham.apps.instruments.forms.pages import PageForm, Remarked
from kotaham.apps.instruments.forms.translating import TranslationForm

__all__ = [
    "AddForm",
    "CommentForm",
    "CompareForm",
    "CopyForm",
    "FilterForm",
    "ImportForm",
    "IndicatorPage",
    "NewForm",
    "PageForm",
    "PlainForm",
    "ReasonForm",
    "Remarked",
    "SettleForm",
    "TextForm",
    "TranslationForm",
    "TryForm",
]
