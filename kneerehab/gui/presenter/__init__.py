"""One runner on the whole screen, for everybody in the room to see."""
