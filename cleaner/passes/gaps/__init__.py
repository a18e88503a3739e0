"""Gaps inside lines."""
