"""The key to the calendar: its words never lie over one another, however long a language is."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtWidgets import QApplication

from kneerehab import i18n
from kneerehab.gui.diary.pain_legend import PainLegend
from kneerehab.gui.look import theme
from tests.gui.pseudo import Pseudo
from tests.gui.strokes import strokes


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("long", [False, True], ids=["english", "40 % longer"])
def test_its_words_lie_apart(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, long: bool, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    if long:
        monkeypatch.setattr(i18n, "_translations", Pseudo())
    legend = PainLegend()
    legend.resize(legend.sizeHint())
    texts = [stroke for stroke in strokes(legend) if stroke.kind == "text"]
    assert len(texts) == 3 + 11 + 3
    assert not [stroke.words for stroke in texts if stroke.words.endswith("…")]
    for one, other in combinations(texts, 2):
        assert not one.box.adjusted(1, 1, -1, -1).intersects(other.box.adjusted(1, 1, -1, -1)), one.words + other.words
    assert all(legend.rect().contains(stroke.box.toRect()) for stroke in texts)
