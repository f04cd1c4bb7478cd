"""The log that faults go to: a small file for its owner alone, with one older one beside it."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path


class _PrivateLog(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return TextIOWrapper(os.fdopen(handle, "ab"), encoding=self.encoding)


def write(file: Path, report: str) -> None:
    """Add a report; where none can be written, it is only shown."""
    try:
        log = _PrivateLog(file, maxBytes=500_000, backupCount=1, encoding="utf-8")
    except OSError:
        return
    log.handle(logging.makeLogRecord({"msg": report, "levelno": logging.ERROR, "levelname": "ERROR"}))
    log.close()
