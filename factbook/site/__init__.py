"""What the pages are made of: pure functions from the finished database and metadata.yml to what templates show.

The plugins call these and nothing else; the templates hold no SQL and no logic beyond loops.
"""
