"""kneerehab: a diary and return-to-running plan for runners with knee pain.

Map of the package: `domain` holds frozen values and the plan engine; `storage` keeps them in SQLite; `services` are the
use cases and the one door for writes; `gui` shows them; `charts` draw them; `exchange` carries files in and out.
"""

__version__ = "0.1.0"
