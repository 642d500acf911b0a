"""The engine behind a bad line and in front of bad servers: nothing lost, doubled, or stuck."""
