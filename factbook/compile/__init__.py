"""Facts to factbook.db: staged a file at a time, checked together, written in one sweep, audited."""
