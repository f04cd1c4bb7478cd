"""A language is one catalogue: it is found, read and spoken, and none may lose a placeholder or a plural form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Barrier, Thread

import pytest

import messages
from kneerehab import i18n, library, paths
from kneerehab.cli import main
from kneerehab.domain.codes import RedFlag, Zone
from kneerehab.i18n import Catalogue, _, entries, ngettext, pgettext, shipped
from kneerehab.paths import resources_dir
from kneerehab.wording import labels, programme, red_flags
from kneerehab.wording.labels import english_beneath, label

GERMAN = r"""msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

#: kneerehab/domain/plan/rules/health.py
msgid "The plan has been paused since {from}."
msgstr "Der Plan ruht seit {from}."

#, fuzzy
msgid "Nothing has to be made up afterwards."
msgstr "Nichts muss nachgeholt werden."

msgid "{n} more calm day"
msgid_plural "{n} more calm days"
msgstr[0] "noch {n} ruhiger Tag"
msgstr[1] "noch {n} ruhige "
"Tage"

msgid "Calm"
msgstr ""
"""


def faults(text: str) -> Iterator[str]:
    """Placeholders that a translation lost or made up, and forms that its language needs and an entry lacks."""
    header = "".join(next((forms for message, forms in entries(text) if not message), ()))
    needed = int((re.search(r"nplurals=(\d+)", header) or [0, 2])[1])
    plurals = dict(re.findall(r'msgid "(.*)"\nmsgid_plural "(.*)"', text))
    for message, forms in entries(text):
        for number, form in enumerate(forms if message else ()):
            among = (message, plurals.get(message, message)) if number == 0 else (plurals.get(message, message),)
            if form and set(re.findall(r"{\w*}", form)) not in [set(re.findall(r"{\w*}", one)) for one in among]:
                yield f"{message!r}: {form!r} has other names in braces"
        if message in plurals and len(forms) != needed:
            yield f"{message!r}: {len(forms)} forms of {needed}"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "de" / "LC_MESSAGES" / "kneerehab.po"
    file.parent.mkdir(parents=True)
    file.write_text(GERMAN, encoding="utf-8")
    yield tmp_path
    i18n.install(tmp_path, [])


def test_a_language_is_found_by_its_folder_and_spoken(folder: Path) -> None:
    i18n.install(folder, ["fr_FR", "de_AT"])
    assert i18n.language() == "de"
    assert _("The plan has been paused since {from}.") == "Der Plan ruht seit {from}."
    assert [ngettext("{n} more calm day", "{n} more calm days", n) for n in (1, 2)] == [
        "noch {n} ruhiger Tag",
        "noch {n} ruhige Tage",
    ]


def test_what_is_fuzzy_empty_or_unknown_stays_english(folder: Path) -> None:
    i18n.install(folder, ["de"])
    for message in ("Nothing has to be made up afterwards.", "Calm", "Not in it", ""):
        assert _(message) == message
    i18n.install(folder, ["en_GB", "de"])
    assert i18n.language() == "en"


def test_a_start_asks_for_the_language_of_the_system(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "locale").mkdir()
    (folder / "de").rename(folder / "locale" / "de")
    monkeypatch.setattr(paths, "resources_dir", lambda: folder)
    monkeypatch.setenv("LANGUAGE", "de_AT.UTF-8:en")
    with suppress(SystemExit):
        main(["check", "--help"])
    assert i18n.language() == "de"


def test_lost_placeholders_and_missing_forms_are_found() -> None:
    assert list(faults(GERMAN)) == []
    assert len(list(faults(GERMAN.replace("seit {from}", "seit {von}")))) == 1
    assert len(list(faults(GERMAN.replace("nplurals=2", "nplurals=3")))) == 1
    assert len(list(faults(GERMAN.replace("noch {n} ruhiger", "noch ein ruhiger")))) == 1


def test_where_no_folder_can_be_read_english_is_spoken(tmp_path: Path) -> None:
    (file := tmp_path / "locale").write_text("")
    assert shipped(file) == shipped(tmp_path / "none") == shipped(tmp_path) == ["en"]


@pytest.mark.parametrize("code", shipped(resources_dir() / "locale")[1:])
def test_a_language_that_is_shipped_has_every_text(code: str) -> None:
    file = resources_dir() / "locale" / code / "LC_MESSAGES" / "kneerehab.po"
    has = {message for message, forms in entries(file.read_text(encoding="utf-8")) if all(forms)}
    lacking = sorted(messages.all_messages().keys() - has)
    assert lacking == [], f"{code} lacks {len(lacking)} texts: `dev.py messages` adds them, empty; fill them in {file}"


def test_the_catalogues_are_brought_up_to_date_and_nothing_written_is_lost(folder: Path) -> None:
    file = folder / "de" / "LC_MESSAGES" / "kneerehab.po"
    told = '# Back: Quiet.\n# Reviewed: A. Physio, 2026-11-29\n#. safety\nmsgid "Calm"\nmsgstr "Ruhig"\n\n'
    file.write_text(GERMAN.partition("#: ")[0] + told + 'msgid "Gone"\nmsgstr "Weg"\n', encoding="utf-8")
    code = '_("Calm"); say(_("{a}").format(a=_("New"))); ngettext("{n} run", "{n} runs", n)'
    texts = {text: messages.Message(plural=plural, files=["a.py"]) for text, plural in messages.of_the_code(code)}
    assert messages.update(file, texts, "de") == 3
    text = file.read_text(encoding="utf-8")
    assert told.replace("#. safety", "#. safety\n#: a.py").strip() in text
    assert "Gone" not in text
    assert 'msgid "New"\nmsgstr ""\n' in text
    assert 'msgstr[1] ""' in text
    assert list(faults(text)) == []
    messages.update(file, texts, "de")
    assert file.read_text(encoding="utf-8") == text


def test_what_no_clinician_has_read_is_followed_by_its_english(folder: Path) -> None:
    file = folder / "de" / "LC_MESSAGES" / "kneerehab.po"
    mark = "# Back: Stop running.\n# Reviewed: {who}\n#. safety\n"
    entry = 'msgid "Stop the run."\nmsgstr "Brechen Sie den Lauf ab."\n\n'
    for who, shown in (
        ("nobody yet", "Brechen Sie den Lauf ab.\nStop the run."),
        ("A. Physio, 2026-11-29", "Brechen Sie den Lauf ab."),
    ):
        file.write_text(GERMAN + "\n" + mark.format(who=who) + entry, encoding="utf-8")
        i18n.install(folder, ["de"])
        assert _("Stop the run.") == shown
    assert _("The plan has been paused since {from}.") == "Der Plan ruht seit {from}."
    flags = mark.format(who="nobody yet") + 'msgid "- a fever\\n- a pop"\nmsgstr "- Fieber\\n- ein Knall"\n'
    file.write_text(GERMAN + "\n" + flags, encoding="utf-8")
    i18n.install(folder, ["de"])
    assert _("- a fever\n- a pop") == "- Fieber\n- ein Knall\n- a fever\n- a pop"
    counted = (
        '#. safety\nmsgid "{n} sign"\nmsgid_plural "{n} signs"\nmsgstr[0] "{n} Zeichen"\nmsgstr[1] "{n} Zeichen"\n'
    )
    file.write_text(GERMAN + "\n# Reviewed: nobody yet\n" + counted, encoding="utf-8")
    i18n.install(folder, ["de"])
    assert ngettext("{n} sign", "{n} signs", 2) == "{n} Zeichen · {n} signs"


def test_a_list_of_signs_has_its_english_beneath_it_once_and_a_sentence_that_names_them_none() -> None:
    locale_dir = resources_dir() / "locale"
    with i18n.speaking(locale_dir, "de"):
        assert label(RedFlag.HOT_RED_OR_FEVER) == "Heiß und rot, oder Fieber"
        assert english_beneath((RedFlag.HOT_RED_OR_FEVER, RedFlag.CANNOT_MOVE)) == (
            "Hot and red, or fever · Can’t move the knee"
        )
        assert english_beneath(Zone) == ""
    assert english_beneath(RedFlag) == ""


@pytest.mark.parametrize("code", shipped(resources_dir() / "locale")[1:])
def test_every_sentence_about_safety_says_who_has_read_it_and_what_it_says_in_english(code: str) -> None:
    text = (resources_dir() / "locale" / code / "LC_MESSAGES" / "kneerehab.po").read_text(encoding="utf-8")
    marked = [block for block in text.split("\n\n") if "#. safety" in block]
    unsigned = [block for block in marked if "# Back: " not in block or "# Reviewed: " not in block]
    assert unsigned == [], f"{code}: what is said of safety needs its `# Back:` and `# Reviewed:`"
    told = {message for message, _forms in entries("\n\n".join(marked))}
    articles = [article for article in library.articles() if article.slug in ("red-flags", "ice-safety")]
    assert len(articles) == 2
    needed = {part.strip() for article in articles for part in article.body.split("\n\n")}
    needed |= {*red_flags.TEXTS, *programme.HELP, *(labels.message_of(flag) for flag in RedFlag)}
    assert needed - told == set(), (
        f"{code} lacks a text about safety; each is filled in, with `# Back:` and `# Reviewed:`"
    )


def test_a_context_tells_two_meanings_apart_and_is_never_shown(folder: Path) -> None:
    file = folder / "de" / "LC_MESSAGES" / "kneerehab.po"
    two = 'msgctxt "leg"\nmsgid "Left"\nmsgstr "Linkes"\n\nmsgid "Left"\nmsgstr "Links"\n'
    file.write_text(GERMAN + "\n" + two, encoding="utf-8")
    i18n.install(folder, ["de"])
    assert (pgettext("leg", "Left"), _("Left"), pgettext("arm", "Left")) == ("Linkes", "Links", "Left")
    i18n.install(folder, [])
    assert pgettext("leg", "Left") == _(i18n.Np_("leg", "Left")) == "Left"
    found = dict(messages.of_the_code('pgettext("leg", "Left"); Np_("week", "Hold"); _("Left")'))
    assert list(found) == [i18n.Np_("leg", "Left"), i18n.Np_("week", "Hold"), "Left"]
    texts = {text: messages.Message() for text in found}
    messages.update(file, texts, "de")
    assert dict(entries(file.read_text(encoding="utf-8"))) | {"": ()} == {
        "": (), i18n.Np_("leg", "Left"): ("Linkes",), i18n.Np_("week", "Hold"): ("",), "Left": ("Links",),
    }  # fmt: skip


def test_no_language_that_is_shipped_has_such_a_fault() -> None:
    for file in (resources_dir() / "locale").glob("*/LC_MESSAGES/*.po"):
        text = file.read_text(encoding="utf-8")
        assert list(faults(text)) == [], file
        assert Catalogue(dict(entries(text))).info()["language"] == file.parents[1].name


def test_a_knee_that_is_written_short_ends_no_sentence_with_two_full_stops() -> None:
    locale_dir = resources_dir() / "locale"
    for code in shipped(locale_dir)[1:]:
        file = locale_dir / code / "LC_MESSAGES" / "kneerehab.po"
        with i18n.speaking(locale_dir, code):
            for message, forms in entries(file.read_text(encoding="utf-8")):
                for form in forms if not message.startswith("Pain, mean of the daily worst") else ():  # scores follow
                    told = re.sub("{knees?}", _("Left knee"), form)
                    assert told == form or not re.search(r"(?<!\.)\.\.(?!\.)", told), (code, form)


class _Short(str):
    """A value that ends in a dot, whatever form is asked for: "12 sept."."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return str(self)


