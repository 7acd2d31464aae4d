"""Question sets and collections, run against the searcher that the service uses, and their reports."""
