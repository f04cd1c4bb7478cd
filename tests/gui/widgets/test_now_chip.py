"""The now chip offers scores up to the worst, and unknown."""

from PySide6.QtGui import QAccessible

from kneerehab.gui.today.now_chip import NowChip


def labels(chip: NowChip) -> list[str]:
    return [action.text() for action in chip.menu().actions()]


def test_the_menu_ends_at_the_worst_of_the_day(shown):
    chip = shown(NowChip("Left knee", worst=2))
    assert labels(chip) == ["not answered", "0 – none", "1 – very mild", "2 – mild"]
    chip.set_value(None, None)
    assert len(labels(chip)) == 12


def test_choosing_from_the_menu_is_told_once(shown):
    chip, heard = shown(NowChip("Left knee", worst=2)), []
    chip.value_changed.connect(heard.append)
    chip.menu().actions()[2].trigger()
    chip.menu().actions()[2].trigger()
    assert heard == [1]
    chip.menu().actions()[0].trigger()
    assert heard == [1, None]
    assert chip.text() == "now –"


def test_a_screen_reader_finds_a_button_with_a_menu_its_name_and_its_value(shown):
    chip = shown(NowChip("Left knee"))
    chip.set_value(0, 3)
    found = QAccessible.queryAccessibleInterface(chip)
    assert found.role() == QAccessible.Role.ButtonMenu
    assert found.text(QAccessible.Text.Name) == "Left knee, now 0"
    assert found.text(QAccessible.Text.Description) == "0 of 10, none"
