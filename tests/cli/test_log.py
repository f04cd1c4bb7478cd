"""`kneerehab log`: a line on the command line goes to the diary, is told again, or is refused whole."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kneerehab import paths
from kneerehab.cli import main
from kneerehab.cli.opening import open_diaries
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from tests import builders
from tests.clock import SUMMER
from tests.faults.conftest import write

MIRA = builders.diary(builders.quiet_days(1, 5))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(paths.database_file(tmp_path), MIRA)
    return tmp_path


def diary_in(folder: Path, diary: Diary = MIRA) -> Diary:
    with open_diaries(folder) as diaries:
        return diaries.diary(diary.runner.id)


def log(folder: Path, *arguments: str) -> int:
    return main(["--data-dir", str(folder), "log", *arguments])


def test_a_line_is_saved_and_told_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(folder, "yesterday run 3.5 km 24 min no pain") == 0
    (run,) = diary_in(folder).activities
    assert (run.metres, run.seconds, run.pain_during) == (3500, 1440, KneeScores(left=0, right=0))
    assert run.at.date() == SUMMER.date() - timedelta(days=1)
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert said.startswith("Saved: Run, yesterday 08:00: 3.5 km, 24 min, pain before: left 0, right 0")


def test_an_exercise_is_logged_by_its_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(folder, "prisoner squat 2x10, pain 1") == 0
    done = diary_in(folder).exercise_sets[-1]
    assert (done.exercise, done.sets, done.reps, done.pain) == ("prisoner-squat", 2, 10, 1)
    assert "Prisoner squat, 2 × 10, both legs, pain 1" in capsys.readouterr().out
    assert log(folder, "squat 2x10") == 2
    assert "“squat” fits several exercises" in capsys.readouterr().err
    assert diary_in(folder).exercise_sets[-1] == done


def test_quotes_around_the_line_may_be_left_out(folder: Path) -> None:
    assert log(folder, "pain", "left", "1", "right", "0") == 0
    assert diary_in(folder).check_ins[-1].worst_24h == KneeScores(left=1, right=0)


def test_a_dry_run_says_what_would_be_saved_and_saves_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(folder, "--dry-run", "ice left 15") == 0
    assert capsys.readouterr().out.startswith("Would save: Ice, today ")
    assert diary_in(folder).icing == ()


def test_a_word_that_is_not_understood_is_named_and_nothing_is_saved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log(folder, "ice left 15; run 3 km fast") == 2
    told = capsys.readouterr()
    assert "“fast”" in told.err
    assert told.out == ""
    diary = diary_in(folder)
    assert (diary.icing, diary.activities) == ((), ())


def test_a_line_that_says_nothing_is_a_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(folder, "  ") == 2
    assert "say what to log" in capsys.readouterr().err


def test_json_names_every_entry(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(folder, "--json", "walk 30 min; ice both 10") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["version"], told["saved"]) == ("kneerehab-log", 1, True)
    diary = diary_in(folder)
    assert [(entry["list"], entry["id"]) for entry in told["entries"]] == [
        ("activities", diary.activities[0].id),
        ("icing", diary.icing[0].id),
    ]
    assert datetime.fromisoformat(told["entries"][0]["at"]).date() == SUMMER.date()


def test_the_runner_is_named_where_there_are_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ana = builders.diary(builders.quiet_days(1, 2), name="Ana")
    write(paths.database_file(tmp_path), MIRA, ana)
    assert log(tmp_path, "ice left 15") == 2
    assert "--runner" in capsys.readouterr().err
    assert log(tmp_path, "--runner", "Ana", "ice left 15") == 0
    assert len(diary_in(tmp_path, ana).icing) == 1
    assert diary_in(tmp_path).icing == ()


def test_a_day_the_diary_can_not_take_is_refused_in_the_runners_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log(folder, "2000-01-01 run 3 km") == 2
    told = capsys.readouterr()
    assert "plan" in told.err
    assert "plan.start" not in told.err
    assert told.out == ""


def test_quiet_saves_without_a_word_and_still_answers_a_dry_run(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log(folder, "--quiet", "ice left 15") == 0
    assert capsys.readouterr().out == ""
    assert len(diary_in(folder).icing) == 1
    assert log(folder, "--quiet", "--dry-run", "ice left 15") == 0
    assert capsys.readouterr().out.startswith("Would save: Ice")


def test_42_km_are_asked_about_and_saved_with_yes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(folder, "run 42 km") == 2
    told = capsys.readouterr().err.replace("\u00a0", " ")
    assert "42 km in the Walk phase: really?" in told
    assert "--yes" in told
    assert diary_in(folder).activities == ()
    assert log(folder, "--yes", "run 42 km") == 0
    assert diary_in(folder).activities[0].metres == 42_000


@pytest.mark.parametrize(("answer", "code", "saved"), [("y\n", 0, 1), ("\n", 1, 0)])
def test_whoever_is_there_answers_for_an_odd_amount(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, saved: int
) -> None:
    typed = io.StringIO(answer)
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)
    assert log(folder, "run 42 km") == code
    assert len(diary_in(folder).activities) == saved


def test_a_dry_run_tells_what_it_would_ask(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log(folder, "--dry-run", "run 42 km") == 0
    assert "Would ask: 42" in capsys.readouterr().out
