"""The engine measured on public mails and texts that nobody here wrote."""
