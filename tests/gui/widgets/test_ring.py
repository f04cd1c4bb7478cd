"""The ring is a progress bar that fills clockwise from 12 o'clock."""

from PySide6.QtGui import QAccessible

from kneerehab.gui.look import theme
from kneerehab.gui.look.ring import Ring


def test_it_fills_clockwise_from_twelve_o_clock(look, shown):
    ring = shown(Ring("Ice timer"))
    ring.set_progress(300, 1200)
    image, full = ring.grab().toImage(), theme.current().ice.lower()
    side, edge = image.width(), theme.px(5)
    assert image.pixelColor(side - edge, side // 2 - theme.px(12)).name() == full
    assert image.pixelColor(edge, side // 2).name() == theme.current().border.lower()


def test_it_keeps_its_size_at_every_text_scale_although_progress_bars_are_flat(look, shown):
    ring = shown(Ring("Ice timer", diameter=104))
    assert (ring.width(), ring.height()) == (theme.px(104), theme.px(104))


def test_a_screen_reader_finds_name_value_and_text(shown):
    ring = shown(Ring("Ice timer"))
    ring.set_progress(900, 1200)
    ring.set_texts("15:00", "minutes")
    found = QAccessible.queryAccessibleInterface(ring)
    assert found.role() == QAccessible.Role.ProgressBar
    assert found.text(QAccessible.Text.Name) == "Ice timer"
    assert found.text(QAccessible.Text.Description) == "15:00 minutes"
    assert found.valueInterface().currentValue() == 900
    assert found.valueInterface().maximumValue() == 1200


def test_segments_fill_one_by_one(shown):
    ring = shown(Ring("Repeats", diameter=240, thickness=16, colour="accent"))
    ring.set_segments(8)

    def filled(repeats: int) -> int:
        ring.set_progress(repeats, 8)
        image, full = ring.grab().toImage(), theme.current().accent.lower()
        return sum(image.pixelColor(x, y).name() == full for x in range(240) for y in range(240))

    one = filled(1)
    assert one > 0
    assert abs(filled(5) - 5 * one) < one / 4
    assert filled(0) == 0


def test_nothing_to_do_is_an_empty_ring(shown):
    ring = shown(Ring("Session"))
    ring.set_progress(3, 0)
    assert ring.value() == 0
