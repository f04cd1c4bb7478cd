"""Where Qt finds no screen it aborts, and blames what need not be at fault; this says what is missing instead."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

REFUSED = 1


@contextmanager
def told() -> Iterator[None]:
    """While the QApplication is made: Qt's fatal word ends the program with words of ours and exit code 1.

    Its remarks before that (which plug-in did not load, and why) are quoted where ours can't tell more.
    """
    said: list[str] = []
    held: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if kind != QtMsgType.QtFatalMsg:
            said.append(words.strip())
            held.append(qFormatLogMessage(kind, context, words))
            return
        if sys.stderr is not None:  # as it is beside a window on Windows
            from kneerehab import system_needs  # seldom needed, and start-up is everyone's

            print(system_needs.no_window(said[0] if said else words), file=sys.stderr, flush=True)
        os._exit(REFUSED)  # Qt aborts when this returns, which leaves a core file and the shell's "Aborted"

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for line in held:
            if sys.stderr is not None:
                print(line, file=sys.stderr)
