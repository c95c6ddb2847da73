"""Falsehoods put into the facts one at a time, and which of them the rules refuse: a figure of each release."""
