"""What goes wrong in a browser does not go unseen: without that, no other test here would say anything."""

import pytest

from tests.browser.pages import LOGIN
from tests.browser.windows import Windows


@pytest.fixture
def sees(visit):
    """Runs a script in the login page; whether the watcher then has all these complaints, which come in any order."""

    def run(script: str, *complaints: str) -> bool:
        missing = set(complaints)
        page = visit()
        page.goto(LOGIN)
        assert visit.watcher.complaints == []
        page.evaluate(f"() => {{ {script} }}")
        for _ in range(100):
            page.wait_for_timeout(20)
            missing = {complaint for complaint in missing if not visit.watcher.take(complaint)}
            if not missing:
                page.wait_for_timeout(200)
                visit.watcher.take("")  # what else comes of it
                return True
        return False

    return run


def test_a_warning_in_the_console(sees):
    assert sees("console.warn('mind this')", "^console warning: mind this")
    assert sees("console.error('this is wrong')", "^console error: this is wrong")


def test_an_error_in_a_script(sees):
    assert sees("setTimeout(() => { throw new Error('no such thing') })", "^page error: no such thing")


def test_a_script_in_the_page_that_the_policy_forbids(sees):
    script = "const it = document.createElement('script'); it.textContent = 'let a = 1'; document.body.append(it)"
    assert sees(script, "^policy: script-src-elem forbids inline")
    assert sees(script, "^console error: .*Content Security Policy")


def test_a_style_in_the_page_that_the_policy_forbids(sees):
    assert sees("document.body.setAttribute('style', 'color: red')", "^policy: style-src-attr forbids inline")


def test_a_page_that_is_not_there(sees):
    assert sees("fetch('/nothing/')", "^answer: 404 .*/nothing/", "^console error: .*404")


@pytest.mark.parametrize("address", ["http://127.0.0.2:9/", "https://cdn.example/axe.js"])
def test_another_host(sees, address):
    script = f"const it = document.createElement('img'); it.src = '{address}'; document.body.append(it)"
    assert sees(script, f"^policy: img-src forbids {address}")


def test_a_request_to_another_host_that_no_policy_forbids(visit):
    page = visit()
    page.goto("about:blank")
    page.evaluate("() => fetch('http://127.0.0.2:9/').catch(() => 0)")
    assert visit.watcher.take("^other host: http://127.0.0.2:9/")
    assert visit.watcher.take("^failed request: net::ERR_")
    visit.watcher.take("^console error: .*127.0.0.2")


def test_a_complaint_fails_the_test(site, browser, logins):
    with pytest.raises(AssertionError, match="mind this"), Windows(site, browser, logins) as visit:
        visit().evaluate("() => console.warn('mind this')")
