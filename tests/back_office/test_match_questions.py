"""The review list: which product are these offers? Answered one after another, by hand or several at once."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.models import Brand
from apps.integration.matching import answers
from apps.integration.models import AwinProduct, MatchQuestion, MatchQuestionOffer
from apps.products.models import Product
from tests.support.cards import tables, words
from tests.support.pages import fields, text
from tests.support.rows import NOON, make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

LIST = "/admin/integration/matchquestion/"
MATCHED = ("matched_product", "match_method", "match_confidence")


def page_of(row, page="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def offer(question=None, **values):
    row = make(AwinProduct, **{"product_name": "Nike Dunk Low Panda", "matched_product": None, **values})
    if question:
        make(MatchQuestionOffer, question=question, awin_product=row)
    return row


def ask(code="DD1391-100", candidates=(), offers=1, **values):
    """An open question with its candidates and offers."""
    row = make(MatchQuestion, **{"code": code, "doubt": "several", **values})
    for product in candidates:
        make("integration.MatchCandidate", question=row, product=product)
    for _ in range(offers):
        offer(row)
    return row


def links(row):
    """What the offers of a question are linked to."""
    found = AwinProduct.objects.filter(match_questions__question=row)
    return {(each.matched_product, each.match_method, each.match_confidence) for each in found}


def reply(client, row, query="", **values):
    """Send the answer of a question's page as it stands now, with these values."""
    shown = fields(client.get(page_of(row)))
    address = page_of(row, "reopen" if values.pop("reopen", False) else "answer")
    return client.post(f"{address}?{query}", {"seen": shown.get("seen", [""])[0], **values}, follow=True)


def act(client, action, rows):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    asked = client.post(LIST, chosen, follow=True)
    put = {name: value for name, value in fields(asked).items() if name in ("seen", "answered")}
    return client.post(LIST, {**chosen, **put}, follow=True) if put else asked


@pytest.fixture
def buyer(clients):
    return clients[Role.USER]


@pytest.fixture
def dunk():
    return make(
        Product, name="Dunk Low Panda", sku="DUNK", style_code="DD1391-100", brand=Brand.objects.get(slug="nike")
    )


@pytest.fixture
def twin():
    return make(Product, name="Dunk Low (women)", sku="DUNK-W", style_code="DD1391-100")


@pytest.fixture
def question(dunk, twin):
    return ask(candidates=[dunk, twin], offers=3, brand=Brand.objects.get(slug="nike"))


