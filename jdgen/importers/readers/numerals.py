"""Numbers as they are drawn before the items of a list (in Word: ISO/IEC 29500-1 §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(number: int, kind: str) -> str:
    """Return ``number`` in one of Word's formats; in digits where the format has no such number."""
    number = max(0, number)
    return _KINDS.get(kind, str)(number)


def roman(number: int) -> str:
    """Return a Roman number up to 3999."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (number // worth)
        number %= worth
    return written


def letters(number: int) -> str:
    """Return A to Z, then AA, BB and so on, as Word counts."""
    if not 0 < number <= 26 * 20:
        return str(number)
    times, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (times + 1)


def counting(number: int) -> str:
    """Return a number of up to 99 as it is spoken in Chinese: 一, 十, 十一, 二十."""
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    spoken = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return spoken + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _bracketed(number: int) -> str:
    return chr(0x3220 + number - 1) if 0 < number <= 10 else f"（{counting(number)}）"


def _legal(number: int) -> str:
    return "".join(_LEGAL[int(digit)] for digit in str(number))


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_KINDS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "ideographDigital": lambda number: "".join(_DIGITS[int(each)] for each in str(number)),
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(each)] for each in str(number)),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalFullWidth": lambda number: str(number).translate(
        {ord(str(digit)): 0xFF10 + digit for digit in range(10)}
    ),
    "ideographEnclosedCircle": _bracketed,
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "none": lambda _: "",
    "bullet": lambda _: "•",
}