@pytest.mark.parametrize("code", ["en", *shipped(resources_dir() / "locale")[1:]])
def test_a_month_that_is_cut_short_ends_no_sentence_with_two_full_stops(code: str) -> None:
    locale_dir = resources_dir() / "locale"
    file = locale_dir / ("de" if code == "en" else code) / "LC_MESSAGES" / "kneerehab.po"
    ended = 0
    with i18n.speaking(locale_dir, code):
        for message, forms in entries(file.read_text(encoding="utf-8")):
            told = [_(message)] if len(forms) == 1 else [i18n.ngettext(message, message, n) for n in (1, 2)]
            for text in told:
                values = {name: _Short("12 sept.") for name in re.findall(r"{(\w+)", text)}
                if not values:
                    continue
                for filled in (text.format(**values), text.format_map(values)):
                    assert not re.search(r"(?<!\.)\.\.(?!\.)", filled), (message, filled)
                    assert filled.count("12 sept") == len(re.findall(r"{\w+", text))
                ended += bool(re.search(r"}\.(?!\w)", text))
    assert ended > 100


def test_a_value_ends_a_sentence_only_with_its_own_single_full_stop() -> None:
    with i18n.speaking(resources_dir() / "locale", "fr"):
        text = _("None in these days; the last was on {day}.")
        assert text.endswith("}.")
        assert text.format(day="12 sept.") == text.format(day="12 sept")
        assert text.format(day="?") == str(text)[: -len("{day}.")] + "?."
        assert text.format(day="a {b}..").endswith("a {b}...")  # an ellipsis stays whole
    assert i18n.ended("12 sept.") == "12 sept."
    assert i18n.ended("12 mars") == "12 mars."
    assert i18n.in_turn(["lun., mar.", "", "12 sept.", "fin"]) == "lun., mar. 12 sept. fin"
    assert i18n.in_turn(["Done", "Next"]) == "Done. Next"
    assert i18n.in_turn([]) == ""


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("pt", "pt_BR"),
        ("pt-PT", "pt_BR"),
        ("PT_br", "pt_BR"),
        ("de_AT", "de"),
        ("en_US", "en"),
        ("sv", None),
        ("", None),
    ],
)
def test_a_language_without_its_own_region_takes_the_one_there_is(code: str, found: str | None) -> None:
    locale_dir = resources_dir() / "locale"
    assert i18n.matching(locale_dir, code) == found
    i18n.install(locale_dir, [code])
    assert i18n.language() == (found or "en").replace("_", "-")
    i18n.install(locale_dir, [])


def test_a_thread_speaks_another_language_while_the_others_keep_theirs() -> None:
    locale_dir = resources_dir() / "locale"
    begun, heard = Barrier(3), Queue[tuple[str, str]]()

    def say(code: str) -> None:
        with i18n.speaking(locale_dir, code):
            begun.wait(10)
            heard.put((i18n.language(), _("Cancel")))

    threads = [Thread(target=say, args=(code,)) for code in ("de", "fr")]
    for thread in threads:
        thread.start()
    begun.wait(10)
    assert (i18n.language(), _("Cancel")) == ("en", "Cancel")
    for thread in threads:
        thread.join()
    assert sorted(heard.get() for _thread in threads) == [("de", "Abbrechen"), ("fr", "Annuler")]
