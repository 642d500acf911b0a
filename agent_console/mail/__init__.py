"""IMAP, SMTP, MIME and secrets."""