class TestTheList:
    def rows(self, client, query=""):
        return client.get(f"{LIST}?{query}").context["cl"].result_list

    def test_a_row_says_what_is_to_be_decided(self, buyer, question, dunk):
        AwinProduct.objects.update(
            merchant_name="Corner Shop", retail_price_cents=11_999, merchant_link="https://shop.example/panda"
        )
        said = text(buyer.get(LIST))
        for part in (
            "DD1391-100",
            "Several products have this code",
            "Nike Dunk Low Panda",
            ", Corner Shop, 119.99 EUR",
        ):
            assert part in said
        assert f'<a href="{page_of(dunk)}">Dunk Low Panda</a> (DUNK)' in said
        assert '<a href="https://shop.example/panda" target="_blank" rel="noopener noreferrer nofollow">' in said
        assert '<td class="field-number_of_offers">3</td>' in said

    def test_what_a_feed_says_is_no_markup_and_no_script(self, buyer, question):
        AwinProduct.objects.update(
            product_name="<b>x</b>", merchant_name="<i>y</i>", merchant_link="javascript:alert(1)"
        )
        for address in (LIST, page_of(question)):
            said = text(buyer.get(address))
            assert "<b>x" not in said
            assert "<i>y" not in said
            assert 'href="javascript' not in said

    def test_open_ones_stand_first_newest_first_then_the_last_answered(self, buyer):
        days = {n: NOON - datetime.timedelta(n) for n in range(5)}
        old = ask("OLD-1", created_at=days[4], answered_at=days[3], is_none=True)
        new = ask("NEW-1", created_at=days[3], answered_at=days[1], is_none=True)
        first, second = ask("OPEN-1", created_at=days[4]), ask("OPEN-2", created_at=days[2])
        assert list(self.rows(buyer)) == [second, first, new, old]

    def test_filters_by_answer_doubt_and_maker(self, buyer, question, dunk):
        nike = question.brand
        known = ask("KNOWN-1", candidates=[dunk], answer=dunk, answered_at=NOON, doubt="brand")
        none = ask("NONE-1", is_none=True, answered_at=NOON, doubt="codes")
        lost = ask("LOST-1", answered_at=NOON)  # the product that was the answer has been deleted
        assert set(self.rows(buyer, "state=open")) == {question, lost}
        assert list(self.rows(buyer, "state=product")) == [known]
        assert list(self.rows(buyer, "state=none")) == [none]
        assert list(self.rows(buyer, "doubt__exact=codes")) == [none]
        assert list(self.rows(buyer, f"brand__id__exact={nike.pk}")) == [question]
        makers = buyer.get(LIST).context["cl"].filter_specs[2]
        assert makers.title == "maker"
        assert [name for _, name in makers.lookup_choices] == ["Nike"]

    @pytest.mark.parametrize("term", ["dd1391", "1391-100", "dunk women", "DUNK-W", "panda", "nike panda"])
    def test_it_is_searched_by_code_candidates_and_offers(self, buyer, question, term):
        ask("FD2596-107", candidates=[make(Product, name="Another", sku="OTHER")], offers=0)
        assert list(self.rows(buyer, f"q={term}")) == [question]

    @pytest.mark.parametrize("number", [1, 30])
    def test_more_questions_are_no_more_queries(self, buyer, dunk, twin, number):
        for each in range(number):
            ask(f"CODE-{each}", candidates=[dunk, twin])
        with CaptureQueriesContext(connection) as captured:
            buyer.get(f"{LIST}?state=open")
        assert len(captured) <= 8

    def test_many_candidates_are_counted(self, buyer):
        ask(candidates=[make(Product, name=f"Dunk {number}", sku=f"D{number}") for number in range(5)])
        said = text(buyer.get(LIST))
        assert "Dunk 2</a> (D2) and 2 more" in said
        assert "Dunk 3" not in said


class TestThePage:
    def test_offers_on_one_side_candidates_on_the_other(self, buyer, question, dunk):
        AwinProduct.objects.update(
            merchant_name="Corner Shop", size="42.5", retail_price_cents=11_999, ean="4006381333931", brand_name="NIKE"
        )
        make("products.ProductStyleCode", product=dunk, code="DD1391-101")
        make("products.ProductGTIN", product=dunk, gtin="4006381333931")
        page = buyer.get(page_of(question))
        (table,) = tables(page, "What the shops offer")
        assert table[1] == ["Nike Dunk Low Panda NIKE, 4006381333931", "Corner Shop", "42.5", "119.99 EUR"]
        assert len(table) == 4
        said = words(page, "Which product is it?")
        assert "Several products have this code: DD1391-100 , made by Nike" in said
        assert "Dunk Low Panda Nike, DUNK , DD1391-100, DD1391-101" in said
        assert "has what the offers say: DD1391-100, GTIN 4006381333931" in said
        assert "Dunk Low (women) no brand, DUNK-W , DD1391-100; has what the offers say: DD1391-100" in said

    def test_more_offers_than_a_page_shows_are_a_click_away(self, buyer, dunk):
        row = ask(candidates=[dunk], offers=31)
        offer()
        page = buyer.get(page_of(row))
        assert len(tables(page, "What the shops offer")[0]) == 31
        more = re.search(r'href="([^"]*match_questions__question__exact[^"]*)"', text(page))[1]
        assert buyer.get(more).context["cl"].result_count == 31

    def test_from_a_product_and_from_an_offer_to_the_question_and_back(self, buyer, question, dunk):
        ask("OTHER-1", offers=1)
        for row in (dunk, AwinProduct.objects.filter(match_questions__question=question).first()):
            (link,) = (n for n in buyer.get(page_of(row)).context["neighbours"] if n.title.startswith("Match question"))
            assert link.count == "1"
            assert list(buyer.get(link.address).context["cl"].result_list) == [question]
        counts = {n.title: n.count for n in buyer.get(page_of(question)).context["neighbours"]}
        assert counts == {"Offers": "3", "Candidates": "2"}

    def test_a_question_without_offers_or_candidates_can_be_opened(self, buyer):
        assert buyer.get(page_of(ask(offers=0))).status_code == 200

    def test_who_may_merge_is_led_to_it(self, admin, buyer, question, dunk, twin):
        merge = reverse("admin:products_product_merge")
        assert merge not in text(buyer.get(page_of(question)))
        address = re.search(rf'href="({merge}[^"]*)"', text(admin.get(page_of(question))))[1].replace("&amp;", "&")
        admin.post(address)
        assert Product.objects.filter(pk__in=[dunk.pk, twin.pk]).count() == 1
        question.refresh_from_db()
        assert question.candidates.count() == 1


