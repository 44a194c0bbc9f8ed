"""Where the keyboard is in a page."""

from dataclasses import dataclass

from playwright.sync_api import Page

# The look of an element and of what surrounds it closely: some controls show by their frame that they have the focus.
LOOK = """() => {
    const here = document.activeElement
    if (!here || here == document.body) return null
    const parts = [here, here.parentElement, ...here.children]
    const look = () => parts.map(part => {
        const style = getComputedStyle(part)
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
                style.backgroundColor, style.color, style.textDecorationLine, style.opacity].join()
    }).join()
    const box = here.getBoundingClientRect()
    const words = element => element && (element.textContent.trim() || element.querySelector('img')?.alt)
    const name = words(here.labels?.[0]) || here.getAttribute('aria-label') || here.title || words(here) || here.value
    const focused = look()
    here.blur()
    const without = look()
    here.focus({preventScroll: true})
    return {
        element: here.outerHTML.slice(0, 200),
        name: (name || '').trim().replace(/\\s+/g, ' '),
        is_in_sight: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
            && box.top < innerHeight && box.left < innerWidth,
        is_shown: focused != without,
    }
}"""


@dataclass
class Focus:
    """The element that has the focus."""

    page: Page
    element: str
    name: str
    is_in_sight: bool
    is_shown: bool

    @classmethod
    def of(cls, page: Page) -> "Focus | None":
        """What has the focus now; None when it is outside of the page."""
        found = page.evaluate(LOOK)
        return cls(page, **found) if found else None

    def is_within(self, selector: str) -> bool:
        """Whether it lies in that part of the page."""
        return self.page.evaluate("selector => Boolean(document.activeElement.closest(selector))", selector)


def tab_to(page: Page, name: str, within: str = "body", most: int = 400) -> None:
    """Press Tab until the focus is on what is called so."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = Focus.of(page)
        if focus is None:
            continue
        passed.append(focus.name)
        if focus.name.rstrip(":") == name and focus.is_within(within):
            assert focus.is_in_sight, f"{name} cannot be seen"
            return
    raise AssertionError(f"Tab does not lead to {name}, only to {passed}")
