"""Contact details in running text: job boards refuse them inside a description."""

from __future__ import annotations

import re
import unicodedata

# A sentence with the mark that ends it, and what stands behind that.
_SENTENCE = re.compile(r".+?(?:[。！？；;!?]+[”’）)]*\s*|(?<=[^\s.])\.(?=\s)\s*|$)", re.DOTALL)
_CHAT = r"(?:微信|扣扣|(?<![a-z])(?:weixin|wechat|vx|qq|whatsapp|telegram|line)(?![a-z]))"
_CONTACT = re.compile(
    r"[\w.+-]+\s*@\s*[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|https?://|www\."  # an address on the web
    r"|(?<![\w@-])(?:[a-z0-9-]+\.)+(?:com|cn|org|net\.cn|cc|vip|top)(?![\w-])"
    r"|(?<![0-9])1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"  # a mobile number
    r"|(?<![0-9])\(?0[0-9]{2,3}\)?[- ]{0,3}[0-9]{3,4}[- ]?[0-9]{4}(?![0-9])"  # a land line
    r"|(?<![0-9])[48]00[- ][0-9]{3,4}[- ]?[0-9]{3,4}(?![0-9])"  # a company's number
    r"|\+[0-9]{1,3}[-. (]{0,2}(?:[0-9][-. ()]{0,2}){7,}"  # with the code of a country
    r"|\(?(?<![0-9])[0-9]{3}\)?[-. ][0-9]{3}[-.][0-9]{4}(?![0-9])"  # in North America
    # The name that somebody has on a chat, not the chat itself: 微信号 abc123, QQ 12345.
    rf"|{_CHAT}\s*(?:(?:号|id|群|:)\s*)+[a-z0-9][\w-]{{4,}}"
    rf"|{_CHAT}\s*[0-9]{{5,}}"
    rf"|{_CHAT}\s*(?=[a-z_-]*[0-9])[a-z][\w-]{{5,}}"
)


def has_contact(text: str, known: tuple[str, ...] = ()) -> bool:
    """Whether a text tells how to reach somebody; ``known`` are details that are looked for too."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if _CONTACT.search(plain):
        return True
    return any(unicodedata.normalize("NFKC", each).casefold() in plain for each in known if each)


def without_contacts(text: str, known: tuple[str, ...] = ()) -> str:
    """Return a text without the sentences that hold contact details; empty if all of them do."""
    if not has_contact(text, known):
        return text
    sentences = [found[0] for found in _SENTENCE.finditer(text)]
    kept = "".join(each for each in sentences if not has_contact(each, known)).strip()
    # A detail may reach over the end of a sentence: then there is no telling what may stay.
    return "" if has_contact(kept, known) else kept
