"""Turn the text of a module, written in Markdown, into HTML: no tags of the writer's, no pictures from elsewhere."""

from functools import cache

from markdown_it import MarkdownIt

LOWER = 1  # a heading of a text stands below the title of the page, which is that of the module


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def as_html(text: str) -> str:
    r"""Return a text as HTML in which nothing runs.

    >>> as_html("# Hak atas pelayanan")
    '<h2>Hak atas pelayanan</h2>\n'
    >>> as_html("<script>alert(1)</script>")
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n'
    """
    reader = _reader()
    tokens = reader.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + LOWER, 6)}"
    return str(reader.renderer.render(tokens, reader.options, {}))
