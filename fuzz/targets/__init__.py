"""One file per target: its check, its words, where it begins."""
