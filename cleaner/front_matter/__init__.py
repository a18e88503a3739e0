"""Front matter: read YAML, TOML or JSON, give every key its place in one schema, write YAML."""

from cleaner.front_matter.dates import iso_date
from cleaner.front_matter.reading import split
from cleaner.front_matter.scalars import Plain
from cleaner.front_matter.unifying import KEYS, SCHEMA, in_order, merge, unify
from cleaner.front_matter.writing import dump

__all__ = ["KEYS", "SCHEMA", "Plain", "dump", "in_order", "iso_date", "merge", "split", "unify"]
