"""Articles as text: the small Markdown of the files as rich text, and what a search finds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from kneerehab.domain.exercise import Article
from kneerehab.domain.folding import folded, sought
from kneerehab.i18n import _
from kneerehab.wording.labels import named

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def as_html(body: str) -> str:
    """Paragraphs, lists and bold words; everything else is shown as it stands."""
    parts = []
    for block in re.split(r"\n\s*\n", body.strip()):
        lines = block.splitlines()
        items = [line[2:] for line in lines if line.startswith("- ")]
        if items and len(items) == len(lines):
            rows = "".join(f'<li style="margin-bottom:4px">{_inline(item)}</li>' for item in items)
            parts.append(f'<ul style="margin-left:-18px">{rows}</ul>')
        else:
            parts.append(f"<p>{_inline(' '.join(lines))}</p>")
    return "".join(parts)


def plain(body: str) -> str:
    """The text without its marks."""
    return _BOLD.sub(r"\1", re.sub(r"(?m)^- ", "", body)).strip()


def body(article: Article) -> str:
    """What an article says, translated paragraph by paragraph."""
    return "\n\n".join(_(part.strip()) for part in article.body.split("\n\n"))


def first_sentence(article: Article) -> str:
    """One line that says what an article is about: where it hurts, else how it begins."""
    if article.where:
        return _(article.where)
    text = plain(body(article)).split("\n", 1)[0]
    sentence = re.split(r"(?<=[.!?]) ", text, maxsplit=1)[0].rstrip(" :")
    return sentence if sentence[-1:] in ".!?" else f"{sentence} …"


def searched(article: Article) -> str:
    """Everything a search looks through, in the user's language, as it compares them."""
    explained = [text for word in article.glossary for text in (word.name, word.text)]
    told = (article.title, article.where, article.worse_with, article.eases_with)
    parts = (*told, *article.keywords, *explained)
    return folded("\n".join([*(_(part) for part in parts if part), body(article)]))


def hits(articles: Iterable[Article], query: str) -> list[Article]:
    """The articles in which every word of the query begins a word; those that name it in the title come first."""
    wanted = _beginnings(query)
    if not wanted:
        return []
    found = [article for article in articles if all(word.search(searched(article)) for word in wanted)]
    return sorted(found, key=lambda article: not all(word.search(folded(_(article.title))) for word in wanted))


def snippet(article: Article, query: str) -> str:
    """The sentence in which the first word of a query stands, else the first one."""
    wanted = _beginnings(query)
    lines = [_(part) for part in (article.where, article.worse_with, article.eases_with) if part]
    lines += re.split(r"(?<=[.!?])\s+|\n+", plain(body(article)))
    lines += [named(_(word.name), _(word.text)) for word in article.glossary]
    for line in lines:
        if wanted and wanted[0].search(folded(line)):
            return line.strip()
    return first_sentence(article)


def _beginnings(query: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"\b{sought(word)}") for word in query.split()]


def _inline(text: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", escape(text, quote=False))
