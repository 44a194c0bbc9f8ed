"""axe-core, run in a page: what keeps people from using it."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import PHONE, WIDE

SOURCE = (Path(__file__).parent / "node_modules/axe-core/axe.min.js").read_text()
GRAVE = ("serious", "critical")
# The rows of a list are alike: some speak for all, and a hundred of them would take a second each time.
FEW_ROWS = "() => document.querySelectorAll('#result_list tbody tr:nth-child(n + 13)').forEach(row => row.remove())"
# Colours change little by little from one scheme to the other. Preloading would put styles into the page, which its
# policy forbids, for a rule that is not run.
RUN = """async () => {
    await Promise.all(document.getAnimations().map(animation => animation.finished))
    return axe.run({resultTypes: ['violations'], preload: false})
}"""


def faults(page: Page) -> list[str]:
    """What is grave on the page as it stands, in light and dark, on a wide screen and on a phone."""
    page.evaluate(SOURCE)  # not as a script of the page, which its policy forbids
    page.evaluate(FEW_ROWS)
    found = []
    for width, screen in (("wide", WIDE), ("phone", PHONE)):
        page.set_viewport_size(screen)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {fault}" for fault in _run(page)]
    return found


def _run(page: Page) -> list[str]:
    result = page.evaluate(RUN)
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']}: {node['failureSummary']}"
        for rule in result["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"][:5]
        if not _is_known(rule, node)
    ]


def _is_known(rule: dict, node: dict) -> bool:
    """The text inside of a choice, which Django's select2 names only once something is chosen; the box around it, which
    takes the focus, has a name.
    """
    return rule["id"] == "aria-input-field-name" and "-container']" in str(node["target"])
