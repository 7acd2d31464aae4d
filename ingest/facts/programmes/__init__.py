"""Programmes: projects, funds, centres, dialogues and exercises, and what is said of them."""
