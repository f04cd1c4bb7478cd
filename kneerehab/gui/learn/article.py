"""One article: its text, the facts of a knee problem beside the knee map, and its sources."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.exercise import Article, Topic
from kneerehab.gui.learn.glossary import Glossary
from kneerehab.gui.learn.text import as_html, body
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.knee_map import KneeDrawing, Knees
from kneerehab.gui.look.row import empty, take_out
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.i18n import N_, _

TOPICS = {
    Topic.PROBLEM: N_("Knee problems"),
    Topic.CARE: N_("Care"),
    Topic.RUNNING: N_("Running"),
    Topic.TRAINING: N_("Training"),
    Topic.SAFETY: N_("Safety"),
    Topic.NUMBERS: N_("The numbers"),
}
_READING = 700  # the widest line of text, px


class ArticleView(QWidget):
    """`back_wanted` leads to the overview, `article_wanted` to another article."""

    back_wanted = Signal()
    article_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slug = ""
        self.back = Button(_("All articles"), icon="arrow-left", variant="quiet")
        self.card = Card()
        self.topic = Label("", "caption", "muted")
        self.title = Heading("", "page_title")
        self.title.setWordWrap(True)
        self.facts = QWidget()
        self.fact_lines = QVBoxLayout()
        self.drawing = KneeDrawing()
        self.body = Label("", "body", wrap=True)
        self.help = Banner(
            "info",
            _("Not a diagnosis."),
            _("Several knee problems feel alike. A doctor or physio can tell them apart."),
            link=_("When to go"),
        )
        self.glossary = Glossary()
        self.see = QWidget()
        self.see_links: dict[str, Link] = {}
        self.sources_title = Heading(_("Sources"), "small_strong")
        self.sources = Label("", "small", "muted", wrap=True)
        self._build()
        self.back.clicked.connect(self.back_wanted)
        self.help.linked.connect(lambda: self.article_wanted.emit("see-a-professional"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.setTextFormat(Qt.TextFormat.RichText)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fact_lines.setSpacing(theme.px(12))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.facts)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(theme.px(20))
        self._beside.addLayout(self.fact_lines, 1)
        self.drawing.setMinimumHeight(theme.px(330))
        self.facts.setMinimumHeight(theme.px(330))
        self._beside.addWidget(self.drawing, 1)
        self._see_row = FlowLayout(self.see, spacing=theme.px(16), line_spacing=0)
        self._see_row.addWidget(Label(_("Read on:"), "small", "muted"))
        above = (self.topic, self.title, self.facts)
        below = (self.help, self.see, Divider(), self.sources_title, self.sources)
        for part in above:
            self.card.body.addWidget(part)
        self.card.body.addLayout(self._reading_row())
        for part in below:
            self.card.body.addWidget(part)
        column.addWidget(self.card)
        column.addStretch(1)

    def _reading_row(self) -> QHBoxLayout:
        """The text in lines of a good length: a row, as only that counts the height of narrowed text right."""
        self.reading = QWidget()
        self.reading.setMaximumWidth(theme.px(_READING))
        column = QVBoxLayout(self.reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.body)
        column.addWidget(self.glossary)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.reading, 100)
        row.addStretch(1)
        return row

    def show_article(self, article: Article, knees: Knees, anchor: str = "") -> None:
        """Show an article; `knees` says which knee the map draws, `anchor` which word is meant."""
        self.slug = article.slug
        self.topic.setText(_(TOPICS[article.topic]))
        self.title.setText(_(article.title))
        self.card.setAccessibleName(self.title.text())
        empty(self.fact_lines)
        for name, text in (
            (_("Where"), article.where),
            (_("Worse with"), article.worse_with),
            (_("Eases with"), article.eases_with),
        ):
            if text:
                self.fact_lines.addWidget(_fact(name, _(text)))
        self.fact_lines.addStretch(1)
        is_problem = article.topic is Topic.PROBLEM
        self.facts.setVisible(is_problem)
        self.drawing.set_knees(knees)
        self.drawing.set_zones(frozenset(zone.value for zone in article.zones))
        self.body.setText(as_html(body(article)))
        self.help.setVisible(is_problem)
        self.glossary.show_words(article.glossary, anchor)
        self._show_see(article.see)
        names = list(dict.fromkeys(source.name for source in article.sources))
        self.sources.setText("\n".join(names))

    def _show_see(self, slugs: tuple[str, ...]) -> None:
        """Links to the articles to go on with."""
        for old in self.see_links.values():
            take_out(self._see_row, old)
            old.hide()
            old.deleteLater()
        titles = {article.slug: _(article.title) for article in library.articles()}
        self.see_links = {slug: Link(titles[slug]) for slug in slugs}
        for slug, link in self.see_links.items():
            link.clicked.connect(lambda _on=False, slug=slug: self.article_wanted.emit(slug))
            self._see_row.addWidget(link)
        self.see.setVisible(bool(slugs))

    def set_narrow(self, narrow: bool) -> None:
        """The map below the facts instead of beside them."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(down if narrow else across)


def _fact(name: str, text: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    column.addWidget(Heading(name, "small_strong", "muted"))
    column.addWidget(Label(text, "body", wrap=True))
    return made
