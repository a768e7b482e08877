"""The frame: whoever is signed in sees the menu of their role, everybody else the sign-in."""


def test_a_page_opens_for_whoever_is_signed_in(screen, lin):
    at = screen("today/my_day.py", lin)

    assert not at.exception
    assert [title.value for title in at.title] == ["Today"]


def test_an_address_without_sign_in_shows_no_page(screen):
    at = screen("today/my_day.py", None)

    assert not at.title
