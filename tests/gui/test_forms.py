"""Record forms: every kind has one, what was not touched stays as it was, faults are told beside their field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shiboken6 import delete

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import (
    ActivityKind,
    CrossKind,
    Knee,
    Measure,
    OverridePhase,
    PainContext,
    Profile,
    Side,
    Surface,
    Units,
    Zone,
)
from kneerehab.domain.diary import KINDS
from kneerehab.domain.fields import Amount, KneeScores, field_faults
from kneerehab.domain.record import Record, new_id
from kneerehab.domain.rules import contradictions
from kneerehab.gui.forms.blank import CHOICES, blank
from kneerehab.gui.forms.factory import Surroundings
from kneerehab.gui.forms.record_form import RecordForm
from kneerehab.gui.look.locale import formats_for
from tests import builders
from tests.storage.any_record import records

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 3, 12, 7, 45)
TODAY = NOW.date()
KIND_NAMES = [kind for group in CHOICES for kind in group]


def around(diary: Any = None, units: Units = Units.KM, now: datetime = NOW) -> Surroundings:
    return Surroundings(diary=diary or builders.diary(), formats=formats_for(units), now=now)


def a_form(qtbot, kind: str, **known: Any) -> RecordForm:
    made = blank(kind, TODAY, NOW, Side.LEFT, 15)
    form = RecordForm(replace(made, **known), around())
    qtbot.addWidget(form)
    return form


@pytest.mark.parametrize("units", list(Units))
@pytest.mark.parametrize("name", list(KINDS))
@settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_of_any_kind_comes_back_from_its_form_exactly_as_it_was(qapp, name, units, data) -> None:
    record = data.draw(records(KINDS[name]))
    form = RecordForm(record, around(units=units))
    assert form.record() == record
    assert not form.is_changed()
    delete(form)


@pytest.mark.parametrize("name", list(KINDS))
@settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_note_can_be_changed_without_touching_anything_else(qapp, name, data) -> None:
    record = data.draw(records(KINDS[name]))
    form = RecordForm(record, around())
    form.entries["note"].show_value("Stairs at work felt easy")
    assert form.is_changed()
    assert form.record() == replace(record, note="Stairs at work felt easy")
    delete(form)


def test_every_field_of_every_kind_has_its_own_words(qtbot) -> None:
    for kind in KIND_NAMES:
        form = a_form(qtbot, kind)
        for name, entry in form.entries.items():
            assert entry.label.text() or entry.control.text(), (kind, name)


def test_a_new_form_without_answers_is_not_saved_and_says_what_to_do_beside_the_fields(qtbot) -> None:
    form = a_form(qtbot, "pain_notes", side=None)
    assert form.record() is None
    assert form.entries["score"].error() == "Please choose a number from 0 to 10."
    assert form.entries["context"].error() == "Please choose one."
    assert form.entries["side"].error() == "Please choose one."
    assert form.entries["zone"].error() == ""


def test_an_error_goes_once_its_value_is_fine(qtbot) -> None:
    form = a_form(qtbot, "pain_notes")
    assert form.record() is None
    form.set_values(score=3, context=PainContext.STAIRS)
    assert form.entries["score"].error() == ""
    made = form.record()
    assert made is not None
    assert (made.score, made.side, made.context, made.zone) == (3, Knee.LEFT, PainContext.STAIRS, None)


def test_unknown_pain_is_never_zero(qtbot) -> None:
    form = a_form(qtbot, "check_ins")
    form.entries["now"].scales[Knee.LEFT].set_value(2)
    made = form.record()
    assert isinstance(made, CheckIn)
    assert made.now == KneeScores(left=2)
    assert made.worst_24h == KneeScores()
    assert made.average_24h is None


def test_a_day_that_is_still_to_come_is_refused_beside_the_field_and_stays_on_the_screen(qtbot) -> None:
    form = a_form(qtbot, "icing")
    when = form.entries["at"]
    when.day_field.setDate(when.day_field.date().addDays(1))
    assert "still to come" in when.error()
    assert form.record() is None
    assert when.value().date() == TODAY + timedelta(days=1)
    when.day_field.setDate(when.day_field.date().addDays(-1))
    assert when.error() == ""
    assert form.record() is not None


def test_a_time_of_today_that_is_still_to_come_is_refused(qtbot) -> None:
    form = a_form(qtbot, "icing")
    form.entries["at"].time_field.setTime(form.entries["at"].time_field.time().addSecs(3600))
    assert "time is still to come" in form.entries["at"].error()
    assert form.record() is None


def test_an_earlier_day_begins_in_the_morning(qtbot) -> None:
    made = blank("icing", date(2026, 3, 1), NOW, Side.BOTH, 15)
    assert made.at == datetime(2026, 3, 1, 8, 0)  # type: ignore[attr-defined]


def test_a_record_from_a_file_that_lies_ahead_may_stay_where_it_is(qtbot) -> None:
    ahead = builders.run(40)
    form = RecordForm(ahead, around())
    qtbot.addWidget(form)
    form.entries["note"].show_value("planned")
    assert form.record() == replace(ahead, note="planned")


@pytest.mark.parametrize(("typed", "error"), [("0", "from 1 to 60"), ("61", "from 1 to 60"), ("x", "from 1 to 60")])
def test_a_number_out_of_range_is_told_with_its_limits(qtbot, typed, error) -> None:
    form = a_form(qtbot, "icing")
    form.entries["minutes"].control.setText(typed)
    assert form.record() is None
    assert error in form.entries["minutes"].error()
    assert form.entries["minutes"].control.text() == typed


def test_a_number_with_decimals_is_refused_where_whole_ones_are_kept(qtbot) -> None:
    form = a_form(qtbot, "icing")
    form.entries["minutes"].control.setText("12.5")
    assert form.record() is None
    assert form.entries["minutes"].error() == "Please give a whole number."


def test_step_downs_are_whole_and_a_score_need_not_be(qtbot) -> None:
    steps = Outcome(id=new_id(), at=NOW, measure=Measure.STEP_DOWN_30S, value=12, side=Knee.LEFT)
    for measure, told in ((Measure.STEP_DOWN_30S, "Please give a whole number."), (Measure.AKPS, "")):
        form = RecordForm(replace(steps, measure=measure), around())
        qtbot.addWidget(form)
        form.entries["value"].control.setText("12.5")
        assert (form.record() is None) is bool(told)
        assert form.entries["value"].error() == told


def test_a_walk_without_time_and_distance_asks_for_one_of_them(qtbot) -> None:
    form = a_form(qtbot, "walk")
    assert form.record() is None
    assert "one of the two" in form.entries["seconds"].error()
    form.entries["metres"].control.setText("2.5")
    made = form.record()
    assert isinstance(made, Activity)
    assert (made.metres, made.seconds) == (2500, None)


def test_miles_are_typed_as_miles_and_kept_in_metres(qtbot) -> None:
    form = RecordForm(blank("walk", TODAY, NOW, Side.LEFT, 15), around(units=Units.MILE))
    qtbot.addWidget(form)
    form.entries["metres"].control.setText("1")
    made = form.record()
    assert isinstance(made, Activity)
    assert made.metres == 1609


def test_what_does_not_go_with_cross_training_is_hidden_and_not_kept(qtbot) -> None:
    run = builders.run(3)
    form = RecordForm(run, around())
    qtbot.addWidget(form)
    form.show()
    assert form.entries["surfaces"].isVisible()
    assert not form.entries["cross_kind"].isVisible()
    form.set_values(kind=ActivityKind.CROSS, cross_kind=CrossKind.SWIM)
    assert not form.entries["surfaces"].isVisible()
    made = form.record()
    assert isinstance(made, Activity)
    assert (made.surfaces, made.form_changed, made.cross_kind) == ((), None, CrossKind.SWIM)
    form.set_values(kind=ActivityKind.RUN)
    again = form.record()
    assert isinstance(again, Activity)
    assert again == run  # what was hidden meanwhile is still there
    assert Surface.FLAT_ROAD in again.surfaces


def test_a_single_choice_can_be_taken_back_to_unknown(qtbot) -> None:
    form = a_form(qtbot, "pain_notes")
    zones = form.entries["zone"]
    zones.control.chips[Zone.FRONT].click()
    zones.control.chips[Zone.INNER].click()
    assert zones.value() is Zone.INNER
    zones.control.chips[Zone.INNER].click()
    assert zones.value() is None


def test_a_second_plan_change_on_one_day_is_told_beside_the_day(qtbot) -> None:
    there = builders.plan_change(11, runs_per_week=3)
    form = RecordForm(blank("plan_changes", builders.day(11), NOW, Side.LEFT, 15), around(builders.diary(there)))
    qtbot.addWidget(form)
    form.set_values(settings={"runs_per_week": 2})
    assert form.record() is None
    assert "has one already" in form.entries["date"].error()


def test_a_plan_change_holds_exactly_what_was_ticked(qtbot) -> None:
    form = a_form(qtbot, "plan_changes")
    assert form.record() is None
    assert form.entries["settings"].error()
    entry = form.entries["settings"]
    entry.ticks["profile"].click()
    assert form.record() is None  # ticked, but no value yet
    entry.entries["profile"].show_value(Profile.MONITORED)
    entry.ticks["goal_week"].click()  # left empty: taken away
    made = form.record()
    assert made is not None
    assert dict(made.settings) == {"profile": Profile.MONITORED, "goal_week": None}


def test_an_amount_needs_both_of_its_parts(qtbot) -> None:
    form = a_form(qtbot, "overrides", phase=OverridePhase.BUILD, reason="cleared", by="physio")
    form.entries["week"].minutes.setText("60")
    assert form.record() is None
    assert "both" in form.entries["week"].error()
    form.entries["week"].distance.setText("9")
    made = form.record()
    assert made is not None
    assert made.week == Amount(seconds=3600, metres=9000)


def test_a_pause_that_ends_before_it_begins_is_told_beside_its_end(qtbot) -> None:
    form = a_form(qtbot, "pauses")
    form.entries["reason"].control.segments["away"].click()
    form.entries["to"].show_value(TODAY - timedelta(days=2))
    assert form.record() is None
    assert "before the first" in form.entries["to"].error()


def test_an_own_activity_asks_for_its_name_and_at_most_ten(qtbot) -> None:
    form = a_form(qtbot, "outcomes", measure=Measure.PSFS, value=30)
    assert form.record() is None
    assert form.entries["activity"].error() or form.entries["value"].error()
    form.entries["value"].control.setText("7")
    form.entries["activity"].control.setText("long stairs")
    made = form.record()
    assert made is not None
    assert (made.value, made.activity) == (7, "long stairs")


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_control_of_every_form_has_a_name_for_screen_readers(qtbot, kind) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractButton, QWidget

    form = a_form(qtbot, kind)
    form.show()
    for part in form.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.objectName() != "qt_spinbox_lineedit":
            if part.window() is not form.window() or not part.isVisible():
                continue
            named = part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")
            assert named, (kind, part)


def test_what_a_form_makes_is_sound(qtbot) -> None:
    form = a_form(qtbot, "medication")
    form.entries["name"].control.setText("  ibuprofen ")
    form.entries["at"].time_field.set_time_of_day(time(7, 0))
    made = form.record()
    assert isinstance(made, Record)
    assert field_faults(made) == []
    assert contradictions(made) == []
    assert made.name == "ibuprofen"
    assert made.id != new_id()
