"""The lines above Today's cards: what swelling means, and that a visit is worth it."""

from __future__ import annotations

from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.gui.look.banner import Banner
from kneerehab.i18n import _
from kneerehab.services.today import DayView
from kneerehab.wording.formats import Formats
from kneerehab.wording.rules import notice_sentence


def show_swelling(banner: Banner, view: DayView, verdict: Verdict | None) -> None:
    """Running waits while a knee is swollen."""
    swollen = view.check_in is not None and view.check_in.swelling
    banner.setVisible(swollen and verdict is not None and verdict.advice is not Advice.STOP)
    banner.set_message(
        _("You ticked swelling."),
        _("Running waits until it has gone, even when the pain is 0."),
        link=_("What helps"),
    )


def show_worth(banner: Banner, verdict: Verdict | None, formats: Formats) -> bool:
    """Why a visit would be worth it; True if it is for a steady background pain, which has cards of its own."""
    told = [found for found in (verdict.notices if verdict else ()) if found.notice == "see-professional"]
    others = [found for found in told if found.details["why"] != "background-pain"]
    banner.setVisible(bool(others))
    if others:
        banner.set_message(_("Worth a visit."), " ".join(notice_sentence(each, formats) for each in others))
    return len(others) < len(told)
