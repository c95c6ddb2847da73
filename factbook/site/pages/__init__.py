"""What each kind of page shows: pure functions from the finished database and metadata.yml to what templates print."""
