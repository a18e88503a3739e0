"""Where settings come from: flags, the environment, configuration files, defaults, in this order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.cli.options import BY_KEY, LASTING, OPTIONS, ConfigError, Option, Options, UsageError
from cleaner.nearest import unknown
from cleaner.record.shown import shown

VARIABLE = "CLEANFILES_"
RULE_OPTIONS = {
    "script": ("script", "to"),
    "cjk_spacing": ("cjk_spacing", "style"),
    "punctuation": ("punctuation_width", "style"),
    "quotes": ("quotes", "style"),
}
"""Options that turn on a rule, by their key: the rule, and its setting."""


class Layer:
    """Settings from one place: values by the option's key, settings by rule, and the folder that globs are relative to."""

    def __init__(self, origin: str, base: str = "") -> None:
        self.origin = origin
        self.base = base
        self.values: dict[str, Any] = {}
        self.rules: dict[str, dict[str, Any]] = {}


def resolve(given: Mapping[str, Any], environment: Mapping[str, str], folder: str) -> tuple[Options, dict[str, str]]:
    """The options in force, and where each comes from, by key.

    `given` holds the flags, `folder` is where the search for the nearest configuration file begins.
    Raises `UsageError` for a key or value that is none.
    """
    layers = [Layer("default")]
    layers[0].values = {"paths": [], **{option.key: option.default for option in OPTIONS}}
    if not given.get("isolated"):
        for path in (user_file(environment), nearest_file(folder)):
            if path:
                layers += read_file(path)
    if given.get("config"):
        layers += read_file(given["config"])
    layers += [_environment(environment), _flags(given)]
    options = Options(rules={}, bases={})
    origins: dict[str, str] = {}
    for layer in layers:
        for key, value in layer.values.items():
            setattr(options, key, {**getattr(options, key), **value} if key == "set" and hasattr(options, key) else value)
            origins[key] = layer.origin
            options.bases[key] = layer.base
        for rule, values in layer.rules.items():
            options.rules.setdefault(rule, {}).update(values)
            origins.update({f"{rule}.{key}": layer.origin for key in values})
    for key, (rule, setting) in RULE_OPTIONS.items():
        value = getattr(options, key)
        if value is not None:
            options.rules.setdefault(rule, {})[setting] = value
    return options, origins


def user_file(environment: Mapping[str, str]) -> str | None:
    """The user's own configuration file, if there is one."""
    home = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA") or os.path.join(os.path.expanduser("~"), ".config")
    path = os.path.join(home, "cleanfiles", "cleanfiles.toml")
    return path if os.path.isfile(path) else None


def nearest_file(folder: str) -> str | None:
    """The `cleanfiles.toml`, or `pyproject.toml` with a table `tool.cleanfiles`, of `folder` or the nearest folder above.

    The search ends at the root of a repository.
    """
    folder = os.path.abspath(folder)
    while True:
        own, project = os.path.join(folder, "cleanfiles.toml"), os.path.join(folder, "pyproject.toml")
        if os.path.isfile(own):
            return own
        if os.path.isfile(project):
            try:
                with open(project, "rb") as file:
                    has_table = b"cleanfiles" in (data := file.read()) and "cleanfiles" in _toml(data, project).get("tool", {})
            except OSError:
                has_table = False
            if has_table:
                return project
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = above


