"""What is wrong with a file, in the language: the place and the keys stay as the file has them."""

from __future__ import annotations

import re
from functools import cache, reduce

from kneerehab.i18n import N_, _
from kneerehab.wording.labels import named

SAID = (
    N_("cannot be read"),
    N_("is not text in UTF-8"),
    N_("is not valid JSON in UTF-8"),
    N_("is not valid TOML, see line {line}, column {column}"),
    N_("is not valid TOML, see end of document"),
    N_("is larger than {n} MiB"),
    N_("is required"),
    N_("unknown key"),
    N_("must not be empty"),
    N_("must be text"),
    N_("must be true or false"),
    N_("must be an object"),
    N_("must be a table"),
    N_("must be a list"),
    N_("must be a list of texts"),
    N_("must be a list of sources"),
    N_("must be one of: {codes}"),
    N_("must be some of: {codes}"),
    N_("must have {least} to {most} entries"),
    N_("has more than {n} entries"),
    N_("is listed twice"),
    N_("names one twice"),
    N_("there is no {name}, perhaps {near}"),
    N_("there is no {name}"),
    N_("{name} can't be among the exercises and rest at once"),
    N_("must be text of {low} to {high} characters"),
    N_("must have at most {n} characters"),
    N_("must be an integer"),
    N_("must be an integer from {low} to {high}"),
    N_("must be an integer from {low} to {high}, a power of 2"),
    N_("must be a number from {low} to {high} with at most 2 decimals"),
    N_("must be a date (YYYY-MM-DD, {first} to {last})"),
    N_("must be a local time (YYYY-MM-DDTHH:MM, {first} to {last})"),
    N_("must be a UTC time (YYYY-MM-DDTHH:MM:SSZ, {first} to {last})"),
    N_("must be a UUID in lower case"),
    N_("must be a SHA-256 in lower-case hex"),
    N_("must be base64"),
    N_("must be base64 of {n} bytes"),
    N_("must be scrypt with n, r, p and salt"),
    N_("must be chacha20-poly1305 with nonce"),
    N_("must be at most {most} with {key} {code}"),
    N_("is only allowed with {key} {one} or {other}"),
    N_("is only allowed with {key} {code}"),
    N_("is not allowed with {key} {code}"),
    N_("is already used by {place}"),
    N_("is more than {n} days away from {key}"),
    N_("is before {key}"),
    N_("needs {one} or {other}"),
    N_("no such shoes"),
    N_("row {n} belongs to no {table}"),
    N_("must be {one} or {other}"),
    N_("must be {value}"),
)
"""What readers of files say, in their words; the first that fits counts."""

_LONG = ("codes", "name")
"""What may hold blanks: a list of codes, and what somebody took for the name of an exercise."""


def file_fault(line: str) -> str:
    """A line `place: what is wrong` in the language; as it is where others said it, such as SQLite."""
    for words, pattern in _patterns().items():
        if found := pattern.fullmatch(line):
            values = found.groupdict()
            place, said = values.pop("_place"), _(words).format(**values)
            return reduce(named, [*place.split(": "), said]) if place else said
    return line


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {words: re.compile(f"(?:(?P<_place>.+): )?{_pattern(words)}", re.DOTALL) for words in SAID}


def _pattern(words: str) -> str:
    return re.sub(r"\\{(\w+)\\}", lambda part: f"(?P<{part[1]}>{_value(part[1])})", re.escape(words))


def _value(name: str) -> str:
    return ".+" if name in _LONG else r"\S+"
