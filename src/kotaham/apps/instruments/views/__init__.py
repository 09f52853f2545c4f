"""Pages of the room."""

from kotaham.apps.instruments.views.drafts import add, bring_in, copy, create, draft, expert, order, remove
from kotaham.apps.instruments.views.moving import comment, move, settle
from kotaham.apps.instruments.views.parts import indicator, part
from kotaham.apps.instruments.views.register import annex, detail, diff, file, index
from kotaham.apps.instruments.views.trying import tried, try_draft

__all__ = [
    "add",
    "annex",
    "bring_in",
    "comment",
    "copy",
    "create",
    "detail",
    "diff",
    "draft",
    "expert",
    "file",
    "index",
    "indicator",
    "move",
    "order",
    "part",
    "remove",
    "settle",
    "tried",
    "try_draft",
]
