"""The pages in a real browser in which JavaScript is switched off: asking, following a citation, keys, a phone."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

SUMMED = "How much has Japan contributed in total to the IMO Djibouti Code of Conduct Trust Fund?"
UNKNOWN = "How many submarines does Brazil own?"
FLAGS = [
    "--headless=new",
    "--no-sandbox",  # Chromium does not start as root with one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
REGISTER = ("/funding?period=FY2019", "/programmes?place=Africa", "/agreements", "/fields?field=space", "/coverage")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver: apt-get install chromium chromium-driver"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    service = Service(DRIVER)
    driver = Chrome(options=options, service=service)
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def desktop(browser: Chrome) -> None:
    screen(browser, 1280, 800)


def screen(browser: Chrome, width: int, height: int) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def metrics(browser: Chrome) -> dict[str, Any]:
    told: dict[str, Any] = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})
    return told


def is_in_view(browser: Chrome, element: WebElement) -> bool:
    view, box = metrics(browser)["cssVisualViewport"], element.rect
    top = box["y"] - view["pageY"]
    return bool(top >= 0 and top + box["height"] <= view["clientHeight"] and box["height"] > 0)


def follow(browser: Chrome, element: WebElement) -> None:
    """Press Enter on ``element`` and wait for the page that it leads to; the first answer loads the model."""
    element.send_keys(Keys.ENTER)
    wait_until_left(browser, element)


def click(browser: Chrome, selector: str) -> None:
    element = browser.find_element(By.CSS_SELECTOR, selector)
    element.click()
    wait_until_left(browser, element)


def wait_until_left(browser: Chrome, element: WebElement) -> None:
    """Wait for the page after that of ``element``. A driver asked just between the two may answer with any error."""
    WebDriverWait(browser, 120, ignored_exceptions=[WebDriverException]).until(staleness_of(element))


def ask(browser: Chrome, address: str, question: str) -> None:
    browser.get(address)
    browser.find_element(By.NAME, "q").send_keys(question)
    click(browser, "form button")


def words(elements: list[WebElement]) -> str:
    return "".join("".join(element.text.split()) for element in elements)


def test_scripts_are_off(browser: Chrome, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<p>before</p><script>document.querySelector('p').textContent = 'after'</script>"
    )
    browser.get((tmp_path / "page.html").as_uri())
    assert browser.find_element(By.TAG_NAME, "p").text == "before"


def test_asking_leads_through_a_citation_to_the_marked_words(browser: Chrome, address: str) -> None:
    ask(browser, address, SUMMED)
    assert browser.find_element(By.TAG_NAME, "h1").text == "Answer"
    assert "$15.1 million" in browser.find_element(By.CLASS_NAME, "said").text
    quote = browser.find_element(By.TAG_NAME, "blockquote").text
    click(browser, ".said a.number")
    assert browser.current_url.endswith("#cited")
    marks = browser.find_elements(By.TAG_NAME, "mark")
    assert words(marks) == "".join(quote.split())
    assert is_in_view(browser, marks[0])
    assert metrics(browser)["cssVisualViewport"]["pageY"] > 1000  # it was far down


def test_the_source_and_the_note_lead_there_too(browser: Chrome, address: str) -> None:
    ask(browser, address, "What has become diversified in its methods?")
    note = browser.find_elements(By.CSS_SELECTOR, ".notes li")[1]
    text = "Note 18: " + note.find_elements(By.TAG_NAME, "span")[-1].text  # the first is the word that it is on
    follow(browser, note.find_element(By.TAG_NAME, "a"))
    marks = browser.find_elements(By.TAG_NAME, "mark")
    assert words(marks) == "".join(text.split())
    assert is_in_view(browser, marks[0])
    ask(browser, address, "What has become diversified in its methods?")
    quote = browser.find_element(By.TAG_NAME, "blockquote").text
    click(browser, ".sources .origin a")
    assert words(browser.find_elements(By.TAG_NAME, "mark")) == "".join(quote.split())


def test_nothing_found_is_said_and_the_nearest_passages_can_be_read(browser: Chrome, address: str) -> None:
    ask(browser, address, UNKNOWN)
    assert browser.find_element(By.TAG_NAME, "h1").text == "Not found"
    passage = browser.find_element(By.CSS_SELECTOR, ".passages li")
    text = passage.find_element(By.CLASS_NAME, "words").text
    follow(browser, passage.find_element(By.TAG_NAME, "a"))
    marks = browser.find_elements(By.TAG_NAME, "mark")
    assert words(marks) == "".join(text.split())
    assert is_in_view(browser, marks[0])


def test_keys_alone_lead_from_the_question_to_the_marked_words(browser: Chrome, address: str) -> None:
    browser.get(address)
    focused = browser.switch_to.active_element
    assert focused.get_dom_attribute("name") == "q"
    focused.send_keys(SUMMED)
    follow(browser, focused)
    passed = []
    for _ in range(20):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        focused = browser.switch_to.active_element
        assert focused.value_of_css_property("outline-style") == "solid"
        assert float(focused.value_of_css_property("outline-width").removesuffix("px")) >= 2
        assert is_in_view(browser, focused)
        passed.append(focused.get_dom_attribute("class") or focused.tag_name)
        if "number" in passed:
            break
    assert [one for one in passed if one != "a"] == ["skip", "brand", "input", "button", "summary", "number"]
    follow(browser, focused)
    assert is_in_view(browser, browser.find_element(By.ID, "cited"))


@pytest.mark.parametrize("width", [320, 360, 375, 768, 1280])
@pytest.mark.parametrize(
    "path", ["/", f"/?q={SUMMED}", f"/?q={UNKNOWN}", "/documents/mofa-oda-security-stability", *REGISTER]
)
def test_no_page_is_wider_than_its_screen(browser: Chrome, address: str, path: str, width: int) -> None:
    screen(browser, width, 780)
    browser.get(address + path)
    told = metrics(browser)
    assert told["cssContentSize"]["width"] <= width
    assert told["cssVisualViewport"]["scale"] == 1


def test_what_is_pressed_on_a_phone_is_large_enough(browser: Chrome, address: str) -> None:
    screen(browser, 360, 780)
    for path in ("/", f"/?q={SUMMED}", "/documents/mofa-oda-security-stability", *REGISTER):
        browser.get(address + path)
        for summary in browser.find_elements(By.TAG_NAME, "summary"):
            summary.click()
        pressed = browser.find_elements(
            By.CSS_SELECTOR,
            "button, input, select, summary, .brand, .number, .outline a, .back a, .doors a, .facts th a, .grid a",
        )
        sizes = [(one.text, one.size) for one in pressed if one.is_displayed()]
        assert len(sizes) > 3
        assert [told for told in sizes if min(told[1]["width"], told[1]["height"]) < 24] == []


@pytest.mark.parametrize("width", [1280, 375])
def test_a_citation_leads_to_its_page_where_the_words_are_marked_over_the_image(
    browser: Chrome, paper_address: str, width: int
) -> None:
    screen(browser, width, 900)
    ask(browser, paper_address, "How many vessels were lent to Palau?")
    follow(browser, browser.find_elements(By.CSS_SELECTOR, ".sources .origin a")[1])
    assert browser.find_element(By.TAG_NAME, "h1").text == "Page 3 (1) of 3"
    path = browser.find_element(By.CSS_SELECTOR, ".paper path")
    left, top, across, *_ = map(float, re.findall(r"-?[\d.]+", str(path.get_dom_attribute("d"))))
    image, mark = browser.find_element(By.CSS_SELECTOR, ".paper img").rect, path.rect
    scale = image["width"] / 492  # points of the crop box, turned
    assert image["height"] == pytest.approx(412 * scale, abs=2)
    assert mark["x"] == pytest.approx(image["x"] + left * scale, abs=3)
    assert mark["y"] == pytest.approx(image["y"] + top * scale, abs=3)
    assert mark["width"] == pytest.approx(across * scale, abs=5)
    assert metrics(browser)["cssContentSize"]["width"] <= width
    follow(browser, browser.find_element(By.CSS_SELECTOR, "[rel=prev]"))
    assert "not on this page" in browser.find_element(By.CSS_SELECTOR, ".notice").text
    pressed = browser.find_elements(By.CSS_SELECTOR, ".turn a, .back a, summary, figcaption a")
    assert all(one.size["height"] >= 24 for one in pressed)


def test_the_register_is_narrowed_and_leads_to_the_words(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/funding")
    browser.find_element(By.ID, "by-channel").send_keys("UNODC")
    browser.find_element(By.ID, "by-period").send_keys("FY2019")
    click(browser, ".narrow button")
    assert browser.find_element(By.CSS_SELECTOR, "[role=status]").text.startswith("1 fact.")
    assert "USD 1.4 million" in browser.find_element(By.CLASS_NAME, "sums").text
    follow(browser, browser.find_element(By.CSS_SELECTOR, "tbody th a"))
    (mark,) = browser.find_elements(By.TAG_NAME, "mark")
    assert mark.text == "$1.4 million"
    assert is_in_view(browser, mark)


def test_a_count_of_the_coverage_opens_its_facts(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/coverage?place=Somalia")
    count = browser.find_element(By.CSS_SELECTOR, "table.grid td:nth-child(2) a")
    told = count.text
    follow(browser, count)
    assert browser.find_element(By.CSS_SELECTOR, "[role=status]").text.startswith(f"{told} fact")


def test_a_page_asks_nobody_else_for_anything(browser: Chrome, address: str) -> None:
    browser.get_log("performance")
    for path in ("/", f"/?q={SUMMED}", "/documents/mofa-oda-security-stability?start=0&end=30#cited"):
        browser.get(address + path)
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert any(one.endswith(".woff2") for one in asked)
    assert [one for one in asked if not one.startswith(address)] == []


def test_both_schemes_are_served(browser: Chrome, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        browser.get(address)
        grounds.append(browser.find_element(By.TAG_NAME, "body").value_of_css_property("background-color"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert grounds == ["rgba(251, 248, 241, 1)", "rgba(25, 23, 19, 1)"]


def test_a_printed_answer_has_the_question_and_its_references_and_nothing_to_press(
    browser: Chrome, address: str
) -> None:
    browser.get(f"{address}/?q={SUMMED}")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert browser.find_element(By.CSS_SELECTOR, ".asked").text == SUMMED
        line = browser.find_element(By.CSS_SELECTOR, ".reference-line").text
        assert line.startswith("Official Development Assistance (ODA): Assistance for Security and Stability. Ministry")
        assert f" {address}/documents/mofa-oda-security-stability?start=" in line
        pressed = browser.find_elements(By.CSS_SELECTOR, "button, input, select, summary, textarea, nav a, .origin a")
        assert [one.tag_name for one in pressed if one.is_displayed()] == []
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
