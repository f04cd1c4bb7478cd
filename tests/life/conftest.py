"""The window of the other tests of screens, and their look."""

from tests.gui.conftest import dressed as dressed
from tests.gui.conftest import plain_look as plain_look
from tests.gui.conftest import program as program
