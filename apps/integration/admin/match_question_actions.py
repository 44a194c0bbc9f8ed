"""Answers to several match questions at once."""

from django.core.exceptions import ValidationError

from apps.integration.matching.answers import answer
from apps.integration.models import MatchQuestion
from apps.products.models import Product
from soleflip.admin import Question, action_on, ask
from soleflip.intake.errors import IntakeError


@action_on("integration.MatchQuestion", "Answer the chosen questions with their only candidate", "answer")
def answer_with_the_only_candidate(model_admin, request, queryset):
    """For questions about which nothing but a look was wanting."""

    def only_candidate(question: MatchQuestion) -> Product:
        candidates = list(Product.objects.filter(match_candidates__question=question)[:2])
        if len(candidates) != 1:
            number = "more than one candidate" if candidates else "no candidate"
            raise ValidationError(f"{question.code} has {number}: answer it on its own page. Nothing was done.")
        return candidates[0]

    return _ask(model_admin, request, queryset, "Answer with the only candidate", only_candidate)


@action_on("integration.MatchQuestion", "Answer the chosen questions: none of these", "answer")
def answer_none_of_these(model_admin, request, queryset):
    """For what the shop does not sell."""
    return _ask(model_admin, request, queryset, "None of these", lambda question: None)


def _ask(model_admin, request, queryset, title: str, product_for):
    def carry_out(questions, answers):
        if done := [question.code for question in questions if question.answer_id or question.is_none]:
            raise ValidationError(f"{done[0]} is answered already: reopen it on its own page. Nothing was done.")
        try:
            number = sum(answer(question, product_for(question)) for question in questions)
        except IntakeError as error:
            raise ValidationError(str(error)) from error
        words = "1 question is" if len(questions) == 1 else f"{len(questions)} questions are"
        return f"{words} answered, for {number:,} {'offer' if number == 1 else 'offers'}."

    return ask(model_admin, request, queryset, form=Question, title=title, button=title, carry_out=carry_out)
