"""What staff say: the answers to match questions, and products that they choose for an offer by hand."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.integration.matching.deciding import BY_HAND
from apps.integration.matching.learning import forget_gtins
from apps.integration.matching.run import follow_links
from apps.integration.models import AwinProduct, MatchQuestion, MatchQuestionOffer
from apps.integration.models.awin_product import MatchMethod
from apps.products.models import Product

# Also a question whose answer was deleted: nobody knows any more what its offers are.
OPEN = Q(answer=None, is_none=False)


def answer(question: MatchQuestion, product: Product | None) -> int:
    """Say which product the offers of a question are, or with None that they are none of ours; how many those are.

    They are linked, or unlinked, at once; matching does the same with offers that come later. Raises DoesNotExist when
    the question is gone.
    """
    with transaction.atomic():
        row = MatchQuestion.objects.select_for_update().get(pk=question.pk)
        row.answer, row.is_none, row.answered_at = product, product is None, timezone.now()
        row.save(update_fields=["answer", "is_none", "answered_at", "updated_at"])
        _link(_offers_of(row), product)
        return row.offers.count()


def reopen(question: MatchQuestion) -> int:
    """Take an answer back; how many offers are linked no longer. Raises DoesNotExist when the question is gone."""
    with transaction.atomic():
        row = MatchQuestion.objects.select_for_update().get(pk=question.pk)
        loosened = _link(_offers_of(row), None)
        row.answer, row.is_none, row.answered_at = None, False, None
        row.save(update_fields=["answer", "is_none", "answered_at", "updated_at"])
        return loosened


def match_by_hand(offer: AwinProduct, product: Product | None) -> None:
    """Link one offer by itself, or with None leave it to matching again.

    An offer with a product of its own is none of its question any more, so an answer, or one taken back, leaves it
    alone; an open question without offers goes.
    """
    with transaction.atomic():
        _link(AwinProduct.objects.filter(pk=offer.pk), product)
        asked = MatchQuestionOffer.objects.filter(awin_product=offer)
        questions = list(asked.values_list("question", flat=True))
        if product is not None and questions:
            asked.delete()
            MatchQuestion.objects.filter(OPEN, pk__in=questions, offers=None).delete()


def _offers_of(question: MatchQuestion) -> QuerySet[AwinProduct]:
    return AwinProduct.objects.filter(match_questions__question=question)


def _link(offers: QuerySet[AwinProduct], product: Product | None) -> int:
    """Have the offers be the product, or no product; how many were not so before.

    What they have taught about another product was wrong.
    """
    by_hand = product is not None
    link = {
        "matched_product": product,
        "match_method": MatchMethod.MANUAL if by_hand else None,
        "match_confidence": BY_HAND if by_hand else None,
    }
    keys = list(offers.exclude(**link).order_by("pk").values_list("pk", flat=True))
    forget_gtins(keys, product and product.pk)
    AwinProduct.objects.filter(pk__in=keys).update(**link, updated_at=timezone.now())
    follow_links(keys)
    return len(keys)
