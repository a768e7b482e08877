"""A link as a picture that a phone reads; drawn here, no other server is asked."""

from io import BytesIO

import segno


def qr_of(address: str) -> str:
    """An SVG: dark on white with its quiet zone, so that it is also read off a dark screen."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=4, border=4, dark="#1d2327", light="#fff")
    return drawn.getvalue().decode("utf8")
