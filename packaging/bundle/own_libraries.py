"""Run before the program: others that it starts (a sound player, a browser) must find the system's own libraries.

The bundle's loader sets LD_LIBRARY_PATH for this process alone, which has read it by now.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
