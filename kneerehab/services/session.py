"""A guided exercise session as a pure state machine: no Qt, and time comes from the clock that is passed in.

`tick()` moves on through the steps (get ready, work, switch sides, rest) and returns cues for ear and eye; what is done
is kept set by set in `results`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kneerehab.services.session_cues import cues_between
from kneerehab.services.session_events import Cue, SetDone
from kneerehab.services.session_steps import OWN_PACE, Beat, Item, Stage, Step, about, plan_steps, share_done

ASLEEP = 10
"""Seconds without a tick after which the machine must have slept: the session then waits."""
LEAST_HOLD = 5
"""Seconds of a hold that is broken off before they count as something done."""
RESTART_AFTER = 2
"""`again` in the first seconds of a set means the set before."""


class Session:
    """A session under way; `clock` counts seconds and never runs backwards, `wall` also while the machine sleeps."""

    def __init__(
        self, items: Iterable[Item], clock: Callable[[], float], wall: Callable[[], float] | None = None
    ) -> None:
        self.items = tuple(items)
        self.steps = plan_steps(self.items)
        self.results: list[SetDone] = []
        self.paused = False
        self._clock, self._wall = clock, wall or clock
        self._last, self._last_wall = clock(), self._wall()
        self._index = 0
        self._elapsed = 0.0
        self._counted = 0  # repeats at one's own pace
        self._pain: dict[int, int] = {}  # by the step of its work

    # where it stands
    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self._index >= len(self.steps)

    @property
    def index(self) -> int:
        """The number of the step under way, from 0."""
        return self._index

    @property
    def step(self) -> Step:
        """The step under way; after the end, the last one."""
        return self.steps[min(self._index, len(self.steps) - 1)]

    @property
    def stage(self) -> Stage:
        """What is going on."""
        return Stage.OVER if self.over else self.step.stage

    @property
    def item(self) -> Item:
        """The exercise under way, or coming."""
        return self.items[self.step.item]

    @property
    def elapsed(self) -> float:
        """Seconds into the step."""
        return self._elapsed

    @property
    def left(self) -> float:
        """Seconds until the step is over; 0 at one's own pace."""
        return max(0.0, self.step.seconds - self._elapsed)

    @property
    def repeats(self) -> int:
        """Repeats done in this set."""
        if self.stage is not Stage.WORK or self.item.target.reps is None:
            return 0
        per = self.item.per_repeat
        return min(self.item.target.reps, int(self._elapsed / per) if per else self._counted)

    @property
    def beat(self) -> tuple[Beat, int] | None:
        """The part of the repeat under way and its seconds left, rounded up; None at one's own pace and in holds."""
        item = self.item
        if self.stage is not Stage.WORK or not item.beats:
            return None
        return item.beat_at(self._elapsed)

    @property
    def seconds_left(self) -> int:
        """About how long the rest of the session takes."""
        return max(0, round(sum(about(self.items, step) for step in self.steps[self._index :]) - self._elapsed))

    def share(self, item: int) -> float:
        """How much of an exercise is done, 0 to 1; what was skipped stays open."""
        begun = 0.0
        if self.stage is Stage.WORK and self.step.item == item:
            begun = min(self._elapsed + self._counted * OWN_PACE, about(self.items, self.step))
        return share_done(self.items, self.steps, item, {result.step for result in self.results}, begun)

    @property
    def complete(self) -> bool:
        """Whether every set was done, at least in part."""
        done = {result.step for result in self.results}
        return all(n in done for n, step in enumerate(self.steps) if step.stage is Stage.WORK)

    def coming(self) -> tuple[Step, ...]:
        """The sets after the one under way (or the one that this wait leads to)."""
        start = self._work_index(self._index)
        return tuple(step for step in self.steps[start + 1 :] if step.stage is Stage.WORK)

    def _work_index(self, index: int) -> int:
        """The step of work at or after an index."""
        while index < len(self.steps) and self.steps[index].stage is not Stage.WORK:
            index += 1
        return index

    # what happens
    def tick(self) -> tuple[Cue, ...]:
        """Let time pass; the cues of everything that began, in order."""
        now, wall = self._clock(), self._wall()
        gap, slept = now - self._last, wall - self._last_wall
        self._last, self._last_wall = now, wall
        if self.over or self.paused:
            return ()
        if max(gap, slept) > ASLEEP:
            self.paused = True
            return (Cue.ASLEEP,)
        return tuple(self._advance(max(0.0, gap)))

    def pause(self) -> None:
        """Hold the time."""
        self.paused = True

    def resume(self) -> None:
        """Go on where it stopped."""
        self._last, self._last_wall = self._clock(), self._wall()
        self.paused = False

    def count(self) -> tuple[Cue, ...]:
        """One repeat is done; ahead of the pace, or at one's own."""
        if self.stage is not Stage.WORK or self.item.target.reps is None:
            return ()
        per = self.item.per_repeat
        if per:
            return tuple(self._advance((self.repeats + 1) * per - self._elapsed))
        self._counted += 1
        if self._counted >= self.item.target.reps:
            return (Cue.REPEAT, *self._complete())
        return (Cue.REPEAT,)

    def skip(self) -> tuple[Cue, ...]:
        """A wait ends now. Work ends too, and what was done of it is kept."""
        if self.over:
            return ()
        if self.stage is Stage.WORK:
            self._keep_part()
        return tuple(self._next())

    def skip_exercise(self) -> tuple[Cue, ...]:
        """On to the next exercise; what was done is kept."""
        if self.over:
            return ()
        if self.stage is Stage.WORK:
            self._keep_part()
        here, after = self.step.item, self._index
        while after < len(self.steps) and self.steps[after].item == here:
            after += 1
        self._go(after)
        return (self._begun(),)

    def again(self) -> None:
        """The set from its beginning; in its first seconds, or in the wait after it, the set before, with its wait."""
        if self.over:
            return
        if self.stage is Stage.WORK and self._elapsed + self._counted * OWN_PACE > RESTART_AFTER:
            self._go(self._index)
            return
        start = self._work_index(self._index)
        before = max((n for n in range(start) if self.steps[n].stage is Stage.WORK), default=None)
        target = start if before is None else before
        self.results = [done for done in self.results if done.step < target]
        self._pain.pop(target, None)
        self._go(target - 1)

    def finish(self) -> tuple[Cue, ...]:
        """End here; what was done is kept."""
        if self.over:
            return ()
        if self.stage is Stage.WORK:
            self._keep_part()
        self._go(len(self.steps))
        return (Cue.OVER,)

    # the easier way
    @property
    def easy(self) -> bool:
        """Whether the easier ways were taken."""
        return any(item.easy for item in self.items)

    def take_easier(self, on: bool) -> None:
        """The easier ways from here on, or the usual ones again; what is done stays as it was done."""
        self.items = tuple(replace(item, easy=on and item.easier is not None) for item in self.items)

    # pain
    @property
    def pain_step(self) -> int:
        """The step of the set that a score belongs to: the one at work, else the one just done."""
        if self.stage is Stage.WORK:
            return self._index
        mine = [n for n, step in enumerate(self.steps[: self._index]) if step.stage is Stage.WORK]
        return mine[-1] if mine else self._work_index(self._index)

    @property
    def pain(self) -> int | None:
        """The score of that set; None while unknown."""
        return self._pain.get(self.pain_step)

    @property
    def worst_pain(self) -> int:
        """The highest score of this session; -1 while none is known."""
        return max(self._pain.values(), default=-1)

    def rate(self, score: int | None) -> None:
        """Say how much it hurts, 0 to 10."""
        step = self.pain_step
        if score is None:
            self._pain.pop(step, None)
        else:
            self._pain[step] = score
        self.results = [replace(done, pain=score) if done.step == step else done for done in self.results]

    # inside
    def _advance(self, seconds: float) -> Iterable[Cue]:
        while not self.over:
            step = self.step
            if not step.seconds:
                return
            until = min(step.seconds, self._elapsed + seconds)
            yield from cues_between(step, self.item, self._elapsed, until)
            seconds -= until - self._elapsed
            self._elapsed = until
            if until < step.seconds:
                return
            yield from self._complete() if step.stage is Stage.WORK else self._next()

    def _complete(self) -> Iterable[Cue]:
        target = self.item.target
        self._keep(target.reps, target.hold_seconds)
        yield Cue.SET_DONE
        yield from self._next()

    def _keep_part(self) -> None:
        """What was done of a set that is broken off."""
        target = self.item.target
        if target.reps is not None:
            if self.repeats:
                self._keep(self.repeats, target.hold_seconds)
        elif self._elapsed >= LEAST_HOLD:
            self._keep(None, int(self._elapsed))

    def _keep(self, reps: int | None, hold_seconds: int | None) -> None:
        step = self.step
        self.results.append(
            SetDone(
                step=self._index,
                item=step.item,
                side=step.side,
                reps=reps,
                hold_seconds=hold_seconds,
                pain=self._pain.get(self._index),
                easier_way=self.item.way if self.item.easy else None,
            )
        )

    def _next(self) -> Iterable[Cue]:
        self._go(self._index + 1)
        yield self._begun()

    def _begun(self) -> Cue:
        if self.over:
            return Cue.OVER
        return {Stage.READY: Cue.NEXT, Stage.WORK: Cue.GO, Stage.SWITCH: Cue.SWITCH, Stage.REST: Cue.REST}[self.stage]

    def _go(self, index: int) -> None:
        self._index = max(0, index)
        self._elapsed = 0.0
        self._counted = 0
