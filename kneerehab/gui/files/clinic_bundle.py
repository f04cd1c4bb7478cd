"""A diary with its report as a FHIR Bundle, in the program's words. No Qt: the command line makes it so too."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneerehab.charts import Locale
    from kneerehab.domain.diary import Diary
    from kneerehab.exchange.fhir import Bundle, Words


def clinic_bundle(
    diary: Diary, *, today: date, now: datetime, locale: Locale, named: bool = False, since: date | None = None
) -> Bundle:
    """The diary from `since` on; `now` is in UTC. The report is left out where its days have no entry."""
    from kneerehab.exchange.fhir import bundle
    from kneerehab.report import ReportOptions, make_report, pdf
    from kneerehab.services.report import report_data, report_span
    from kneerehab.wording.runners import full_name
    from kneerehab.wording.summary import name_or_pseudonym

    who = full_name(name_or_pseudonym(diary.runner, named=named))
    span, report = report_span(diary, today, since), None
    if any(day in span for day in diary.days_with_entries()):  # a page about nothing is not worth filing
        page = ReportOptions(who=who, named=named, locale=locale)
        report = pdf(make_report(report_data(diary.called(who), span=span, today=today), page))
    chosen = diary if since is None else diary.around(since, today)
    return bundle(chosen, fhir_words(diary), who=who, named=named, now=now, today=today, report=report)


def fhir_words(diary: Diary) -> Words:
    """What the things of a diary are called."""
    from kneerehab.exchange.fhir import Words
    from kneerehab.i18n import language
    from kneerehab.services.exercises import exercise_name
    from kneerehab.wording.labels import knees_name, label
    from kneerehab.wording.measures import measure_label
    from kneerehab.wording.records import dose, list_name

    return Words(
        language=language(),
        label=label,
        knees=knees_name,
        measure=measure_label,
        exercise=lambda exercise: exercise_name(diary, exercise),
        dose=dose,
        kind=list_name,
    )
