"""Inputs that once broke a promise, made small; each is checked as the fuzzer checks it."""
