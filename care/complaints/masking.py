"""How somebody is reached who is no customer of ours, as shown to whoever does not handle their complaint. Pure."""

from care.customers import clean_email, mask_email, mask_phone

_SHOWN = 4


def masked_reach(reach: str) -> str:
    """Typed as it was said: a number, an e-mail address, or a name on WeChat, which may be shorter than any number."""
    if clean_email(reach):
        return mask_email(reach)
    return mask_phone(reach) if len(reach) > 2 * _SHOWN else "***" * bool(reach)