class TestAnswering:
    def test_a_candidate_links_all_offers_for_certain(self, buyer, question, dunk):
        elsewhere = offer()
        response = reply(buyer, question, choice=str(dunk.pk))
        assert "3 offers of DD1391-100 are Dunk Low Panda now." in text(response)
        assert links(question) == {(dunk, "manual", 1)}
        question.refresh_from_db()
        assert (question.answer, question.is_none) == (dunk, False)
        assert question.answered_at is not None
        elsewhere.refresh_from_db()
        assert elsewhere.matched_product is None

    def test_another_product_is_an_answer_too(self, buyer, question):
        other = make(Product, name="Dunk High")
        for values in ({"choice": "other", "other": other.pk}, {"other": other.pk}):
            reply(buyer, question, **values)
            assert links(question) == {(other, "manual", 1)}
            reply(buyer, question, reopen=True)

    def test_none_of_these_unlinks_them(self, buyer, question, dunk):
        AwinProduct.objects.update(matched_product=dunk, match_method="ean", match_confidence=1)
        assert "3 offers of DD1391-100 are none of the products." in text(reply(buyer, question, choice="none"))
        assert links(question) == {(None, None, None)}
        question.refresh_from_db()
        assert (question.answer, question.is_none) == (None, True)

    def test_an_answer_can_be_taken_back(self, buyer, question, dunk):
        reply(buyer, question, choice=str(dunk.pk))
        assert "The offers are Dunk Low Panda ." in words(buyer.get(page_of(question)), "The answer")
        response = reply(buyer, question, reopen=True)
        assert "DD1391-100 is open again; 3 offers are unlinked." in text(response)
        assert links(question) == {(None, None, None)}
        question.refresh_from_db()
        assert (question.answer, question.is_none, question.answered_at) == (None, False, None)
        assert "Which product is it?" in text(response)

    def test_what_was_linked_already_stays_as_it_is(self, buyer, question, dunk):
        row = AwinProduct.objects.filter(match_questions__question=question).first()
        AwinProduct.objects.filter(pk=row.pk).update(matched_product=dunk, match_method="manual", match_confidence=1)
        row.refresh_from_db()
        before = row.updated_at
        reply(buyer, question, choice=str(dunk.pk))
        row.refresh_from_db()
        assert row.updated_at == before

    def test_it_stands_in_the_history(self, buyer, question, dunk):
        reply(buyer, question, choice=str(dunk.pk))
        shown = text(buyer.get(page_of(question, "history")))
        assert "3 offers of DD1391-100 are Dunk Low Panda now." in shown

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({}, "choose one of the products, or none of these."),
            ({"choice": "other"}, "say which other product it is."),
            ({"choice": "none", "other": "dunk"}, "not both."),
            ({"choice": "00000000-0000-4000-8000-000000000000"}, "has been deleted or merged meanwhile"),
            ({"choice": "x"}, "has been deleted or merged meanwhile"),
            ({"other": "00000000-0000-4000-8000-000000000000"}, "has been deleted or merged meanwhile"),
            ({"other": "x"}, "has been deleted or merged meanwhile"),
        ],
    )
    def test_what_is_no_answer_is_said_and_nothing_is_done(self, buyer, question, dunk, values, sentence):
        values = {name: dunk.pk if value == "dunk" else value for name, value in values.items()}
        response = reply(buyer, question, **values)
        assert sentence in text(response)
        assert response.redirect_chain[-1][0].startswith(page_of(question))
        assert links(question) == {(None, None, None)}

    def test_an_answer_that_is_sent_twice_or_behind_another_is_none(self, buyer, question, dunk, twin):
        seen = fields(buyer.get(page_of(question)))["seen"][0]
        buyer.post(page_of(question, "answer"), {"seen": seen, "choice": dunk.pk})
        for choice in (dunk.pk, twin.pk, "none"):
            late = buyer.post(page_of(question, "answer"), {"seen": seen, "choice": choice}, follow=True)
            assert "Somebody has answered this question since" in text(late)
        assert links(question) == {(dunk, "manual", 1)}
        assert "Somebody has answered" in text(buyer.post(page_of(question, "answer"), {"choice": "none"}, follow=True))

    def test_an_address_alone_does_nothing(self, buyer, question):
        for page in ("answer", "reopen"):
            response = buyer.get(page_of(question, page), follow=True)
            assert response.redirect_chain[-1][0] == page_of(question)
            assert "nothing was done" not in text(response)
        question.refresh_from_db()
        assert question.answered_at is None

    @pytest.mark.parametrize("page", ["answer", "reopen"])
    @pytest.mark.parametrize("key", ["x", "00000000-0000-4000-8000-000000000000"])
    def test_a_question_that_matching_has_settled_is_said(self, buyer, page, key):
        response = buyer.post(reverse(f"admin:integration_matchquestion_{page}", args=[key]), follow=True)
        assert "That question is gone" in text(response)
        assert response.redirect_chain[-1][0].startswith(LIST)

    @pytest.mark.parametrize("who", [Role.READONLY, "anonymous"])
    def test_who_may_not_change_sees_and_cannot_answer(self, clients, question, dunk, who):
        for page in ("answer", "reopen"):
            assert clients[who].post(page_of(question, page), {"choice": dunk.pk}).status_code in (302, 403)
        assert links(question) == {(None, None, None)}
        if who == Role.READONLY:
            shown = text(clients[who].get(page_of(question)))
            assert "Dunk Low Panda" in shown
            assert 'name="choice"' not in shown
            assert clients[who].post(page_of(question, "answer"), {"choice": dunk.pk}).status_code == 403


