"""Settings for every test: no display needed, and never near anyone's real diary."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long a busy machine takes to think of an example says nothing about the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

_PATIENCE_MS = 120_000

# Before anything imports Qt. A real or virtual screen is used only when asked for by name.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Whatever language this machine speaks: what a test says is English, until it asks for another.
os.environ.pop("LANGUAGE", None)
os.environ["LC_ALL"] = "C.UTF-8"

# Before anything imports kneerehab: code that runs at import or session scope is kept away from real data as well.
os.environ["KNEEREHAB_DATA_DIR"] = str(Path(tempfile.gettempdir()) / "kneerehab-tests-outside-any-test")

from kneerehab import at_login  # noqa: E402

# A script that starts its jobs in the background has them ignore Ctrl+C, and the programs they start inherit that; the
# tests that press it need it heard.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a test that takes long come first: where files run side by side, nobody waits for one at the end."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(autouse=True)
def data_dir(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's own data folder (not created yet), which $KNEEREHAB_DATA_DIR names."""
    folder = tmp_path_factory.mktemp("home") / "kneerehab"
    monkeypatch.setenv("KNEEREHAB_DATA_DIR", str(folder))
    away = {"home": folder.parent, "environment": {}, "platform": "linux"}  # nothing may start at anyone's login
    here = at_login.this_computer
    monkeypatch.setattr(at_login, "this_computer", lambda run_key: replace(here(run_key), **away))
    return folder


@pytest.fixture(scope="session", autouse=True)
def _cheap_guesses() -> Iterator[int]:
    """What is locked costs as little to open as a reader accepts, but for tests that ask for `real_guesses`."""
    from kneerehab.exchange import handover
    from kneerehab.storage import keys

    real = keys._ROUNDS
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(handover._SCRYPT, "n", handover._RANGES["n"][0])
        patch.setattr(keys, "_ROUNDS", 1000)
        yield real


@pytest.fixture(scope="module")
def real_guesses(_cheap_guesses: int) -> Iterator[None]:
    """From here on a diary is locked as by the program: others open it, too."""
    from kneerehab.storage import keys

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_ROUNDS", _cheap_guesses)
        yield


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """pytest-qt's, with patience: how long a busy machine takes says nothing, and what comes soon is not waited for."""
    for name in ("waitUntil", "waitSignal", "waitActive", "waitExposed"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=_PATIENCE_MS))
    return qtbot


@pytest.fixture
def nothing_unlocked() -> Iterator[None]:
    """No passphrase of a locked diary is known when the test begins, nor after it."""
    from kneerehab.services import locking

    locking.forget()
    yield
    locking.forget()
