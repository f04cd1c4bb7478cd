"""Files in and out: the diary format, and activities from watches. No Qt, no database."""
