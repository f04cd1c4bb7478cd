"""Learn: short texts by topic with their sources, five knee problems beside the knee map, and a search across all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.exercise import Article, Topic
from kneerehab.gui.learn.article import TOPICS, ArticleView
from kneerehab.gui.learn.rows import ArticleRow
from kneerehab.gui.learn.text import first_sentence, hits, snippet
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.banner import EmptyState
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.fields import TextField
from kneerehab.gui.look.knee_map import KneeMap, Knees, knees_of
from kneerehab.gui.look.row import empty, take_out
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.search import width_of_placeholder
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.changes import Change
from kneerehab.wording.labels import named

_TWO_COLUMNS = 820  # width of the page at 100 %


class LearnPage(Page):
    """The overview, the results of a search, or one article."""

    watches = Change.PLAN | Change.RUNNER

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage(_("Learn"), _("Short texts with their sources. Never a diagnosis."), self)
        self.search = TextField(placeholder=_("Search all articles"), icon="search")
        self.map = KneeMap("left")
        self.rows: dict[str, ArticleRow] = {}
        self.problems = Card(_("Where does it hurt?"), _("choose places to mark what is told of them"))
        self.clear = Link(_("Clear"))
        self.overview = QWidget()
        self.results = Card()
        self.result_rows = QVBoxLayout()
        self.nothing = EmptyState(_("Nothing found. Try a shorter word."), _("Clear the search"))
        self.article = ArticleView()
        self._opener = ""
        self._build()
        self._connect()
        self._show(self.overview)

    def _build(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(max(theme.px(260), width_of_placeholder(self.search)))
        self.frame.header_end.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        self.problems.slot.addWidget(self.clear)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.px(24))
        self._pair.addWidget(self.map, 6)
        five = QVBoxLayout()
        five.setSpacing(theme.px(4))
        articles = library.articles()
        for article in articles:
            if article.topic is Topic.PROBLEM:
                five.addWidget(self._row(article))
        five.addWidget(
            Label(
                _("This is for learning, not a diagnosis. A doctor or physio can look for the cause."),
                "small",
                "muted",
                wrap=True,
            )
        )
        five.addStretch(1)
        self._pair.addLayout(five, 5)
        self.problems.body.addLayout(self._pair)
        column = QVBoxLayout(self.overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self.problems)
        self._shelves = QGridLayout()
        self._shelves.setSpacing(theme.px(16))
        self._cards = [self._shelf(topic, articles) for topic in Topic if topic is not Topic.PROBLEM]
        column.addLayout(self._shelves)
        self.result_rows.setSpacing(theme.px(4))
        self.results.body.addLayout(self.result_rows)
        for part in (self.overview, self.results, self.nothing, self.article):
            self.frame.body.addWidget(part)
        self.frame.body.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)

    def _shelf(self, topic: Topic, articles: tuple[Article, ...]) -> Card:
        card = Card(_(TOPICS[topic]))
        card.body.setSpacing(theme.px(4))
        for article in articles:
            if article.topic is topic:
                card.body.addWidget(self._row(article))
        card.body.addStretch(1)
        return card

    def _row(self, article: Article) -> ArticleRow:
        row = ArticleRow(article.slug, _(article.title), first_sentence(article))
        row.clicked.connect(lambda _on=False, slug=article.slug: self.open_article(slug))
        self.rows[article.slug] = row
        return row

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._search())
        self.search.returnPressed.connect(self._open_first)
        self.search.installEventFilter(self)
        self.map.zones_changed.connect(self._mark)
        self.clear.clicked.connect(self._clear_zones)
        self.nothing.acted.connect(self._clear_search)
        self.article.back_wanted.connect(self.close_article)
        self.article.article_wanted.connect(self.open_article)
        theme.notifier.changed.connect(self._arrange)
        keys = QShortcut(QKeySequence("Ctrl+F"), self)
        keys.activated.connect(self._focus_search)

    def refresh(self) -> None:
        self.map.set_knees(self._knees)
        self._mark(self.map.zones)

    @property
    def _knees(self) -> Knees:
        day = self.workspace.today()
        return knees_of(self.workspace.planner.settings(self.workspace.runner_id or "", day).affected)

    # articles
    def open_article(self, slug: str, anchor: str = "") -> None:
        """Show an article, with an anchor at that word; an unknown slug changes nothing."""
        article = next((article for article in library.articles() if article.slug == slug), None)
        if article is None:
            return
        self._opener = slug
        knees: Knees = self._knees if self.workspace.runner_id is not None else "left"
        self.article.show_article(article, knees, anchor)
        self._show(self.article)
        self.article.back.setFocus(Qt.FocusReason.OtherFocusReason)
        word = next((word for word in article.glossary if word.anchor == anchor), None)
        if word is None:
            accessible.announce(self, _(article.title))
            return
        accessible.announce(self, named(_(word.name), _(word.text)))
        QTimer.singleShot(0, self, self._reveal_word)

    def _reveal_word(self) -> None:
        """Scroll to the word that was asked for, once its place is known."""
        entry = next((entry for entry in self.article.glossary.entries.values() if entry.is_marked), None)
        if entry is not None and self.article.isVisible():
            top = entry.mapTo(self.frame.content, entry.rect().topLeft()).y()
            self.frame.area.verticalScrollBar().setValue(top - self.frame.area.viewport().height() // 3)

    def close_article(self) -> None:
        """Back to the overview or the results, with the focus on the row that was opened."""
        self._search()
        row = self.rows.get(self._opener)
        if row is not None and row.isVisible():
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.frame.area.ensureWidgetVisible(row)

    def _show(self, part: QWidget) -> None:
        for other in (self.overview, self.results, self.nothing, self.article):
            other.setVisible(other is part)
        self.frame.area.verticalScrollBar().setValue(0)

    # knee map
    def _mark(self, zones: frozenset[str]) -> None:
        """Mark the problems of the chosen zones; all stay there, as pain does not keep to the map."""
        marked = 0
        for article in library.articles():
            if article.topic is Topic.PROBLEM:
                fits = bool(zones & {zone.value for zone in article.zones})
                self.rows[article.slug].set_marked(fits)
                description = _("belongs to a chosen place") if fits else ""
                self.rows[article.slug].setAccessibleDescription(
                    ", ".join(part for part in (first_sentence(article), description) if part)
                )
                marked += fits
        self.clear.setVisible(bool(zones))
        if zones:
            words = ngettext("{n} text is marked", "{n} texts are marked", marked).format(n=marked)
            accessible.announce(self, words)

    def _clear_zones(self) -> None:
        self.map.set_zones(())
        self._mark(frozenset())

    # search
    def _search(self) -> None:
        query = self.search.text().strip()
        if not query:
            self._show(self.overview)
            return
        found = hits(library.articles(), query)
        empty(self.result_rows)
        for article in found:
            row = ArticleRow(article.slug, _(article.title), snippet(article, query))
            row.clicked.connect(lambda _on=False, slug=article.slug: self.open_article(slug))
            self.result_rows.addWidget(row)
        count = ngettext("{n} article", "{n} articles", len(found)).format(n=len(found))
        self.results.set_title(count, _("with “{query}”").format(query=query))
        self._show(self.results if found else self.nothing)
        accessible.announce(self, count if found else _("Nothing found"))

    def _open_first(self) -> None:
        entry = self.result_rows.itemAt(0)
        row = entry.widget() if entry is not None and self.results.isVisible() else None
        if isinstance(row, ArticleRow):
            self.open_article(row.slug)

    def _clear_search(self) -> None:
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # layout
    def _arrange(self) -> None:
        room = self.width() / theme.scale()
        narrow = room < _TWO_COLUMNS
        self._pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.article.set_narrow(narrow)
        columns = 1 if narrow else 2
        for number, card in enumerate(self._cards):
            take_out(self._shelves, card)
            self._shelves.addWidget(card, number // columns, number % columns)
        for column in range(2):
            self._shelves.setColumnStretch(column, int(column < columns))

    # Qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.search and key == Qt.Key.Key_Escape:
            self.search.clear()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.article.isVisible():
            self.close_article()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
