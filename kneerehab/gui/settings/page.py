"""Settings: how the program looks and behaves on this computer, and the runner's units."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.codes import Units
from kneerehab.gui.look import language, theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.locale import weekday_long
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.stepper import Stepper
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.look.two_columns import TwoColumns
from kneerehab.gui.settings.clinicians import ClinicianSettings
from kneerehab.gui.settings.data import DataSettings
from kneerehab.gui.settings.reminders import ReminderSettings
from kneerehab.gui.settings.several import SeveralRunners
from kneerehab.gui.settings.shoes import ShoeSettings
from kneerehab.gui.settings.watched import WatchedSettings
from kneerehab.gui.shell.host import host_of
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.sound import LOW
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.changes import Change
from kneerehab.services.edit import Edit
from kneerehab.settings import TEXT_SCALES

_TWO_COLUMNS = 1340  # window width at 100 %, below which the cards stand in one


class SettingsPage(Page):
    """Every choice takes effect at once and is kept."""

    watches = Change.RUNNER

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage(
            _("Settings"), _("Every choice takes effect at once and is kept on this computer."), self
        )
        self.theme_choice = SegmentedControl(
            _("Theme"), [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
        )
        self.text_size = SegmentedControl(_("Text size"), [(str(size), f"{size} %") for size in TEXT_SCALES])
        self.language = Select([("", _("As the system")), *language.names()], name=_("Language"))
        self.units = SegmentedControl(_("Distances of this runner in"), [("km", _("Kilometres")), ("mile", _("Miles"))])
        days = [(day - 1, weekday_long(day)) for day in range(1, 8)]
        by_locale = _("As the system ({day})").format(day=weekday_long(QLocale().firstDayOfWeek().value))
        self.first_weekday = Select([(-1, by_locale), *days], name=_("First day of the week"))
        self.single_keys = Toggle(_("Single-letter keys (P, E, I, R …)"))
        self.sound = Toggle(_("Sounds of timers"))
        self.loudness = SegmentedControl(_("Loudness of timers"), [("low", _("Low")), ("full", _("Full"))])
        self.less_motion = Toggle(_("Less motion"))
        self.ice_minutes = Stepper(_("Icing time, minutes"), 5, 20, 15, suffix=_("min"))
        self.reminders = ReminderSettings(workspace)
        self.shoes = ShoeSettings(workspace)
        self.watched = WatchedSettings(workspace)
        self.several = SeveralRunners(workspace)
        self.clinicians = ClinicianSettings(workspace)
        self.data = DataSettings(workspace)
        self._build()
        self._connect()

    def _build(self) -> None:
        look = Card(_("Look"))
        look.body.addWidget(Field(_("Theme"), self.theme_choice), 0, Qt.AlignmentFlag.AlignLeft)
        look.body.addWidget(Field(_("Text size"), self.text_size), 0, Qt.AlignmentFlag.AlignLeft)
        look.body.addWidget(Field(_("Language"), self.language), 0, Qt.AlignmentFlag.AlignLeft)
        look.body.addWidget(self.less_motion, 0, Qt.AlignmentFlag.AlignLeft)
        units = Card(_("Units and calendar"))
        units.body.addWidget(Field(_("Distances of this runner in"), self.units), 0, Qt.AlignmentFlag.AlignLeft)
        units.body.addWidget(Field(_("First day of the week"), self.first_weekday), 0, Qt.AlignmentFlag.AlignLeft)
        keys = Card(_("Keys, sounds and ice"))
        keys.body.addWidget(self.single_keys, 0, Qt.AlignmentFlag.AlignLeft)
        keys.body.addWidget(self.sound, 0, Qt.AlignmentFlag.AlignLeft)
        keys.body.addWidget(Field(_("Loudness"), self.loudness), 0, Qt.AlignmentFlag.AlignLeft)
        keys.body.addWidget(Field(_("Icing time"), self.ice_minutes), 0, Qt.AlignmentFlag.AlignLeft)
        about = Card(_("About"))
        about.body.addWidget(
            Label(
                _(
                    "kneerehab is a diary and follows published general rules that you chose. It is no diagnosis and "
                    "no treatment. New or strong pain belongs to a doctor or physio."
                ),
                wrap=True,
            )
        )
        left, right = (
            (look, units, keys, self.several, self.clinicians),
            (self.shoes, self.reminders, self.watched, self.data, about),
        )
        self._columns = TwoColumns(left, right)
        self.frame.body.addLayout(self._columns)
        self.frame.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _connect(self) -> None:
        change = self.workspace.change_settings
        self.theme_choice.changed.connect(lambda value: change(theme=value))
        self.text_size.changed.connect(lambda value: change(text_scale=int(value)))
        self.language.changed.connect(self._language_chosen)
        self.units.changed.connect(self._units_chosen)
        self.first_weekday.changed.connect(lambda value: change(first_weekday=None if value == -1 else value))
        self.single_keys.toggled.connect(lambda on: change(single_keys=on))
        self.sound.toggled.connect(lambda on: change(sound=on))
        self.loudness.changed.connect(lambda key: change(sound_percent=LOW if key == "low" else 100))
        self.less_motion.toggled.connect(lambda on: change(reduced_motion=on))
        self.ice_minutes.changed.connect(lambda value: change(ice_minutes=value))

    def refresh(self) -> None:
        settings = self.workspace.settings
        self.theme_choice.set_value(settings.theme)
        self.text_size.set_value(str(settings.text_scale))
        self.language.set_value(settings.language)
        self.units.set_value(self.workspace.runner.shown_units.value)
        self.first_weekday.set_value(-1 if settings.first_weekday is None else settings.first_weekday)
        for toggle, on in (
            (self.single_keys, settings.single_keys),
            (self.sound, settings.sound),
            (self.less_motion, settings.reduced_motion),
        ):
            toggle.blockSignals(True)
            toggle.setChecked(on)
            toggle.blockSignals(False)
        self.loudness.set_value("low" if settings.sound_percent <= LOW else "full")
        self.loudness.setEnabled(settings.sound)
        self.ice_minutes.set_amount(settings.ice_minutes)

        self.reminders.refresh()
        self.several.refresh()
        self.shoes.refresh()
        self.watched.refresh()
        self.clinicians.refresh()
        self.data.refresh()

    def _language_chosen(self, code: str) -> None:
        host = host_of(self)
        if host is not None and not host.may_leave():
            self.language.set_value(self.workspace.settings.language)
            return
        self.workspace.change_settings(language=code)
        if host is not None:
            host.speak(code)

    def _units_chosen(self, units: str) -> None:
        runner = replace(self.workspace.runner, units=Units(units))
        self.workspace.attempt_edit(runner.id, Edit(runner=runner), about=runner.id)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.stack(self.window().width() < theme.px(_TWO_COLUMNS))
