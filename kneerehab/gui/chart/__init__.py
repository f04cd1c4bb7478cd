"""Charts on the screen: drawn in the background, pointed at, read as a table, saved."""
