"""Front matter: read YAML, TOML or JSON, give every key its place in one schema, write YAML."""

from cleaner.front_matter.dates import iso_date
from cleaner.front_matter.reading import split
from cleaner.front_matter.scalars import Plain
from cleaner.front_matter.unifying import KEYS, SCHEMA, decoded, in_order, is_template, merge, names, table, unify
from cleaner.front_matter.writing import dump

__all__ = ["KEYS", "SCHEMA", "Plain", "decoded", "dump", "in_order", "is_template", "iso_date", "merge", "names", "split", "table", "unify"]
