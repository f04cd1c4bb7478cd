"""The Learn page: shelves, the knee map beside the problems, search, and the ways in from other pages."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from kneerehab import library
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.exercise import Topic
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.gui.learn.page import LearnPage
from kneerehab.gui.learn.rows import ArticleRow
from kneerehab.gui.learn.text import as_html, first_sentence, hits, snippet
from kneerehab.gui.look import language, theme
from kneerehab.gui.shell.articles import GLOSSARY, Word, open_word

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 3, 6, 8, 5)


@pytest.fixture
def running(program):
    return program("new-runner", now=NOW, first="learn")


@pytest.fixture
def page(running) -> LearnPage:
    running.window.show_page("learn")
    return running.window.page("learn")


def test_every_article_is_on_a_shelf_and_opens_with_its_sources(page: LearnPage) -> None:
    assert set(page.rows) == {article.slug for article in library.articles()}
    for article in library.articles():
        page.rows[article.slug].click()
        assert page.article.isVisible()
        assert page.article.title.text() == article.title
        assert all(source.name in page.article.sources.text() for source in article.sources)
        page.close_article()


@pytest.mark.parametrize("article", [item for item in library.articles() if item.topic is Topic.PROBLEM])
def test_a_knee_problem_says_where_worse_and_eases_beside_the_map_and_is_no_diagnosis(page, article) -> None:
    page.open_article(article.slug)
    told = {label.text() for label in page.article.facts.findChildren(QLabel)}
    assert {"Where", "Worse with", article.where, article.worse_with} <= told
    assert page.article.drawing.isVisible()
    assert "Not a diagnosis" in page.article.help.message()
    page.article.help.linked.emit()
    assert page.article.slug == "see-a-professional"


def test_a_chosen_place_marks_its_problems_and_hides_none(page: LearnPage) -> None:
    page.map._choose(frozenset({"below_kneecap"}))
    marked = {slug for slug, row in page.rows.items() if row.is_marked}
    assert marked == {"jumpers-knee", "bursitis"}
    assert "chosen place" in page.rows["bursitis"].accessibleDescription()
    assert all(row.isVisible() for row in page.rows.values())
    page.clear.click()
    assert not any(row.is_marked for row in page.rows.values())


def test_search_looks_for_beginnings_of_words_in_all_articles() -> None:
    found = [article.slug for article in hits(library.articles(), "ice")]
    assert set(found[:2]) == {"ice-safety", "rice"}, "articles that name it in their title come first"
    assert "plan-numbers" not in found, "“choice” is no hit for “ice”"
    assert hits(library.articles(), "  ") == []
    assert [article.slug for article in hits(library.articles(), "cadence")] == ["running-form"]


def test_every_word_of_a_search_must_occur(page: LearnPage) -> None:
    page.search.setText("stairs kneecap")
    assert page.results.isVisible()
    page.search.setText("stairs xylophone")
    assert page.nothing.isVisible()
    page.nothing.button.click()
    assert page.overview.isVisible()
    assert page.search.text() == ""


def test_ctrl_f_enter_and_escape_lead_through_a_search(running, page: LearnPage, qtbot) -> None:
    qtbot.keyClick(running.window, Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    assert running.window.focusWidget() is page.search
    qtbot.keyClicks(page.search, "rice")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.article.slug == "rice"
    qtbot.keyClick(page.article.back, Qt.Key.Key_Escape)
    assert page.results.isVisible()
    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.overview.isVisible()


def test_going_back_gives_the_focus_to_the_row_that_was_opened(page: LearnPage) -> None:
    page.rows["warm-up"].click()
    page.article.back.click()
    assert page.window().focusWidget() is page.rows["warm-up"]


def test_the_swelling_banner_leads_to_what_helps(running) -> None:
    check = CheckIn(
        id=new_id(), at=NOW, now=KneeScores(left=1, right=0), worst_24h=KneeScores(left=2, right=0), swelling=True,
        limp=False,
    )  # fmt: skip
    running.workspace.save("check-in", check, quiet=True)
    running.window.show_page("today")
    today = running.window.page("today")
    assert today.swollen.isVisible()
    today.swollen.linked.emit()
    assert running.window.current_page == "learn"
    assert running.window.page("learn").article.slug == "rice"


def test_every_word_that_a_screen_may_link_to_is_explained_and_every_explained_one_may_be_linked_to() -> None:
    assert {word.value for word in Word} == set(library.glossary())
    assert {article.slug for article in library.articles() if article.glossary} == {GLOSSARY}


@pytest.mark.parametrize("word", [Word.CHECK_IN, Word.HELD, Word.PAUSE])
def test_a_link_to_a_word_opens_the_glossary_at_that_word_and_marks_it(running, qtbot, word: Word) -> None:
    open_word(running.window.page("today"), word)
    page = running.window.page("learn")
    assert running.window.current_page == "learn"
    entry = page.article.glossary.entries[word.value]
    assert [found.anchor for found in page.article.glossary.entries.values() if found.is_marked] == [word.value]
    view = page.frame.area.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(entry.mapTo(view, QPoint(0, 0))))
    assert view.rect().contains(entry.mapTo(view, entry.rect().bottomLeft()))
    assert page.window().focusWidget() is page.article.back


def test_the_glossary_opened_from_its_shelf_marks_no_word(page: LearnPage) -> None:
    page.open_article(GLOSSARY, "held")
    page.close_article()
    page.rows[GLOSSARY].click()
    assert not [entry for entry in page.article.glossary.entries.values() if entry.is_marked]
    page.open_article("rice")
    assert not page.article.glossary.isVisible()


def test_a_search_finds_a_word_of_the_glossary_and_shows_what_it_says(page: LearnPage) -> None:
    page.search.setText("ceiling")
    rows = [page.result_rows.itemAt(number).widget() for number in range(page.result_rows.count())]
    (row,) = (row for row in rows if row.slug == GLOSSARY)
    assert row.accessibleDescription().startswith("Ceiling: ")


def test_an_article_leads_on_to_others(page: LearnPage) -> None:
    page.open_article("settled")
    link = page.article.see_links["monitored"]
    assert link.isVisible()
    link.click()
    assert page.article.slug == "monitored"
    page.open_article("rice")
    assert not page.article.see.isVisible()


def test_the_small_markdown_becomes_rich_text_and_nothing_else_gets_through() -> None:
    made = as_html("Keep **going** <now>.\n\n- one\n- two & three")
    assert made.startswith("<p>Keep <b>going</b> &lt;now&gt;.</p><ul")
    assert made.count("<li") == 2
    assert "two &amp; three" in made


@pytest.mark.parametrize("article", library.articles())
def test_every_article_has_one_line_for_its_row(article) -> None:
    line = first_sentence(article)
    assert line[-1] in ".!?…"
    assert "**" not in line + snippet(article, article.keywords[0])


@pytest.mark.parametrize(("size", "scale"), [((1280, 800), 1.0), ((960, 640), 1.0), ((1280, 800), 2.0)])
def test_rows_have_names_and_nothing_is_cut_off_sideways(running, page, qapp, qtbot, size, scale) -> None:
    theme.apply(qapp, "light", scale)
    running.window.resize(QSize(*size))
    qtbot.wait(60)
    for part in (None, "runners-knee", "monitored", GLOSSARY):
        if part:
            page.open_article(part)
            qtbot.wait(30)
        assert page.frame.content.width() <= page.frame.area.viewport().width()
        for label in page.article.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), "no line is cut off"
        for button in page.findChildren(QPushButton):
            if button.isVisible():
                assert button.accessibleName() or button.text()
                assert button.mapTo(page, button.rect().topRight()).x() <= page.width()
    assert all(isinstance(row, ArticleRow) for row in page.rows.values())
    theme.apply(qapp, "light")


def test_a_search_is_blind_to_case_and_accents_in_every_language() -> None:
    words = (
        ("de", "uebung", "Übung"),
        ("de", "Ubungen", "Übungen"),
        ("es", "ROTULA", "rótula"),
        ("fr", "etirement", "étirement"),
        ("pt_BR", "inchaco", "inchaço"),
    )
    for code, plain, written in words:
        with language.speaking(code):
            found = hits(library.articles(), plain)
            assert found
            assert found == hits(library.articles(), written)
