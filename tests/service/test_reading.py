"""The pages as they are read: what is only named there, and what leads from one place to another."""

import re

from fastapi.testclient import TestClient


def test_a_headings_bullet_stays_in_the_text_and_is_left_out_where_it_is_only_named(client: TestClient) -> None:
    page = client.get("/documents/mofa-oda-security-stability").text
    assert (
        len(re.findall(r'<h\d class="heading" id="at-\d+">●Japan’s Efforts<', page))
        == page.count("●Japan’s Efforts")
        > 0
    )
    assert '">Japan’s Efforts</a></li>' in page
    assert "●" not in client.get("/").text
    answer = client.get(
        "/", params={"q": "How much did Japan contribute to the Djibouti Code of Conduct Trust Fund?"}
    ).text
    assert "</span> Japan’s Efforts" in answer
