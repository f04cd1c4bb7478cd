"""The parts of the Progress page, and what every chart on the screen needs."""
