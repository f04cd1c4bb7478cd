"""The Progress page: headline, ranges, which charts, empty state, pictures, summary, measures."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import Clinician, Knee, Measure
from kneerehab.domain.record import new_id
from kneerehab.gui.look import scroll_page
from kneerehab.gui.progress import cards, menus, saving
from kneerehab.gui.progress.measures_dialog import MeasuresDialog
from tests.builders import check_in, ice, run
from tests.gui.progress_page import open_page, wait_for_charts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


@pytest.fixture
def running(program: Any) -> Any:
    return program("build-week-8", first="learn")


def test_the_page_is_there_before_its_charts(running: Any, qtbot: Any) -> None:
    running.window.show_page("progress")
    page = running.window.page("progress")
    assert page.isVisible()
    assert not page.cards
    wait_for_charts(page, qtbot)
    assert [name for name, card in page.cards.items() if card.isVisible()] == [
        plan.name for plan in cards.CARDS if plan.at_first
    ]


def test_below_three_check_ins_one_sentence_says_how_many_are_missing(program: Any, qtbot: Any) -> None:
    running = program("new-runner", now=datetime(2026, 3, 6, 8, 0), first="learn")
    first, *rest = running.diary.check_ins
    later = [check_in for check_in in rest if check_in.at.date() != first.at.date()]
    running.workspace.save("removed", removed=tuple(later))
    running.window.show_page("progress")
    page = running.window.page("progress")
    assert page.empty.sentence.text() == "Your pain chart starts after 3 check-ins. 2 to go."
    page.steps.finish()
    assert sorted(page.cards) == ["balance", "exercise_days", "icing", "longest_run", "running"]
    page.empty.button.click()
    assert running.window.current_page == "today"


def begun(program: Any, *, check_ins: int, runs: bool) -> Any:
    """A diary of so many check-ins, with or without runs, exercises and ice."""
    running = program("new-runner", now=datetime(2026, 3, 8, 8, 0), first="learn")
    diary = running.diary
    gone: list[Any] = list(diary.check_ins)
    if not runs:
        gone += [*diary.activities, *diary.exercise_sets, *diary.icing]
    running.workspace.save("removed", removed=tuple(gone))
    kept = [check_in(number) for number in range(1, check_ins + 1)]
    extra = [run(1, 1200, 3000), ice(2)] if runs else []
    running.workspace.save("entered", *kept, *extra)
    running.window.show_page("progress")
    page = running.window.page("progress")
    page.steps.finish()
    return page


def test_an_empty_diary_offers_report_measures_and_visits_on_one_calm_page(program: Any, qtbot: Any) -> None:
    page = begun(program, check_ins=0, runs=False)
    assert page.empty.sentence.text() == "Your charts start after 3 check-ins. 3 to go."
    assert (page.ranges.isVisible(), page.save_button.isVisible(), page.board.isVisible()) == (False, False, False)
    assert page.report_button.isVisible()
    assert page.foot.measures.add_button.isVisible()
    assert page.foot.visits.add_button.isVisible()
    assert page.frame.area.verticalScrollBar().maximum() == 0
    assert page.frame.subtitle.text() == ""


def test_runs_are_charted_before_the_first_check_in_and_pain_waits(program: Any, qtbot: Any) -> None:
    page = begun(program, check_ins=1, runs=True)
    assert page.empty.isVisible()
    assert page.empty.sentence.text() == "Your pain chart starts after 3 check-ins. 2 to go."
    assert page.ranges.isVisible()
    wait_for_charts(page, qtbot)
    names = [name for name, card in page.cards.items() if card.isVisible()]
    assert names == ["balance", "running", "exercise_days", "icing", "longest_run"]
    running = page.workspace
    running.save("entered", check_in(2), check_in(3))
    wait_for_charts(page, qtbot)
    assert page.cards["pain"].isVisible()
    assert not page.empty.isVisible()


def test_the_third_check_in_taken_back_leaves_no_words_about_pain(program: Any, qtbot: Any) -> None:
    page = begun(program, check_ins=3, runs=True)
    running = page.workspace
    running.save("removed", removed=(running.diary.check_ins[-1],))
    qtbot.wait(200)
    assert "pain" not in page.frame.subtitle.text()
    assert page.empty.isVisible()
    assert not page.cards["pain"].isVisible()


def test_charts_can_be_chosen_and_the_choice_is_kept(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    menus.choose_chart(running.workspace, "shoes", True)
    menus.choose_chart(running.workspace, "pain", False)
    wait_for_charts(page, qtbot)
    assert page.cards["shoes"].isVisible()
    assert not page.cards["pain"].isVisible()
    running.restart()
    page = open_page(running, qtbot)
    assert "shoes" in page.cards
    assert "pain" not in page.cards


def test_running_switches_between_distance_and_minutes(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    card = page.cards["running"]
    assert card.switch is not None
    with qtbot.waitSignal(card.view.drawn):
        card.switch.segments["running_minutes"].click()
    assert card.view.chart.id == "running_minutes"


def test_a_narrow_window_shows_one_column(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    pain, balance = page.cards["pain"], page.cards["balance"]
    assert pain.y() == balance.y()
    running.window.resize(960, 640)
    qtbot.waitUntil(lambda: balance.y() > pain.y() and balance.width() == pain.width())
    qtbot.waitUntil(lambda: pain.view.picture().deviceIndependentSize().toSize() == pain.view.size())


@pytest.mark.parametrize("names", [(), ("pain",), ("icing", "shoes"), tuple(plan.name for plan in cards.CARDS)])
def test_rows_are_always_full(names: tuple[str, ...]) -> None:
    for row in cards.rows(cards.chosen(names)):
        assert sum(width for _plan, width in row) == cards.COLUMNS


def test_a_saved_check_in_reaches_the_charts(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    before = page.cards["pain"].view.data().logged
    record = running.diary.check_ins[-1]
    running.workspace.save("removed", removed=(record,))
    qtbot.waitUntil(lambda: page.cards["pain"].view.data().logged == before - 1)


def test_the_whole_page_is_one_picture(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    image = QImage.fromData(saving.page_png(page.frame), "PNG")
    assert image.width() == 2 * page.frame.content.width()
    assert image.height() > 2 * page.frame.content.height()


def test_a_headline_of_two_lines_has_its_room_in_the_picture(running: Any, qtbot: Any) -> None:
    frame = open_page(running, qtbot).frame

    def head() -> int:
        return QImage.fromData(saving.page_png(frame), "PNG").height() - 2 * frame.content.height()

    before, line = head(), frame.subtitle.height()
    frame.subtitle.setFixedHeight(2 * line)
    assert head() == before + 2 * line


def test_a_head_that_scrolls_with_the_page_is_in_the_picture_once(
    running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = open_page(running, qtbot).frame
    page = QImage.fromData(saving.page_png(frame), "PNG")
    monkeypatch.setattr(scroll_page, "_HEAD_SHARE", 0.01)
    frame.set_title(frame.title.text())
    QApplication.processEvents()

    assert frame.head_within()
    assert QImage.fromData(saving.page_png(frame), "PNG").size() == page.size()


def test_the_summary_is_five_lines_on_the_clipboard(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot, drawn=False)
    page.copy_summary()
    text = QApplication.clipboard().text()
    assert len(text.splitlines()) == 5
    assert running.workspace.runner.name not in text
    assert page.done.isVisible()


def test_tables_are_written_to_a_folder(running: Any, tmp_path: Path) -> None:
    kind, words = saving.write_tables(running.workspace, tmp_path / "tables")
    assert kind == "success"
    assert (tmp_path / "tables" / "days.csv").is_file()
    assert "tables written" in words
    (tmp_path / "file").write_text("x")
    assert saving.write_tables(running.workspace, tmp_path / "file")[0] == "danger"


def without_outcomes(running: Any) -> Any:
    """The same diary without any measure."""
    running.workspace.save("removed", removed=running.diary.outcomes)
    return running


def test_measures_are_entered_together_and_left_out_ones_stay_unknown(running: Any, qtbot: Any) -> None:
    page = open_page(without_outcomes(running), qtbot)
    dialog = MeasuresDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activities[0].name.setText("Stairs")
    dialog.activities[0].score.set_amount(4)
    dialog.step_downs[Knee.LEFT].setText("15")
    dialog.scores[Measure.KOOS_PF].setText("61.4")
    dialog.try_save()
    found = {(outcome.measure, outcome.side, outcome.activity): outcome.value for outcome in running.diary.outcomes}
    assert found == {
        (Measure.PSFS, None, "Stairs"): 4,
        (Measure.STEP_DOWN_30S, Knee.LEFT, None): 15,
        (Measure.KOOS_PF, None, None): 61.4,
    }
    assert page.foot.measures.due.text().startswith("Next on ")
    running.workspace.undo_stack.undo()
    assert running.diary.outcomes == ()


def test_a_measure_out_of_its_range_keeps_the_form_and_says_what_to_do(running: Any, qtbot: Any) -> None:
    dialog = MeasuresDialog(without_outcomes(running).workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.scores[Measure.AKPS].setText("120")
    dialog.activities[0].score.set_amount(3)
    assert not dialog.save()
    assert any("0 to 100" in field.error() for _control, field in dialog._fields)
    assert dialog.activities[0].field.error() == "Please name the activity."
    assert running.diary.outcomes == ()


def test_the_activities_of_last_time_are_asked_again(running: Any, qtbot: Any) -> None:
    first = MeasuresDialog(without_outcomes(running).workspace, running.window)
    qtbot.addWidget(first)
    first.activities[0].name.setText("Kneel in the garden")
    first.activities[0].score.set_amount(2)
    assert first.save()
    second = MeasuresDialog(running.workspace, running.window)
    qtbot.addWidget(second)
    assert [row.name.text() for row in second.activities] == ["Kneel in the garden"]
    assert second.activities[0].score.amount() is None


def test_there_is_nothing_to_skip_while_no_measures_are_due(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot, drawn=False)

    def skips() -> list[Any]:
        return [action for action in page.foot.measures.menu().actions() if action.text() == "Skip this time"]

    assert page.offer.isVisible()
    skips()[0].trigger()
    assert not page.offer.isVisible()
    assert skips() == []


def test_visits_tell_the_questions_and_the_next_date(running: Any, qtbot: Any) -> None:
    today = running.now.date()
    visit = ClinicVisit(
        id=new_id(),
        at=running.now - timedelta(days=3),
        who=Clinician.PHYSIO,
        note="May hills come back?",
        next_date=today + timedelta(days=9),
    )
    running.workspace.save("visit", visit)
    page = open_page(running, qtbot, drawn=False)
    words = [label.text() for label in page.foot.visits.findChildren(type(page.foot.visits.next)) if label.text()]
    assert "Questions and notes: May hills come back?" in words
    assert page.foot.visits.next.text().startswith("Next on ")
