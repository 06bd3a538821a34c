"""What Pagefind is given: words with letters that it does not fold stand there once more, as they are typed without."""

import pytest

from builder.model.search import Findable
from builder.render.search import entry


@pytest.mark.parametrize(
    ("text", "voice", "content"),
    [
        ("A loan ‖ “a loan”", "Norland", "A loan ‖ “a loan”"),
        ("İzmir, São Paulo, Київ", "Élysée", "İzmir, São Paulo, Київ"),
        ("From Łódź to Tromsø.", "Norland", "From Łódź to Tromsø. ‖ lódź tromso."),
        ("STRAẞE, Straße, Iğdır", "Norland", "STRAẞE, Straße, Iğdır ‖ strasse, iğdir"),
        ("A loan", "Łukasz Đukanović", "A loan ‖ lukasz dukanović"),
        (
            "ÆRØ ÐAÐ ĐĐ Əliyev",
            "ĦAĦA Oŋo Œuvre ŦŦ Þórr",
            "ÆRØ ÐAÐ ĐĐ Əliyev ‖ aero dad dd aliyev haha ono oeuvre tt thórr",
        ),
    ],
)
def test_words_with_odd_letters_are_found_as_they_are_typed(text: str, voice: str, content: str) -> None:
    assert entry(Findable("/s/a/x/", text, {}, {"voice": voice}), "en")["content"] == content
