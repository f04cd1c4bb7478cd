"""SQLite: the only package that knows SQLAlchemy."""
