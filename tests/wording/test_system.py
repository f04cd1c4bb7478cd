"""What the system refused is told in the program's language, whatever language the system speaks."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from kneerehab.i18n import speaking
from kneerehab.paths import resources_dir
from kneerehab.wording.system import system_reason

IN_GERMAN = """
import locale, sys
locale.setlocale(locale.LC_ALL, "")
from kneerehab.wording.system import system_reason
try:
    open("/nowhere/at-all")
except OSError as fault:
    print(fault.strerror)
    print(system_reason(fault))
"""


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EIO, errno.EROFS, errno.EISDIR])
def test_the_words_are_ours_and_not_the_system_s(number: int) -> None:
    said = system_reason(OSError(number, "Worte des Systems", "/home/ana/diary.json"))
    assert said
    assert "Worte" not in said
    assert "ana" not in said


def test_they_follow_the_language_of_the_program() -> None:
    with speaking(resources_dir() / "locale", "de"):
        assert system_reason(OSError(errno.ENOENT, "No such file")) == "Die Datei oder der Ordner fehlt"


def test_what_is_rare_keeps_the_system_s_words() -> None:
    assert system_reason(OSError(errno.EPROTO, "Protocol error", "/x")) == "Protocol error"
    assert system_reason(OSError("torn")) == "torn"


def test_an_english_sentence_holds_no_german_reason() -> None:
    """Seen in an English window on a German system: "Not written. Datei oder Verzeichnis nicht gefunden"."""
    told = subprocess.run(
        [sys.executable, "-c", IN_GERMAN],
        env={"LC_ALL": "C.UTF-8", "LANGUAGE": "de"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines()[1] == "No such file or folder"
