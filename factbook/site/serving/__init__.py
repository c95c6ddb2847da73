"""What stands between a reader and Datasette: validators and a cache, a gate for people's SQL, security headers.

The database is immutable, so a page is a function of its address and of the release. Nothing here knows what a page
says, and nothing here reads the database but for the release's digest.
"""
