"""Text on paper: every script is drawn or boxed without a warning, lines fit, and a PDF gives its words back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from kneerehab.charts import letters
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ExerciseKind, Side
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.training import ExerciseSet, OwnExercise
from kneerehab.report import ReportOptions, make_report, pdf, pngs
from kneerehab.report.pdf_fonts import _codes, _family, _telling
from kneerehab.report.sheet import Sheet
from kneerehab.services.report import report_data, report_span
from tests.charts import diaries

SCRIPTS = "Żółć Ñandú ≥ → – … ’ ½ Ωμέγα Привет שלום مرحبا 你好 นิ้ว हिन्दी 🏃🏽‍♀️ 👍 \U000e0001 \ufdd0"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("plain", "plain"),
        ("Z\u0307o\u0301l\u0301c", "Żólć".replace("lć", "ĺc")),
        ("a\tb\u2028c\x07d", "a b cd"),
        ("\u202edlo\u200b", "dlo"),
        ("🏃🏽\u200d♀\ufe0f", "□♀"),
        ("a\u00a0b", "a\u00a0b"),
        ("\U0010fffd", "□"),
    ],
)
def test_what_can_not_be_drawn_becomes_a_box_or_goes(monkeypatch: pytest.MonkeyPatch, text: str, drawn: str) -> None:
    monkeypatch.setattr(letters, "_ELSEWHERE", ())
    letters.readable.cache_clear()
    letters.family_of.cache_clear()
    assert letters.readable(text) == drawn


def test_a_typeface_of_the_computer_is_used_before_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    sign = "\ufb20"  # a wide Hebrew letter, in cmr10 no more than in Inter
    letters.family_of.cache_clear()
    monkeypatch.setattr(letters, "_ELSEWHERE", ("no such typeface", "STIXGeneral"))
    assert letters.family_of("𝔸") in ("DejaVu Sans", "STIXGeneral")
    assert letters.family_of(sign) in ("DejaVu Sans", None)
    letters.family_of.cache_clear()


def test_lines_never_pass_the_edge_and_lose_no_word() -> None:
    sheet = Sheet(ReportOptions(who="R"))
    text = "short words first,\nthen averyveryverylongwordwithoutanyspace" + "x" * 300 + " and 10.9\u00a0km at the end"
    lines = sheet.wrapped(text, 120)
    assert all(sheet.measure(line) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert any("10.9\u00a0km" in line for line in lines)


def test_every_script_and_very_long_names_make_a_report_without_a_warning() -> None:
    own = OwnExercise(
        id=diaries.identifier(70_001), name=(SCRIPTS + "n" * 100)[:100], kind=ExerciseKind.STRENGTH, per_leg=False
    )
    done = ExerciseSet(
        id=diaries.identifier(70_002), at=datetime(2026, 3, 10, 8), exercise=own.id, side=Side.BOTH, sets=3, reps=10
    )
    noted = CheckIn(
        id=diaries.identifier(70_003),
        at=datetime(2026, 3, 11, 7),
        now=KneeScores(left=1, right=0),
        worst_24h=KneeScores(left=2, right=0),
        swelling=False,
        limp=False,
        note=SCRIPTS * 10,
    )
    diary = diaries.diary(30).changed_by([own, done, noted])
    diary = replace(diary, runner=replace(diary.runner, name=SCRIPTS))
    data = report_data(diary, span=report_span(diary, diaries.TODAY), today=diaries.TODAY)
    made = make_report(data, ReportOptions(who=diary.runner.name, details=True))
    assert all(page.startswith(b"\x89PNG") for page in pngs(made, 50))
    reader = PdfReader(BytesIO(pdf(made)))
    text = "".join(page.extract_text() for page in reader.pages)
    for word in ("Żółć", "Ñandú", "≥", "→", "Ωμέγα", "Привет"):
        assert word in text


def test_every_part_of_a_typeface_tells_readers_the_same_size() -> None:
    diary = diaries.diary(60)
    data = report_data(diary, span=report_span(diary, diaries.TODAY), today=diaries.TODAY)
    page: Any = PdfReader(BytesIO(pdf(make_report(data, ReportOptions(who="Łódź – é"))))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    inter = [font for font in fonts if "Inter" in _family(font)]
    assert len({_family(font) for font in inter}) < len(inter)  # else there is nothing to test
    told: dict[str, set[tuple[str | None, float]]] = {}
    for font in inter:
        codes = _codes(font)
        name = _telling(codes)
        assert name is not None
        assert name in font["/CharProcs"]
        assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1
        wide = float(font["/Widths"][codes[name] - font["/FirstChar"]])
        told.setdefault(_family(font), set()).add((name, wide))
    assert all(len(sizes) == 1 for sizes in told.values())
