"""Names of places: Chinese names out of untagged alias lists, and the folding of Latin aliases.

GeoNames aliases carry no language. A Chinese name is chosen by majority over the simplified forms
without suffix; names found wrong are replaced from tables/chinese_names.tsv.
"""

import collections
import re
import unicodedata

import zhconv

_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf·]+")
_JAPANESE_ONLY = set("広沢浜竜渋県")
# Administrative suffixes that a map leaves out.
_SUFFIXES = ("特别市", "广域市", "自治州", "市", "县")


def is_han(text):
    """Whether a name is written in Chinese characters alone."""
    return bool(_HAN.fullmatch(text))


def _simplified(name):
    """The simplified form of a name, without suffix if two characters remain."""
    short = zhconv.convert(name, "zh-hans")
    for suffix in _SUFFIXES:
        if short.endswith(suffix) and len(short) - len(suffix) >= 2:
            return short[: -len(suffix)]
    return short


def chinese_name(aliases):
    """The most likely Chinese name among aliases (or ""), and all aliases in Chinese characters."""
    han = [alias for alias in aliases if is_han(alias)]
    votes = collections.Counter()
    for alias in han:
        if _JAPANESE_ONLY & set(alias):
            continue
        simplified = zhconv.convert(alias, "zh-hans")
        weight = 0.2 if "中国" in alias or len(alias) == 1 else 1.0
        weight += 0.6 if simplified != alias else 0.0  # a traditional form: likely Chinese
        weight += 0.4 if simplified.endswith("市") else 0.0
        votes[_simplified(alias)] += weight
    if not votes:
        return "", han
    best = max(votes.items(), key=lambda vote: (vote[1], -abs(len(vote[0]) - 2.5)))
    return best[0], han


def fold(text):
    """Lower-case ASCII letters, digits and single spaces: the form that a search compares."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9 ]", "", plain).strip()


def latin_aliases(name, aliases):
    """Folded aliases in Latin letters that differ from the name; airport codes are left out."""
    seen, out = {fold(name)}, []
    for alias in aliases:
        latin = all(ord(char) < 0x250 or char in "’‘ʻ" for char in alias)
        code = len(alias) == 3 and alias.isupper()
        folded = fold(alias)
        if latin and not code and len(alias) > 2 and folded and folded not in seen:
            seen.add(folded)
            out.append(folded)
    return out
