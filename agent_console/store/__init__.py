"""The SQLite store: tables, migrations and one module a question."""
