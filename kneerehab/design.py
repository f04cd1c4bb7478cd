"""Design tokens: two `Theme` values feed palette, style sheet, charts and icons, so a change of look is a change here.

Every text colour holds 4.5:1 and every control edge 3:1 on the surfaces it is meant for (WCAG 2.2).
Sizes are pixels at 100 %; `gui.look.theme` scales them with the system's text size.
"""

from __future__ import annotations

from typing import NamedTuple


class Theme(NamedTuple):  # a dataclass of this size takes ten times as long to import
    """Named colours as `#RRGGBB`; the comment after each says what it is for."""

    name: str  # "light" or "dark"
    bg: str  # window
    side: str  # sidebar
    surface: str  # cards, fields, dialogs
    sunken: str  # picture panels, idle scale cells, table head, hovered row
    border: str  # card edges, table lines, empty tracks (decoration only)
    line: str  # edges of fields, buttons, chips and ticks
    text: str  # main text
    muted: str  # second-rank text, idle icons, axis labels
    accent: str  # links, main buttons, active page, chosen segment
    accent_hover: str  # hovered or pressed main button
    on_accent: str  # text on accent
    accent_tint: str  # soft buttons, ticked boxes, current row, chosen chip
    figure_tint: str  # working leg in drawings, chosen knee zone
    success: str  # advance, done, cues
    success_tint: str  # fill behind success
    caution: str  # step back, swelling, over the band
    caution_tint: str  # fill behind caution
    danger: str  # pain rising, see a doctor, slips
    danger_tint: str  # fill behind danger
    verdict_yes: str  # verdict card: yes
    verdict_wait: str  # verdict card: not yet
    verdict_stop: str  # verdict card: stop and get help
    on_verdict: str  # text on all verdict cards
    on_verdict_soft: str  # second-rank text there
    mark_yes: str  # ticks and lanes on yes
    mark_wait: str  # day markers on not yet
    mark_stop: str  # marks on stop
    focus: str  # focus ring
    grid: str  # chart grid lines (decoration only)
    knee_left: str  # left knee: solid line 2.8 px, filled round points
    knee_right: str  # right knee: dashed line 2.4 px (7 on, 4 off), open square points
    run: str  # runs: bars, filled triangles
    band: str  # allowed band fill
    band_line: str  # allowed band edge, slower and faster projections
    ice: str  # ice ring and bars
    exercise: str  # exercise heatmap and bars
    pain_edge: str  # 1 px edge around every pain colour
    bar: str  # undo bar
    on_bar: str  # text on the undo bar
    bar_action: str  # Undo button on the bar
    scrim: str  # behind dialogs, #AARRGGBB
    pain: tuple[str, ...]  # fill of pain score 0 to 10
    on_pain: tuple[str, ...]  # the number on that fill


LIGHT = Theme(
    name="light",
    bg="#F1F5F6",
    side="#E6EDEF",
    surface="#FFFFFF",
    sunken="#F5F8F9",
    border="#DAE3E6",
    line="#768A92",
    text="#13252D",
    muted="#51636B",
    accent="#0B6177",
    accent_hover="#084E60",
    on_accent="#FFFFFF",
    accent_tint="#E0F0F4",
    figure_tint="#BFE3EC",
    success="#17714A",
    success_tint="#E3F3EA",
    caution="#875000",
    caution_tint="#FDF1DA",
    danger="#AE2A2A",
    danger_tint="#FCEAEA",
    verdict_yes="#0E5647",
    verdict_wait="#33475A",
    verdict_stop="#782635",
    on_verdict="#FFFFFF",
    on_verdict_soft="#D3E4DF",
    mark_yes="#9BE3C4",
    mark_wait="#F6C766",
    mark_stop="#FFC2C2",
    focus="#0B6177",
    grid="#E7EDEF",
    knee_left="#0A6C8F",
    knee_right="#BF5512",
    run="#5A4BA8",
    band="#DCD8F2",
    band_line="#8577CC",
    ice="#2F87BF",
    exercise="#4C7A2B",
    pain_edge="#5E727A",
    bar="#1B323C",
    on_bar="#FFFFFF",
    bar_action="#9FE0EE",
    scrim="#8F0F1C22",
    pain=(
        "#E1FBF6",
        "#CAF5DA",
        "#D1E8A9",
        "#E1D279",
        "#E6B952",
        "#E6962F",
        "#DB6E21",
        "#BD4025",
        "#A12433",
        "#7E163E",
        "#55123E",
    ),
    on_pain=(
        "#10191D",
        "#10191D",
        "#10191D",
        "#10191D",
        "#10191D",
        "#10191D",
        "#10191D",
        "#FFFFFF",
        "#FFFFFF",
        "#FFFFFF",
        "#FFFFFF",
    ),
)


DARK = Theme(
    name="dark",
    bg="#0F191E",
    side="#0B1317",
    surface="#18252B",
    sunken="#131F24",
    border="#2B3B42",
    line="#6F858E",
    text="#E8F0F2",
    muted="#A3B4BB",
    accent="#63C1D6",
    accent_hover="#86D2E3",
    on_accent="#06222A",
    accent_tint="#173842",
    figure_tint="#1F5A6A",
    success="#6BD09C",
    success_tint="#163328",
    caution="#F0BC5E",
    caution_tint="#382B13",
    danger="#FF9C96",
    danger_tint="#3F1F21",
    verdict_yes="#12493D",
    verdict_wait="#2C3D4D",
    verdict_stop="#62212E",
    on_verdict="#F4FAF8",
    on_verdict_soft="#C3D9D2",
    mark_yes="#8ADFBB",
    mark_wait="#F3C05B",
    mark_stop="#FFB9B9",
    focus="#8FDCEC",
    grid="#233239",
    knee_left="#54B9DC",
    knee_right="#F2954E",
    run="#A99CF0",
    band="#2F2D52",
    band_line="#8A7FD0",
    ice="#7CC1F0",
    exercise="#9CCB6E",
    pain_edge="#8B9FA7",
    bar="#E8F0F2",
    on_bar="#13252D",
    bar_action="#0B6177",
    scrim="#99000000",
    pain=(
        "#234545",
        "#2A5547",
        "#44633D",
        "#696F31",
        "#917D28",
        "#B88722",
        "#E18B2F",
        "#FE8F5D",
        "#FEA49A",
        "#FEB9C4",
        "#FDD1E8",
    ),
    on_pain=(
        "#FFFFFF",
        "#FFFFFF",
        "#FFFFFF",
        "#FFFFFF",
        "#0B1215",
        "#0B1215",
        "#0B1215",
        "#0B1215",
        "#0B1215",
        "#0B1215",
        "#0B1215",
    ),
)


def with_more_contrast(theme: Theme) -> Theme:
    """The same for someone whose system asks for more contrast: no second-rank text, and every edge can be seen."""
    return theme._replace(
        muted=theme.text,
        border=theme.muted,
        line=theme.text,
        grid=theme.line,
        on_verdict_soft=theme.on_verdict,
    )
