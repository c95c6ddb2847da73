"""What is printed, read by rule: normalised text, quotes, numbers, bounds, dates, names.

Pure functions on strings, and nothing of facts or files.
"""
