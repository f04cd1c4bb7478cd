"""The icon in the system's tray: a menu of what a day needs, messages, and the program while its window is closed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from kneerehab.gui.look import icons
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.look.menus import when_chosen
from kneerehab.gui.shell import session_bus, ways_in
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.notify import has_tray
from kneerehab.gui.shell.whose import name_among_several
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.questions import no_pain_after, one_tap_after
from kneerehab.services.reminders import hour_after_due

if TYPE_CHECKING:
    from kneerehab.domain.activity import Activity

_SHOWN_MS = 15_000


class Tray(QObject):
    """An icon while one is wished for, and for a while around a message; without a tray messages go over the bus."""

    def __init__(self, window: Frame, workspace: Workspace, present: Callable[[], bool] = has_tray) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = workspace
        self.icon: QSystemTrayIcon | None = None
        self.menu = QMenu(window)
        self._present = present
        self._bus: session_bus.BusNotifications | None = None
        self._clicked: Callable[[], object] = self._open
        self._about: Activity | None = None
        self._leaving = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._build()
        self._connect()
        self.settle()

    def _build(self) -> None:
        self.whose_action = self.menu.addAction("")
        self.whose_action.setEnabled(False)
        self.open_action = self._action(_("Open"), self._open)
        self.check_in_action = self._action(_("Check in"), partial(ways_in.to_letter, self.window, Letter.PAIN))
        self.quick_action = self._action(_("Quick entry"), partial(ways_in.to_letter, self.window, Letter.QUICK_ENTRY))
        self.ice_action = self._action(_("Start ice"), self._ice)
        self.after_menu = QMenu(_("How is it, an hour after?"), self.menu)
        self.none_action = self._action(_("No pain"), self._no_pain, self.after_menu)
        self.some_action = self._action(_("Say how much…"), self._say_how_much, self.after_menu)
        self.menu.addMenu(self.after_menu)
        self.menu.addSeparator()
        self.quit_action = self._action(_("Quit"), self.window.close)
        self.menu.setDefaultAction(self.open_action)

    def _action(self, text: str, act: Callable[[], object], menu: QMenu | None = None) -> QAction:
        action = QAction(text, self)
        when_chosen(action, self, act)
        (menu or self.menu).addAction(action)
        return action

    def _connect(self) -> None:
        self.menu.aboutToShow.connect(self.refresh)
        self._leaving.timeout.connect(self.settle)
        self.workspace.minute_passed.connect(self.settle)
        self.workspace.runner_changed.connect(self.refresh)
        self.workspace.settings_changed.connect(self.settle)
        curtain.changed.connect(self.refresh)

    def release(self) -> None:
        """The workspace closes: no icon, no messages."""
        self.workspace.minute_passed.disconnect(self.settle)
        self.workspace.runner_changed.disconnect(self.refresh)
        self.workspace.settings_changed.disconnect(self.settle)
        curtain.changed.disconnect(self.refresh)
        self._leaving.stop()
        self._drop()
        self.menu.deleteLater()
        self.deleteLater()

    @property
    def stays(self) -> bool:
        """Whether closing the window leaves the program in the tray."""
        return self.workspace.settings.keep_in_tray and self._present()

    def settle(self) -> None:
        """Show the icon while reminders or staying in the tray are chosen; a tray may come up later than we do."""
        settings = self.workspace.settings
        if settings.reminders or settings.keep_in_tray:
            self._show()
            self.refresh()
        elif not self._leaving.isActive():
            self._drop()

    def _show(self) -> None:
        if self.icon is None and self._present():
            self.icon = QSystemTrayIcon(icons.icon("logo", "accent", 64), self)
            self.icon.setContextMenu(self.menu)
            self.icon.activated.connect(self._activated)
            self.icon.messageClicked.connect(lambda: self._clicked())
            self.icon.show()

    def _drop(self) -> None:
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None

    def refresh(self) -> None:
        """Bring menu and tooltip up to date; both are read by the desktop when it likes."""
        workspace, timer = self.workspace, self.window.ice
        open_diary = workspace.runner_id is not None and not curtain.drawn
        self._about = hour_after_due(workspace.diary, workspace.now()) if open_diary else None
        whose = name_among_several(workspace) if open_diary else ""
        self.whose_action.setText(whose.replace("&", "&&"))
        self.whose_action.setVisible(bool(whose))
        for action in (self.check_in_action, self.quick_action, self.ice_action):
            action.setEnabled(open_diary)
        icing = timer is not None and timer.is_on and open_diary
        self.ice_action.setText(_("Ice is off, log it") if icing else _("Start ice"))
        self.after_menu.menuAction().setVisible(self._about is not None)
        if self._about is not None:
            self._offer_no_pain(self._about)
        if self.icon is not None:
            left = -(-timer.seconds_left // 60) if timer is not None and icing else 0
            self.icon.setToolTip(_("kneerehab: ice, {n} min to go").format(n=left) if left else "kneerehab")

    def _offer_no_pain(self, about: Activity) -> None:
        workspace = self.workspace
        verdict = workspace.planner.verdict(workspace.runner_id or "", about.at.date())
        self.none_action.setVisible(one_tap_after(workspace.diary, about, verdict))
        settings = workspace.planner.settings(workspace.runner_id or "", about.at.date())
        self.none_action.setText(_("No pain, both knees") if len(settings.knees) > 1 else _("No pain"))

    # telling
    def say(self, title: str, text: str, clicked: Callable[[], object] | None = None) -> bool:
        """Show a message outside the window; `clicked` is done when it is clicked. False where nothing can show it."""
        act = clicked or self._open
        if curtain.drawn:
            title, text = "kneerehab", _("Something is due. Open the diary to see it.")
        if self._present():
            if not QSystemTrayIcon.supportsMessages():
                return False
            self._leaving.start()
            self._show()
            self._clicked = act
            if self.icon is not None:
                self.icon.showMessage(title, text, icons.icon("logo", "accent", 64), _SHOWN_MS)
            return True
        if not session_bus.shows_notifications():
            return False
        if self._bus is None:
            self._bus = session_bus.BusNotifications(self)
        self._bus.show(title, text, _("Open"), act)
        return True

    def say_it_stays(self) -> None:
        """The window was closed and the program goes on: said once."""
        if not self.workspace.settings.tray_told:
            self.workspace.change_settings(tray_told=True)
            self.say(_("kneerehab stays in the tray"), _("Its icon opens the window again. Quit in its menu ends it."))

    # slots
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        opens = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        if reason in opens and sys.platform != "darwin":  # where a click opens the menu
            self._open()

    def _open(self) -> None:
        ways_in.come_forward(self.window)

    def _ice(self) -> None:
        """Begin, or take it off and ask on Today how it was."""
        timer = self.window.ice
        if timer is not None and timer.is_on:
            timer.stop()
            ways_in.to_today(self.window)
        else:
            ways_in.to_letter(self.window, Letter.ICE)

    def _no_pain(self) -> None:
        about, workspace = self._about, self.workspace
        if about is not None:
            workspace.save(_("Pain an hour after saved"), no_pain_after(workspace.diary, about))
            self.refresh()

    def _say_how_much(self) -> None:
        if self._about is not None:
            ways_in.to_hour_after(self.window, self._about)
