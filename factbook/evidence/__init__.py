"""What the articles print, where quotes and numbers stand in them: from the archive, or from the locks."""
