"""What a reviewer compares: the offers of a match question on one side, the products that they may be on the other."""

from itertools import pairwise
from urllib.parse import urlencode

from django.contrib import admin
from django.middleware.csrf import get_token

from apps.integration.admin.answer_form import AnswerForm
from apps.integration.matching.review import candidates_of
from apps.integration.models import AwinProduct, MatchQuestion
from apps.products.models import Product
from soleflip.admin import Card, address_of, card_on
from soleflip.admin.formats import is_web, shown
from soleflip.admin.versions import version_of_rows

OFFERS = 30  # that the page shows


@card_on("integration.MatchQuestion")
def offers(request, question: MatchQuestion) -> Card | None:
    """What the shops say."""
    rows = AwinProduct.objects.filter(match_questions__question=question).order_by("product_name", "size", "pk")
    found = list(rows[: OFFERS + 1])
    if not found:
        return None
    page = admin.site.get_model_admin(AwinProduct).address("changelist")
    more = f"{page}?match_questions__question__exact={question.pk}" if len(found) > OFFERS else ""
    context = {"offers": [_offer(row) for row in found[:OFFERS]]}
    return Card("What the shops offer", "matching/offers.html", context, more=more)


@card_on("integration.MatchQuestion")
def answer(request, question: MatchQuestion) -> Card:
    """The products to choose from, and the way to say so; or what was said."""
    page, products = admin.site.get_model_admin(MatchQuestion), candidates_of(question)
    is_open, may_answer = not (question.answer_id or question.is_none), page.has_answer_permission(request)
    following, kept = page.next_question(request, question), page.get_preserved_filters(request)
    context = {
        "question": question,
        "is_open": is_open,
        "may_answer": may_answer,
        "candidates": [_candidate(product) for product in products],
        "merges": _merges(request, products),
        "form": AnswerForm(admin.site) if is_open and may_answer else None,
        "action": f"{page.address('answer' if is_open else 'reopen', question.pk)}?{kept}",
        "following": f"{page.address('change', following.pk)}?{kept}" if following else "",
        "answer_page": address_of(question.answer) if question.answer else "",
        "seen": version_of_rows(MatchQuestion, [question.pk]),
        "csrf_token": get_token(request),
    }
    return Card("Which product is it?" if is_open else "The answer", "matching/answer.html", context)


def _offer(row: AwinProduct) -> dict:
    price = AwinProduct._meta.get_field("retail_price_cents")
    page = row.merchant_link or row.affiliate_link
    return {
        "row": row,
        "address": address_of(row),
        "told": [text for text in (row.brand_name, row.colour, row.mpn, row.ean or row.product_gtin) if text],
        "price": shown(price, row) or "",
        "page": page if is_web(page) else "",
    }


def _candidate(product: Product) -> dict:
    codes = [product.style_code, *(row.code for row in product.style_codes.all())]
    return {
        "product": product,
        "address": address_of(product),
        "brand": product.brand or "no brand",
        "codes": ", ".join(filter(None, codes)),
        "price": shown(Product._meta.get_field("retail_price"), product),
        "shared": ", ".join(product.shared),
    }


def _merges(request, products: list[Product]) -> list[dict]:
    """Where two neighbours are one product entered twice: the way to make them one, for those who may."""
    page = admin.site.get_model_admin(Product)
    if not (page.has_delete_permission(request) and page.has_change_permission(request)):
        return []
    return [
        {"kept": kept, "gone": gone, "query": urlencode({"keep": kept.pk, "merge": gone.pk})}
        for kept, gone in pairwise(products)
    ]
