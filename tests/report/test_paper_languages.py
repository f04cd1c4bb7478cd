"""Every paper in every language: no word of it is cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta

import pytest

from kneerehab import i18n
from kneerehab.domain.diary import Diary
from kneerehab.domain.trends.span import Span
from kneerehab.domain.trends.visits import compare_visits
from kneerehab.paths import resources_dir
from kneerehab.report import Paper, Report, ReportOptions, make_report, make_visits
from kneerehab.report.paper_week import make_paper_week
from kneerehab.report.programme import make_programme
from kneerehab.services.programme import programme_data
from kneerehab.services.report import report_data

_LOCALE = resources_dir() / "locale"
_CUT = re.compile(r"\S+\S…")
"""A text that goes on elsewhere ends in " …"."""


def _papers(diary: Diary, last: date, options: ReportOptions) -> list[Report]:
    weeks = Span(first=last - timedelta(days=90), last=last)
    home = programme_data(diary, first=last, today=last)
    return [
        make_report(report_data(diary, span=weeks, today=last), options),
        make_visits(compare_visits(diary, last - timedelta(days=42), last), diary, options),
        make_programme(home, options),
        make_paper_week(home, options),
    ]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("code", i18n.shipped(_LOCALE))
@pytest.mark.parametrize("name", ["new-runner", "walk-run-day-20", "build-week-8"])
def test_no_word_of_a_paper_is_cut_off(example: Callable[[str], Diary], name: str, code: str, paper: Paper) -> None:
    diary = example(name)
    last = max(check_in.at.date() for check_in in diary.check_ins)
    with nullcontext() if code == "en" else i18n.speaking(_LOCALE, code):
        made = _papers(diary, last, ReportOptions(who=diary.runner.name or "", details=True, paper=paper))
    told = [word.text for report in made for sheet in report.sheets for word in sheet.words]
    assert len(told) > 200
    assert [text for text in told if _CUT.search(text)] == []