class TestTheQueue:
    @pytest.fixture
    def queue(self, dunk):
        days = (NOON - datetime.timedelta(days) for days in range(4))
        return [ask(f"CODE-{n}", candidates=[dunk], created_at=day) for n, day in enumerate(days)]

    def test_an_answer_leads_to_the_next_and_from_the_last_to_the_first(self, buyer, queue, dunk):
        for here, following in ((queue[1], queue[2]), (queue[3], queue[0]), (queue[0], queue[2])):
            response = reply(buyer, here, choice=str(dunk.pk))
            assert response.redirect_chain[-1][0] == page_of(following)
        response = reply(buyer, queue[2], choice="none")
        assert "No question is open any more." in text(response)
        assert response.redirect_chain[-1][0].startswith(LIST)

    @pytest.mark.parametrize("moment", [None, NOON])
    def test_who_skips_sees_each_once_before_the_first_comes_again(self, buyer, queue, moment):
        """Also those that one run of matching has asked at the same moment."""
        if moment:
            MatchQuestion.objects.update(created_at=moment)
        seen = [page_of(queue[0])]
        for _ in queue:
            seen.append(re.search(r'<a class="closelink" href="([^"?]*)[^"]*">Skip</a>', text(buyer.get(seen[-1])))[1])
        assert sorted(seen[:-1]) == sorted(page_of(row) for row in queue)
        assert seen[-1] == seen[0]

    def test_it_keeps_to_the_list_that_one_came_from(self, buyer, queue, dunk):
        MatchQuestion.objects.filter(pk__in=[queue[0].pk, queue[2].pk]).update(doubt="brand")
        row_link = re.search(rf'href="({page_of(queue[0])}[^"]*)"', text(buyer.get(f"{LIST}?doubt__exact=brand&p=1")))[
            1
        ]
        filters = row_link.partition("?")[2]
        assert "_changelist_filters=doubt__exact" in filters
        assert page_of(queue[2]) in text(buyer.get(row_link))
        response = reply(buyer, queue[0], filters, choice=str(dunk.pk))
        assert response.redirect_chain[-1][0] == f"{page_of(queue[2])}?{filters}"
        assert "No question is open any more." in text(reply(buyer, queue[2], filters, choice="none"))

    @pytest.mark.parametrize("state", ["open", "none"])
    def test_also_from_a_list_of_open_or_of_answered_ones(self, buyer, queue, state):
        filters = f"_changelist_filters=state%3D{state}"
        assert reply(buyer, queue[0], filters, choice="none").redirect_chain[-1][0] == f"{page_of(queue[1])}?{filters}"

    @pytest.mark.parametrize("nonsense", ["x%3D1", "brand__slug__lt%3Dn", "doubt__exact%3D%00", "p%3Dx", "%25%25"])
    def test_a_list_that_is_none_is_the_whole_queue(self, buyer, queue, nonsense):
        response = reply(buyer, queue[0], f"_changelist_filters={nonsense}", choice="none")
        assert response.redirect_chain[-1][0].startswith(page_of(queue[1]))


