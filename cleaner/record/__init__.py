"""The record of changes: as text for people, as data for machines, as the bytes of the source."""
