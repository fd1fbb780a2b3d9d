"""Traditional characters for the few posts that are printed in them.

The table covers the characters of those posts, one for one; where usage differs by word (系, 制)
the character that both share stays.
"""

from __future__ import annotations

from typing import Any

_PAIRS = (
    "与與专專业業个個争爭产產从從会會传傳体體关關写寫准準划劃办辦务務动動协協发發听聽员員场場备備实實对對岁歲师師"
    "并並应應开開强強录錄总總户戶报報担擔拟擬拨撥据據数數无無时時术術权權标標沟溝独獨电電确確竞競签簽约約级級练練"
    "细細经經结結编編网網职職联聯营營补補规規计計订訂认認议議记記设設访訪评評识識话話调調购購资資软軟较較辑輯"
    "达達运運适適选選销銷长長门門问問随隨验驗"
)
_TABLE = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def traditional(value: Any) -> Any:
    """Return a text, or all texts of a record, in Traditional characters."""
    if isinstance(value, str):
        return value.translate(_TABLE)
    if isinstance(value, list):
        return [traditional(item) for item in value]
    return {key: traditional(item) for key, item in value.items()}
