"""The colours of the three modes, by role, by tag hue and by highlight hue."""

from __future__ import annotations

from typing import Literal

Mode = Literal["light", "dark", "contrast"]
MODES: tuple[Mode, ...] = ("light", "dark", "contrast")

TOKENS: dict[str, tuple[str, str, str]] = {
    "sidebar": ("#F0F1EF", "#141617", "#000000"),
    "list": ("#FAFAF8", "#191C1D", "#000000"),
    "reader": ("#FFFFFF", "#1E2123", "#000000"),
    "raised": ("#FFFFFF", "#272B2D", "#0B0B0B"),
    "sunken": ("#F4F5F3", "#171A1B", "#000000"),
    "hover": ("#F0F2F1", "#222628", "#1C1C1C"),
    "pressed": ("#E6E9E8", "#2B3033", "#2A2A2A"),
    "selected": ("#DCECEE", "#1D363B", "#00333D"),
    "selected_off": ("#E8EAE9", "#2A2E30", "#1F1F1F"),
    "line": ("#E0E3E1", "#2E3335", "#8C8C8C"),
    "line_control": ("#767E84", "#788187", "#FFFFFF"),
    "line_button": ("#C3C9C9", "#788187", "#FFFFFF"),
    "text": ("#1B1F22", "#E4E6E4", "#FFFFFF"),
    "text2": ("#4C545A", "#AEB5B9", "#F2F2F2"),
    "text3": ("#616970", "#939BA1", "#DADADA"),
    "disabled": ("#9AA1A6", "#646C71", "#9A9A9A"),
    "accent": ("#0A6573", "#6FC7D3", "#5FE3FA"),
    "accent_fill": ("#0A6573", "#17707D", "#5FE3FA"),
    "accent_hover": ("#085460", "#1C8290", "#9AF0FF"),
    "on_accent": ("#FFFFFF", "#FFFFFF", "#000000"),
    "accent_soft": ("#E3F0F2", "#1C3136", "#00262E"),
    "star": ("#B37400", "#EDB34A", "#FFD23F"),
    "focus": ("#0A6573", "#6FC7D3", "#FFFFFF"),
    "hit": ("#FFE38A", "#6A5410", "#FFE100"),
    "hit_text": ("#1B1F22", "#FFF3CF", "#000000"),
    "ok": ("#17703F", "#79CB96", "#7CF2A3"),
    "ok_soft": ("#E1F3E7", "#1B3325", "#00260F"),
    "info": ("#1F5FAE", "#8DBBF2", "#9CCBFF"),
    "info_soft": ("#E2EDFA", "#1B2D45", "#001D3D"),
    "warn": ("#835400", "#E8BC68", "#FFD479"),
    "warn_soft": ("#FCF0D6", "#3A2E14", "#2E1F00"),
    "bad": ("#AE2A20", "#F2968C", "#FFA79E"),
    "bad_soft": ("#FBE6E3", "#43211E", "#3A0A06"),
    "key": ("#FFFFFF", "#2F3437", "#000000"),
    "key_line": ("#CDD2D1", "#454C50", "#FFFFFF"),
}
"""Role -> its colour in each of MODES."""

TAGS: dict[str, tuple[str, str, str]] = {
    "red": ("#FFE4E0 #7F2F2C #C24A46", "#4A2523 #FFC3BD #F5867E", "#000000 #FFCAC3 #FFABA2"),
    "orange": ("#FFE6D6 #7B3700 #BB5600", "#482915 #FFC9A8 #EE9053", "#000000 #FFD0AE #FFB57C"),
    "amber": ("#FBEBD1 #6C4400 #A66900", "#402E0B #F0D19D #D8A032", "#000000 #FAD9A2 #FAC463"),
    "olive": ("#EDF0D3 #4F5200 #7B7F00", "#32340F #D6DCA2 #ADB33F", "#000000 #DFE4A6 #D0D66D"),
    "green": ("#DDF4DF #115D26 #1A8F3D", "#1C3921 #B5E4BA #69C278", "#000000 #BBEDC1 #90E59D"),
    "teal": ("#D3F6ED #00604D #009377", "#033B32 #9EE7D6 #00C6AB", "#000000 #A3F0DE #59E9CE"),
    "cyan": ("#D1F4FB #005C6E #008DA9", "#003941 #99E4F2 #00C1DA", "#000000 #9EEDFB #49E4FC"),
    "blue": ("#D9F0FF #005185 #007DCB", "#16344C #ACDCFF #56B3FB", "#000000 #B2E4FF #80D6FF"),
    "indigo": ("#E5EBFF #3C4589 #5F6BD1", "#292F4E #C7D3FF #92A3FF", "#000000 #CEDBFF #B5C7FF"),
    "purple": ("#F3E7FF #5C3A7D #8D5BBF", "#382A48 #E1CAFF #BF93F0", "#000000 #EAD1FF #E1B8FF"),
    "pink": ("#FFE3F0 #782F56 #B74A84", "#472536 #FEC2DD #EA85B7", "#000000 #FFC9E5 #FFAADA"),
    "grey": ("#EBEDEF #474E53 #70797F", "#2F3234 #D2D6D9 #A4ACB2", "#000000 #DEDEDE #CECECE"),
}
"""Hue -> chip ground, chip text, dot in each of MODES; contrast draws the edge in the text."""

HIGHLIGHTS: dict[str, tuple[str, str, str]] = {
    "yellow": ("#FFF3C4 #A87900", "#3B3417 #E0B63F", "#3B3417 #E0B63F"),
    "green": ("#DDF3E0 #2A8447", "#1E3826 #6CC686", "#1E3826 #6CC686"),
    "blue": ("#DFECFC #3A74C4", "#1C3049 #7FB2F0", "#1C3049 #7FB2F0"),
    "pink": ("#FCE3EC #BE4577", "#42222F #EE8FB3", "#42222F #EE8FB3"),
    "purple": ("#ECE5FC #7957C2", "#312747 #B49CF0", "#312747 #B49CF0"),
}
"""Hue -> ground, bar in each of MODES."""
