"""Consoles of a team over one journal."""
