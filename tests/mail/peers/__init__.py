"""Other people's mail parsers, asked what they read in our bytes."""
