"""The lock on the diary file."""
