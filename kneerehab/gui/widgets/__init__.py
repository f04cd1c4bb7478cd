"""Drawn parts: plain values in, signals out; nothing here knows the diary, the plan or the database."""