def _toml(data: bytes, path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{shown(path)}: {error}") from None


def read_file(path: str, seen: tuple[str, ...] = ()) -> list[Layer]:
    """The settings of a configuration file, behind those of the file that it extends."""
    path = os.path.abspath(path)
    if path in seen:
        raise ConfigError(f"{shown(path)}: extends itself")
    try:
        with open(path, "rb") as file:
            table = _toml(file.read(), path)
    except OSError as error:
        raise ConfigError(f"{shown(path)}: {error.strerror}") from None
    if os.path.basename(path) == "pyproject.toml":
        table = table.get("tool", {}).get("cleanfiles", {})
    layer = Layer(path, os.path.dirname(path))
    layers: list[Layer] = []
    for name, value in table.items():
        where = f"{shown(path)}: "
        if name == "extend":
            if not isinstance(value, str):
                raise ConfigError(f"{where}extend is a path, not {value!r}")
            layers = read_file(os.path.join(layer.base, os.path.expanduser(value)), (*seen, path))
        elif name in LASTING and not (isinstance(value, dict) and LASTING[name].kind != "pairs"):
            layer.values[LASTING[name].key] = _typed(LASTING[name], value, where)
        elif isinstance(value, dict):
            rule, settings = name.replace("-", "_"), {key.replace("-", "_"): item for key, item in value.items()}
            _known_rule(rule, settings, where)
            layer.rules[rule] = settings
        else:
            raise ConfigError(where + unknown("key", name, LASTING))
    return [*layers, layer]


def _known_rule(name: str, settings: Mapping[str, Any], where: str) -> None:
    from cleaner.chain import CHAIN, checked
    from cleaner.plugins import installed_rules

    own = installed_rules()
    rules = [rule.name for rule in (*CHAIN, *own)]
    if name not in rules:
        raise ConfigError(where + unknown("key or rule", name, [*rules, *LASTING]))
    try:
        checked({name: settings}, own)
    except ValueError as error:
        raise ConfigError(where + str(error)) from None


def _typed(option: Option, value: Any, where: str) -> Any:
    """`value` of a configuration file in the type of its option."""
    if option.kind == "flag" and isinstance(value, bool):
        return value
    if option.kind == "count" and type(value) is int and 0 <= value <= 2:
        return value
    if option.kind in ("list", "globs") and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if option.kind == "pairs" and isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        return value
    if option.kind == "number" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if option.key == "jobs" and type(value) is int:
        return str(value)
    if option.kind in ("text", "choice") and isinstance(value, str) and (not option.choices or value in option.choices):
        return value
    what = f"one of {', '.join(option.choices)}" if option.choices else WANTED[option.kind]
    raise ConfigError(f"{where}{option.name} is {what}, not {value!r}")


WANTED = {
    "flag": "true or false",
    "count": "0, 1 or 2",
    "text": "a string",
    "list": "a list of strings",
    "globs": "a list of strings",
    "pairs": "a table of strings",
    "number": "a number",
}


def _environment(environment: Mapping[str, str]) -> Layer:
    layer = Layer("environment", os.getcwd())
    for name in sorted(environment):
        if not name.startswith(VARIABLE):
            continue
        key = name[len(VARIABLE) :].lower()
        option = BY_KEY.get(key)
        if option is None or not option.lasting:
            known = [VARIABLE + each.key.upper() for each in LASTING.values()]
            raise UsageError(unknown("variable", name, known))
        value = environment[name]
        if option.kind == "flag":
            if value.lower() not in ("1", "0", "true", "false", "yes", "no", "on", "off"):
                raise UsageError(f"{name} is 1 or 0, not {value!r}")
            layer.values[key] = value.lower() in ("1", "true", "yes", "on")
        else:
            layer.values[key] = _parsed(option, [value], f"{name}: ")
    return layer


def _flags(given: Mapping[str, Any]) -> Layer:
    layer = Layer("flag", os.getcwd())
    for key, value in given.items():
        option = BY_KEY.get(key)
        if option is None:
            layer.values[key] = value
        else:
            layer.values[key] = _parsed(option, value, f"--{option.name}: ") if isinstance(value, list) else value
    return layer


def _parsed(option: Option, values: Sequence[str], where: str) -> Any:
    """Text from a flag or variable in the type of its option."""
    if option.kind == "list":
        return tuple(_names(values))
    if option.kind == "globs":
        return tuple(values)
    if option.kind == "pairs":
        return dict([_pair(text, where) for text in values])
    value: Any = values[0]
    try:
        value = float(value) if option.kind == "number" else int(value) if option.kind == "count" else value
    except ValueError:
        raise UsageError(f"{where}a number is wanted, not {value!r}") from None
    if option.choices and value not in option.choices:
        raise UsageError(f"{where}one of {', '.join(option.choices)} is wanted, not {value!r}")
    return value


def _pair(text: str, where: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not key or not equals:
        raise UsageError(f"{where}KEY=VALUE is wanted, not {text!r}")
    return key, value


def _names(values: Sequence[str]) -> Iterator[str]:
    for value in values:
        for name in value.split(","):
            if name.strip():
                yield name.strip().replace("-", "_")


def as_toml(options: Options, origins: Mapping[str, str]) -> str:
    """The settings in force as TOML that could be saved, each with where it comes from."""
    lines = []
    for option in LASTING.values():
        value = getattr(options, option.key)
        if value is not None:
            lines.append(f"{option.name} = {_literal(value)}  # {shown(origins[option.key])}")
    for rule, values in sorted(options.rules.items()):
        lines += ["", f"[{rule}]"]
        lines += [f"{key} = {_literal(value)}  # {shown(origins.get(f'{rule}.{key}', 'option'))}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_literal(key)} = {_literal(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)
