"""Agreements and policy documents, and what is said of them."""
