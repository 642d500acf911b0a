"""The program beside its peers on the same work: one command each, ratios taken pair by pair."""
