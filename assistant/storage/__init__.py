"""Where things are kept: SQLite files or one PostgreSQL database, opened and brought up to date in one way."""
