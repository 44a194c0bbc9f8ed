"""How match questions are answered: one after another, each on its page, or several in the list."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import DatabaseError, DataError, transaction
from django.http import HttpResponseRedirect, QueryDict
from django.urls import path

from apps.integration.admin.answer_form import AnswerForm
from apps.integration.matching.answers import answer, reopen
from apps.integration.matching.review import next_open
from apps.integration.models import MatchQuestion
from soleflip.admin.lists import PLACES
from soleflip.admin.refusals import refusal
from soleflip.admin.versions import version_of_rows
from soleflip.intake.errors import IntakeError

STALE = (
    "Somebody has answered this question since you opened its page, or the answer was sent twice, so nothing was done: "
    "look at it below."
)
DONE = "No question is open any more."
GONE = "That question is gone: matching has settled it meanwhile, so nothing was done."
FILTERS = "_changelist_filters"  # what Django calls the list from which somebody came


class AnswerPages:
    """Adds the answers to match questions, for those who may change them."""

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("<path:object_id>/answer/", wrap(self.answer_view), name=f"{name}_answer"),
            path("<path:object_id>/reopen/", wrap(self.reopen_view), name=f"{name}_reopen"),
            *super().get_urls(),
        ]

    def has_answer_permission(self, request) -> bool:
        """Whether the person may answer, and take answers back."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def render_change_form(self, request, context, *arguments, **options):
        response = super().render_change_form(request, context, *arguments, **options)
        response.context_data["media"] += AnswerForm(self.admin_site).media
        return response

    # --- answering ---

    def answer_view(self, request, object_id: str):
        """Take the answer of a question's page, and lead to the next question."""

        def act(question):
            form = AnswerForm(self.admin_site, request.POST)
            if not form.is_valid():
                raise ValidationError([sentence for errors in form.errors.values() for sentence in errors])
            return said(question, form.product, answer(question, form.product))

        try:
            question = self._acted(request, object_id, act)
        except MatchQuestion.DoesNotExist:
            return self._gone(request)
        if question is None:
            return self._to(request, "change", object_id)
        following = self.next_question(request, question)
        if following is None:
            self.message_user(request, DONE)
            return self._to(request, "changelist")
        return self._to(request, "change", following.pk)

    def reopen_view(self, request, object_id: str):
        """Take the answer of a question back."""

        def act(question):
            number = reopen(question)
            return f"{question.code} is open again; {number:,} {'offer is' if number == 1 else 'offers are'} unlinked."

        try:
            self._acted(request, object_id, act)
        except MatchQuestion.DoesNotExist:
            return self._gone(request)
        return self._to(request, "change", object_id)

    def _acted(self, request, object_id: str, act) -> MatchQuestion | None:
        """Do it, if the page was sent and nobody came between; the question afterwards, None if nothing was done.

        Raises DoesNotExist for a question that is gone.
        """
        if not self.has_answer_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return None
        try:
            with transaction.atomic():
                question = MatchQuestion.objects.select_for_update().get(pk=_key(object_id))
                if version_of_rows(MatchQuestion, [question.pk]) != request.POST.get("seen"):
                    raise ValidationError(STALE)
                sentence = act(question)
                self.log_change(request, question, sentence)
        except (ValidationError, IntakeError, DatabaseError) as error:
            self.message_user(request, _in_words(error), messages.ERROR)
            return None
        self.message_user(request, sentence, messages.SUCCESS)
        question.refresh_from_db()
        return question

    def _gone(self, request):
        self.message_user(request, GONE, messages.WARNING)
        return self._to(request, "changelist")

    def _to(self, request, page: str, *arguments):
        where = self.address(page, *arguments)
        kept = self.get_preserved_filters(request)
        if page == "changelist":
            return HttpResponseRedirect(f"{where}?{request.GET.get(FILTERS, '')}")
        return HttpResponseRedirect(f"{where}?{kept}" if kept else where)

    # --- the queue ---

    def next_question(self, request, behind: MatchQuestion) -> MatchQuestion | None:
        """The open question after this one, of those in the list from which the person came."""
        return next_open(self._listed(request), behind)

    def _listed(self, request):
        asked = QueryDict(request.GET.get(FILTERS, ""), mutable=True)
        for name in ("p", "e", "state", *PLACES):  # the page of the list, and whether it shows open ones
            asked.pop(name, None)
        if not asked:
            return MatchQuestion.objects.all()
        as_list = copy(request)
        as_list.GET = asked
        try:
            with transaction.atomic():
                return self.get_changelist_instance(as_list).queryset
        except (IncorrectLookupParameters, SuspiciousOperation, DataError, OverflowError):  # an address that is none
            return MatchQuestion.objects.all()


def said(question: MatchQuestion, product, number: int) -> str:
    """What an answer did, in a sentence."""
    offers = f"{number:,} {'offer' if number == 1 else 'offers'} of {question.code}"
    verb = "is" if number == 1 else "are"
    return f"{offers} {verb} {product} now." if product else f"{offers} {verb} none of the products."


def _key(object_id: str) -> UUID:
    try:
        return UUID(unquote(object_id))
    except ValueError:
        raise MatchQuestion.DoesNotExist from None


def _in_words(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntakeError):
        return str(error)
    if (refused := refusal(error, MatchQuestion)) is None:
        raise error
    return refused.sentence
