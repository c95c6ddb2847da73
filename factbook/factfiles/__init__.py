"""YAML in and out: fact files to plain records, their places where a fault is, and their canonical form."""
