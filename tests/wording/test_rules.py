"""Every rule, declared in one place, has its words: found or not, and its reason where one is named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneerehab.domain.plan.explanation import explain
from kneerehab.domain.plan.notices import NOTICES
from kneerehab.domain.plan.rules import RULES
from kneerehab.wording.chain import looked_at
from kneerehab.wording.formats import plain
from kneerehab.wording.rules import finding, reason
from kneerehab.wording.verdicts import headline
from tests.builders import day
from tests.domain.plan.reading import plan_of
from tests.domain.plan.test_rules import STORIES

PACKAGE = Path(__file__).resolve().parents[2] / "kneerehab"
SILENT = "G"
"""Rules that say nothing where they did not apply."""


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_found_in_its_story(rule: str) -> None:
    fired = [fired for verdict in plan_of(STORIES[rule]()).days for fired in verdict.rules if fired.rule == rule]
    for found in fired:
        text = finding(rule, found.inputs, plain())
        assert text
        assert not re.search(r"[{}]|None", text), text


def test_every_rule_that_is_asked_says_what_it_saw_where_it_did_not_apply() -> None:
    not_applied: set[str] = set()
    for story in STORIES.values():
        for number in (1, 2, 3, 8):
            why = explain(story(), day(number))
            assert why is not None
            for link in (*why.asked, *(link for graded in why.graded for link in graded.asked)):
                text = looked_at(link, plain())
                assert not re.search(r"[{}]|None", text), text
                assert bool(text) is (link.applied or link.rule[0] not in SILENT)
                not_applied |= set() if link.applied else {link.rule}
    last = {"R14-run-rung", "R16-run-budget"}
    assert not_applied | last >= {rule for rule in RULES if rule[0] in "RG"}


def test_every_reason_that_a_grade_a_week_or_an_answer_names_has_words() -> None:
    for story in STORIES.values():
        plan = plan_of(story())
        for named in (*(one.reasons for one in plan.sessions), *(one.reasons for one in plan.weeks)):
            assert all(map(reason, named))
        for verdict in plan.days:
            head = headline(verdict, plain())
            assert head.title
            assert head.line


def literals() -> Iterator[tuple[Path, str, str]]:
    """Every rule named, and every notice told, anywhere in the package: where, kind and id."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"[RGPW]\d\d-[a-z-]+", str(node.value)):
                yield path, "rule", str(node.value)
            match node:
                case ast.Call(func=ast.Attribute(attr="tell"), args=[ast.Constant(value=str(id)), *_]):
                    if "domain" in path.parts:
                        yield path, "notice", id


def test_no_rule_and_no_notice_is_named_that_is_not_declared() -> None:
    found = list(literals())
    told = {id for _, kind, id in found if kind == "notice"}
    assert told - set(NOTICES) == set(), "told, but no line of NOTICES in kneerehab/domain/plan/notices.py"
    assert set(NOTICES) - told == set(), "declared in NOTICES, but `course.tell` never tells it"
    assert [(path, id) for path, kind, id in found if kind == "rule" and id not in RULES] == []
