"""PySide's import hook: after each import it reads the module's source for the switches of `__feature__`."""

from __future__ import annotations

import sys
from typing import Any


def spare_sources() -> None:
    """Tell it that no module has any, as none of ours has: so much reading was a twentieth of the start."""
    hook: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(hook, "_mod_uses_pyside"):
        hook._mod_uses_pyside = lambda _module: False
