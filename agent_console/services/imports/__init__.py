"""History brought in from other help desks and mailboxes: see docs/import.md."""