class TestSeveralAtOnce:
    def test_the_only_candidate_of_each(self, buyer, dunk, twin):
        rows = [ask("CODE-1", candidates=[dunk], offers=2), ask("CODE-2", candidates=[twin])]
        assert "2 questions are answered, for 3 offers." in text(act(buyer, "answer_with_the_only_candidate", rows))
        assert [links(row) for row in rows] == [{(dunk, "manual", 1)}, {(twin, "manual", 1)}]

    def test_it_names_the_candidate_before(self, buyer, dunk):
        chosen = {"action": "answer_with_the_only_candidate", "_selected_action": [ask(candidates=[dunk]).pk]}
        assert "Dunk Low Panda (DUNK)</li>" in text(buyer.post(LIST, chosen))

    @pytest.mark.parametrize(("number", "reason"), [(0, "no candidate"), (2, "more than one candidate")])
    def test_where_there_is_a_choice_nothing_is_chosen(self, buyer, dunk, twin, number, reason):
        rows = [ask("CODE-1", candidates=[dunk]), ask("CODE-2", candidates=[dunk, twin][:number])]
        assert f"CODE-2 has {reason}" in text(act(buyer, "answer_with_the_only_candidate", rows))
        assert [links(row) for row in rows] == [{(None, None, None)}] * 2

    def test_none_of_these(self, buyer, question):
        assert "1 question is answered, for 3 offers." in text(act(buyer, "answer_none_of_these", [question]))
        question.refresh_from_db()
        assert question.is_none

    def test_what_is_answered_is_not_answered_over(self, buyer, question, dunk):
        reply(buyer, question, choice=str(dunk.pk))
        assert "is answered already" in text(act(buyer, "answer_none_of_these", [question]))
        assert links(question) == {(dunk, "manual", 1)}

    @pytest.mark.parametrize("action", ["answer_with_the_only_candidate", "answer_none_of_these"])
    def test_who_only_looks_is_offered_neither(self, clients, dunk, action):
        row = ask(candidates=[dunk])
        assert action not in text(clients[Role.READONLY].get(LIST))
        act(clients[Role.READONLY], action, [row])
        assert links(row) == {(None, None, None)}


