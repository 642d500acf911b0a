"""The help desk's rules: pure functions and frozen values, no clock, files or network."""
