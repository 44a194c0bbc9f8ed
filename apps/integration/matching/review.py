"""Match questions as people review them: each with its candidates and an example of its offers, one after another."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from apps.integration.matching.answers import OPEN
from apps.integration.models import MatchCandidate, MatchQuestion, MatchQuestionOffer
from apps.products.models import Product

# Which codes of the candidates the offers carry, or the question names: why they are candidates at all.
SHARED = """
SELECT known.product_id,
       CASE known.kind WHEN 'gtin' THEN 'GTIN ' || ltrim(known.code, '0') ELSE known.code END
  FROM products.known_codes known
 WHERE known.product_id = ANY (%(products)s)
   AND (known.kind = 'gtin' AND known.code IN (
            SELECT lpad(written.gtin, 14, '0')
              FROM integration.match_question_offers asked
              JOIN integration.awin_products offer ON offer.id = asked.awin_product_id
             CROSS JOIN LATERAL (VALUES (offer.ean), (offer.product_gtin)) written (gtin)
             WHERE asked.question_id = %(question)s)
        OR known.kind = 'style_code' AND known.code = ANY (string_to_array(%(code)s, ' / ')))
 ORDER BY known.kind DESC, known.code"""


def with_examples(questions: QuerySet[MatchQuestion]) -> QuerySet[MatchQuestion]:
    """The questions, each with `candidate_list`, the number of `offers` and one of them as `example`."""
    of_it = {"question": OuterRef("pk")}
    candidates = MatchCandidate.objects.filter(**of_it).order_by("product__name", "product__sku")
    offers = MatchQuestionOffer.objects.filter(**of_it).order_by("awin_product__product_name", "awin_product")
    number = offers.order_by().values("question").annotate(number=Count("pk")).values("number")
    product = JSONObject(id="product", name="product__name", sku="product__sku")
    return questions.annotate(
        candidate_list=ArraySubquery(candidates.values(json=product)),
        number_of_offers=Coalesce(Subquery(number), 0),
        example=Subquery(
            offers.values(
                json=JSONObject(
                    id=F("awin_product"),
                    name=F("awin_product__product_name"),
                    shop=F("awin_product__merchant_name"),
                    price_cents=F("awin_product__retail_price_cents"),
                    currency=F("awin_product__currency"),
                    page=Coalesce("awin_product__merchant_link", "awin_product__affiliate_link"),
                )
            )[:1]
        ),
    )


def next_open(questions: QuerySet[MatchQuestion], behind: MatchQuestion) -> MatchQuestion | None:
    """The open question that follows another one, newest first, and from the beginning again after the last."""
    others = questions.filter(OPEN).exclude(pk=behind.pk).order_by("-created_at", "-pk")
    later = Q(created_at__lt=behind.created_at) | Q(created_at=behind.created_at, pk__lt=behind.pk)
    return others.filter(later).first() or others.first()


def candidates_of(question: MatchQuestion) -> list[Product]:
    """The candidates by name, each with its brand, and in `shared` the codes for which it is one."""
    products = Product.objects.filter(match_candidates__question=question).select_related("brand")
    found = list(products.prefetch_related("style_codes").order_by("name", "sku"))
    shared = _shared_codes(question, [product.pk for product in found])
    for product in found:
        product.shared = shared.get(product.pk, [])
    return found


def _shared_codes(question: MatchQuestion, products: list[UUID]) -> dict[UUID, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(SHARED, {"products": products, "question": question.pk, "code": question.code})
        codes: dict[UUID, list[str]] = {}
        for product, code in cursor:
            codes.setdefault(product, []).append(code)
        return codes