class TestAnOfferByHand:
    def save(self, client, row, product):
        values = {**fields(client.get(page_of(row))), "matched_product": product}
        assert client.post(page_of(row), values).status_code == 302
        row.refresh_from_db()
        return tuple(getattr(row, name) for name in MATCHED)

    def test_choosing_a_product_is_certain_and_emptying_it_clears_all(self, buyer, dunk, twin):
        row = offer(matched_product=twin, match_method="style_code", match_confidence=0.95)
        assert self.save(buyer, row, dunk.pk) == (dunk, "manual", 1)
        assert self.save(buyer, row, "") == (None, None, None)

    def test_a_save_that_leaves_the_product_leaves_how_it_was_found(self, buyer, dunk):
        row = offer(matched_product=dunk, match_method="style_code", match_confidence=0.95)
        values = {**fields(buyer.get(page_of(row))), "colour": "black"}
        assert buyer.post(page_of(row), values).status_code == 302
        row.refresh_from_db()
        assert (row.colour, row.matched_product, row.match_method) == ("black", dunk, "style_code")

    def test_how_it_was_found_is_shown_and_not_to_be_typed(self, buyer, dunk):
        row = offer(matched_product=dunk, match_method="style_code", match_confidence=0.95)
        page = buyer.get(page_of(row))
        assert "match_method" not in fields(page)
        assert "0.95" in text(page)
        listed = text(buyer.get("/admin/integration/awinproduct/"))
        assert f'<a href="{page_of(dunk)}">Dunk Low Panda</a> (Style Code, 0.95)' in listed

    def test_it_is_none_of_its_question_any_more(self, buyer, question, dunk, twin):
        row = AwinProduct.objects.filter(match_questions__question=question).first()
        self.save(buyer, row, twin.pk)
        reply(buyer, question, choice=str(dunk.pk))
        reply(buyer, question, reopen=True)
        row.refresh_from_db()
        assert (row.matched_product, row.match_method) == (twin, "manual")
        assert question.offers.count() == 2

    def test_with_its_last_offer_an_open_question_goes_and_an_answer_stays(self, buyer, dunk):
        asked, told = ask("CODE-1", candidates=[dunk]), ask("CODE-2", answer=dunk, answered_at=NOON)
        without = ask("CODE-3", offers=0)
        for row in AwinProduct.objects.all():
            self.save(buyer, row, dunk.pk)
        assert set(MatchQuestion.objects.all()) == {told, without}
        assert asked not in MatchQuestion.objects.all()

    def test_offers_are_filtered_by_what_is_known_of_them(self, buyer, question, dunk):
        matched, unmatched = offer(ask("CODE-1", offers=0), matched_product=dunk), offer()
        refused = offer(ask("NONE-1", offers=0, is_none=True, answered_at=NOON))
        asked = set(AwinProduct.objects.filter(match_questions__question=question))
        for state, rows in (("yes", {matched}), ("question", asked), ("no", {unmatched, refused})):
            assert set(buyer.get(f"/admin/integration/awinproduct/?match={state}").context["cl"].result_list) == rows


class TestTheAnswerItself:
    def test_it_is_stored_and_linked_or_neither(self, question, dunk):
        query("""CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'no'; END $$""")
        query("CREATE TRIGGER refuse BEFORE UPDATE ON integration.awin_products EXECUTE FUNCTION pg_temp.refuse()")
        with pytest.raises(Exception, match="no"):
            answers.answer(question, dunk)
        question.refresh_from_db()
        assert question.answered_at is None

    def test_a_question_that_is_gone_is_said(self, question, dunk):
        MatchQuestion.objects.filter(pk=question.pk).delete()
        for act_on in (lambda: answers.answer(question, dunk), lambda: answers.reopen(question)):
            with pytest.raises(MatchQuestion.DoesNotExist):
                act_on()
