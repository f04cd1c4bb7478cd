"""kneerehab: a diary and return-to-running plan for runners with knee pain.

Map of the package. Arrows point at `domain`; `tests/test_architecture.py` holds who may import whom.

- `domain`: frozen records, each field described once in `fields`; `domain.plan` replays a diary into verdicts (start at
  `domain.plan.replay`): `domain.plan.rules` declares each rule, `domain.plan.notices` each notice, with its words;
  `domain.trends` sums a diary up over time; `domain.trail` is who changed what in it. No clock, no disk, no SQL, no Qt.
- `storage`: the SQLite file. Reading goes through the driver alone (`cells`, `records`), writing through SQLAlchemy.
  `driver` makes every connection, with a key out of `keys` if the file is locked; `relock` changes the lock.
- `services`: use cases; `services.diary` is the one door for writes, `services.planner` asks the plan, `services.today`
  and `services.progress` gather what a page shows.
- `exchange`: files in and out; `fhir` is for clinic systems. `charts`: a file each, listed in its `__init__`. `report`:
  the physio's page. No Qt.
- `wording`: codes and numbers → sentences, and back from what people type (`typed`). `design`: the tokens of the look,
  shared by screens, charts and reports.
- `library`: exercises and articles out of `resources/`. `i18n`: translation. `frozen`: how the class of a frozen value
  is made; `uncollected`: work without sweeps of the garbage collector. This computer: `paths`, `settings`, `at_login`,
  `replacing` (the one way a file is replaced), `scratch` (folders for as long as the program runs), `system_needs`
  (what Qt wants to be there).
- `gui`, a room per feature: `today`, `plan`, `exercises`, `guided`, `progress`, `diary`, `learn`, `settings`,
  `welcome`, `runners`, `caseload`, `shoes`, `files`, `lock`, `presenter`, each with its page, parts and dialogs.
  Below them are the rooms that features share. `gui.shell` is the window (`frame` its look, `main_window` its life),
  navigation, commands, undo, reminders, troubles, and the `workspace`: the open diary, the day, the one way to save.
  A feature asks the window through `shell.host`, for what `shell.command` lists. `gui.look` holds theme, fonts, icons
  and the drawn controls and layouts, every painted button on its `painted_button`; `gui.forms` the forms made from
  `domain.fields`, and that of a run in `forms.run`; `gui.chart` a chart on the screen.
- `app` composes it all. `cli` is the command line, a file a command: `parser` lists them, `opening` reaches the diary,
  `asking` asks the person, `answering` writes, `refusing` turns faults into words and exit codes, `pipes` waits
  for nobody.
"""

__version__ = "0.1.0"
