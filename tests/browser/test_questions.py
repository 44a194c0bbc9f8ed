"""What the owner asks in the morning, and how few clicks it takes to say it."""

import datetime
import re

from django.db.models import Sum
from django.utils import timezone
from playwright.sync_api import expect

from apps.analytics.models import MonthlySales
from apps.products.figures import oldest
from apps.products.models import Product
from soleflip.calendar import first_of_month
from tests.browser.pages import INDEX, page_of
from tests.browser.site import OWNER

CHICAGO = "Jordan 1 Retro High OG Chicago Lost and Found"


def card(page, title):
    return page.locator("section.card").filter(has=page.get_by_role("heading", name=title))


def test_what_did_we_earn_with_jordan_last_month(visit):
    page = visit(OWNER)
    page.goto(INDEX)
    row = card(page, "Sales by brand").get_by_role("row", name=re.compile("^Jordan .*EUR")).first
    month = first_of_month(timezone.now(), 1).date()
    of_jordan = MonthlySales.objects.filter(month=month, product__brand__name="Jordan", currency="EUR")
    profit = of_jordan.aggregate(profit=Sum("profit"))["profit"]
    expect(row.get_by_role("cell").last).to_contain_text(f"{profit:,.2f} EUR")


def test_which_pairs_lie_longest(visit):
    page = visit(OWNER)
    page.goto(INDEX)
    lot = oldest(1)[0]
    first = card(page, "Longest on the shelf").get_by_role("row").nth(1)
    expect(first).to_contain_text(lot.product.name)
    expect(first).to_contain_text(str((timezone.now() - lot.purchase_date).days))
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(page_of(lot)))


def test_what_did_the_price_of_a_shop_do_since_summer(visit):
    page = visit(OWNER)
    page.goto(INDEX)
    page.get_by_role("searchbox", name="Product").fill("chicago lost")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=CHICAGO).click()
    prices = card(page, "Prices")
    expect(prices.locator(".changes").get_by_text("Retail at").first).to_contain_text(" now")
    prices.get_by_text("Figures as a table").first.click()
    expect(prices.get_by_role("table").first).to_be_visible()
    prices.get_by_role("link", name="3 months").click()
    since = (timezone.now() - datetime.timedelta(days=95)).strftime("%-d %b %Y")
    expect(card(page, "Prices")).not_to_contain_text(since)


def test_a_chart_is_drawn_and_can_be_opened_by_keyboard(visit):
    page = visit(OWNER)
    page.goto(page_of(Product.objects.get(name=CHICAGO)))
    figure = page.locator("figure.chart").first
    box = figure.locator("svg[role=img]").bounding_box()
    assert box["width"] > 300
    assert box["height"] > 150
    drawn = figure.locator("path").evaluate_all("paths => paths.map(p => p.getTotalLength()).filter(n => n > 100)")
    assert drawn
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(figure.get_by_role("table")).to_be_visible()
