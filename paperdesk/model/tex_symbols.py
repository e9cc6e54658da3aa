"""TeX commands of symbols, and the letters of Unicode for formulas."""

from __future__ import annotations

NAMES = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "infty": "∞", "nabla": "∇",
    "partial": "∂", "hbar": "ℏ",
}  # fmt: skip
"""Symbols of quantities."""

OPERATORS = {
    "times": "×", "sim": "∼", "approx": "≈", "pm": "±", "cdot": "·", "leq": "≤", "geq": "≥",
    "neq": "≠", "rightarrow": "→", "circ": "∘",
}  # fmt: skip
"""Operators and relations."""

RELATIONS = {
    "le": "≤", "ge": "≥", "ne": "≠", "to": "→", "in": "∈", "ll": "≪", "gg": "≫", "mid": "|",
    "ldots": "…", "dots": "…", "cdots": "⋯", "sqrt": "√", "sum": "∑", "prod": "∏", "int": "∫",
    "star": "⋆", "ast": "*", "equiv": "≡", "propto": "∝", "subset": "⊂", "cup": "∪", "cap": "∩",
    "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "oplus": "⊕", "otimes": "⊗",
    "dagger": "†", "prime": "′", "langle": "⟨", "rangle": "⟩", "forall": "∀", "exists": "∃",
}  # fmt: skip
"""Further signs, which only count after a backslash."""

LAYOUT = frozenset([
    "text", "textbf", "textit", "textsc", "textsf", "texttt", "textrm", "emph", "mbox", "bf", "it",
    "rm", "tt", "sf", "sc", "bm", "left", "right", "big", "Big", "bigl", "bigr", "hat", "widehat",
    "tilde", "widetilde", "bar", "vec", "dot", "overline", "underline", "displaystyle",
    "textstyle", "ensuremath", "limits", "nolimits", "mathop",
])  # fmt: skip
"""Commands that change the look of what follows, of which a plain text shows nothing."""

INK = "#010203"
"""The colour in which formulas are drawn, to be replaced by that of the text."""

X_HEIGHT = 0.473
"""The height of an x in the font of formulas, as a share of its size."""

FUNCTIONS = frozenset(["log", "exp", "max", "min", "sin", "cos", "tan", "lim", "sup", "inf", "det"])

_SCRIPT_SIGNS = "0123456789+-−=()"
SUPERSCRIPTS = dict(zip(_SCRIPT_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True)) | dict(
    zip("abcdefghijklmnoprstuvwxyzT*", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ*", strict=True)
)
SUBSCRIPTS = dict(zip(_SCRIPT_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)) | dict(
    zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _letters(upper: int, lower: int, digits: int = 0, odd: str = "") -> dict[str, str]:
    """An alphabet that starts at these code points; `odd` maps letters that are elsewhere."""
    found = {letter: chr(upper + place) for place, letter in enumerate(_UPPER)}
    if lower:
        found |= {letter.lower(): chr(lower + place) for place, letter in enumerate(_UPPER)}
    if digits:
        found |= {str(digit): chr(digits + digit) for digit in range(10)}
    return found | dict(zip(odd[::2], odd[1::2], strict=True))


_SCRIPT = _letters(0x1D49C, 0x1D4B6, odd="BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ")
_BOLD = _letters(0x1D400, 0x1D41A, 0x1D7CE)
_PLAIN = {letter: letter for letter in f"{_UPPER}{_UPPER.lower()}0123456789 -"}
ALPHABETS = {
    "mathcal": _SCRIPT,
    "mathscr": _SCRIPT,
    "mathbb": _letters(0x1D538, 0x1D552, 0x1D7D8, "CℂHℍNℕPℙQℚRℝZℤ"),
    "mathfrak": _letters(0x1D504, 0x1D51E, odd="CℭHℌIℑRℜZℨ"),
    "mathbf": _BOLD,
    "boldsymbol": _BOLD,
    "mathrm": _PLAIN,
    "mathit": _PLAIN,
    "mathsf": _PLAIN,
    "mathtt": _PLAIN,
    "operatorname": _PLAIN,
}
"""TeX's command of an alphabet -> letter -> the letter in it."""
