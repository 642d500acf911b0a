"""The use cases of the desk: one verb each."""
