"""The pages on which files are imported and imports are taken back: who may, what they show, and what they never do."""

import gzip
import os
import zipfile
from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.integration.imports.changes import KEPT
from apps.integration.imports.kinds import KINDS
from apps.integration.imports.turn import turn
from apps.integration.models import AwinProduct, ImportBatch, ImportChange, ImportRecord
from apps.integration.models.import_batch import BatchStatus, ImportSource
from apps.products.models import InventoryItem, Product
from apps.system.models import LogEntry
from apps.transactions.models import Order
from soleflip.admin import uploads
from tests.support.pages import fields, text
from tests.support.rows import make, our_models
from tests.support.sql import query

pytestmark = pytest.mark.django_db

LIST = "/admin/integration/importbatch/"
SCRIPT = "<script>alert(1)</script>"
FEED = """aw_product_id,product_name,merchant_id,search_price,currency
1,Gel-Runner,77,130.00,EUR
2,Air Loop,77,"249,90",EUR
3,Court Low,77,99.95,EUR
2,Air Loop,77,"249,90",EUR
4,Trail Mid,77,cheap,EUR
"""
SALES = """USERNAME,ORDER_NUMBER,SKU,SIZE,NAME,PRODUCT_PRICE_CENTS_SALE_PRICE,CREDIT_DATE,PURCHASED_DATE
invented-seller,1001,DM7866 200,9,Loop Low,180,5/11/24,3/11/24
invented-seller,1002,DM7866 200,10,Loop Low,195,,4/11/24
"""


@pytest.fixture(autouse=True)
def plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def people(db) -> dict[str, User]:
    return {role: User.objects.create_user(f"a-{role}", f"{role}@example.com", role=role) for role in Role}


@pytest.fixture
def browsers(people) -> dict[str, Client]:
    result = {"anonymous": Client()}
    for role, person in people.items():
        result[role] = Client()
        result[role].force_login(person)
    return result


@pytest.fixture
def user(browsers) -> Client:
    return browsers[Role.USER]


def address_of_kind(kind):
    return reverse("admin:integration_importbatch_new", args=[kind])


def send(client, content, name="feed.csv", kind="awin", do="import", **more):
    """Choose a file, and press a button."""
    content = content.encode() if isinstance(content, str) else content
    form = {"file": SimpleUploadedFile(name, content), "do": do, **more}
    return client.post(address_of_kind(kind), {name: value for name, value in form.items() if value is not None})


def sentences(response) -> list[str]:
    """What the form says is wrong."""
    return [sentence for found in response.context["form"].errors.values() for sentence in found]


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def page_of(batch, page="change"):
    return reverse(f"admin:integration_importbatch_{page}", args=[batch.pk])


def take_back(client, batch, **changes):
    """Open the page, and press the button as it stands there."""
    page = client.get(page_of(batch, "take_back"))
    return client.post(page_of(batch, "take_back"), {**fields(page), **changes}, follow=True)


def rows_of_all_tables() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in our_models()}


@pytest.fixture
def imported(user) -> ImportBatch:
    assert send(user, SALES, "sales.csv", "alias_sales").status_code == 302
    return ImportBatch.objects.get()


class TestWhoMay:
    def test_the_list_leads_to_each_kind(self, user):
        page = text(user.get(LIST))
        for kind in KINDS.values():
            assert f'href="{address_of_kind(kind.name)}">Import {kind.title}<' in page
        assert {"awin", "alias_sales", "stockx_sales"} <= set(KINDS)
        assert "importbatch/add/" not in page

    def test_those_who_only_look_are_not_led_there(self, browsers, imported):
        page = text(browsers[Role.READONLY].get(LIST))
        assert "Import Awin" not in page
        assert "Take back" not in text(browsers[Role.READONLY].get(page_of(imported)))

    @pytest.mark.parametrize("kind", sorted(KINDS))
    @pytest.mark.parametrize(
        ("who", "status"), [(Role.ADMIN, 200), (Role.USER, 200), (Role.READONLY, 403), ("anonymous", 302)]
    )
    def test_the_upload(self, kind, who, status, browsers):
        assert browsers[who].get(address_of_kind(kind)).status_code == status
        assert send(browsers[who], "x", kind=kind, do="preview").status_code == status
        assert send(browsers[who], "x", kind=kind, do="import").status_code == status
        assert not ImportBatch.objects.exists()  # "x" is no such file

    @pytest.mark.parametrize(("who", "status"), [(Role.READONLY, 403), ("anonymous", 302)])
    def test_taking_back(self, who, status, browsers, imported):
        assert browsers[who].get(page_of(imported, "take_back")).status_code == status
        assert browsers[who].post(page_of(imported, "take_back"), {"partly": "on"}).status_code == status
        assert Order.objects.count() == 2

    def test_who_may_not_write_what_the_file_brings_may_not_import_it(self, user, imported, monkeypatch):
        may = User.has_perm
        monkeypatch.setattr(
            User, "has_perm", lambda self, name, *a: name != "transactions.change_order" and may(self, name)
        )
        assert user.get(address_of_kind("alias_sales")).status_code == 403
        assert user.get(page_of(imported, "take_back")).status_code == 403
        assert user.get(address_of_kind("awin")).status_code == 200
        assert "Import Alias" not in text(user.get(LIST))

    @pytest.mark.parametrize("kind", ["nonsense", "AWIN", "awin_", "new"])
    def test_a_kind_that_is_none(self, kind, user):
        assert user.get(address_of_kind(kind)).status_code == 404
        assert send(user, FEED, kind=kind).status_code == 404

    def test_imports_are_still_not_entered_by_hand(self, browsers, imported):
        admin = browsers[Role.ADMIN]
        assert admin.get(LIST + "add/").status_code == 403
        assert admin.post(page_of(imported), {"status": "failed"}).status_code == 403
        assert admin.post(page_of(imported, "delete"), {"post": "yes"}).status_code == 403
        imported.refresh_from_db()
        assert imported.status == BatchStatus.COMPLETED

    def test_a_form_of_another_site_is_refused(self, people, user, imported):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(people[Role.ADMIN])
        assert send(browser, FEED).status_code == 403
        assert browser.post(page_of(imported, "take_back"), {"partly": "on"}).status_code == 403
        assert AwinProduct.objects.count() == 0
        assert Order.objects.count() == 2
        browser.get(address_of_kind("awin"))
        assert send(browser, FEED, csrfmiddlewaretoken=browser.cookies["csrftoken"].value).status_code == 302


class TestPreview:
    @pytest.mark.parametrize(("kind", "content"), [("awin", FEED), ("alias_sales", SALES)])
    def test_it_writes_nothing(self, kind, content, user):
        make(AwinProduct, awin_product_id="1", product_name="Before")
        before, known = rows_of_all_tables(), query("SELECT * FROM integration.awin_products")
        page = send(user, content, kind=kind, do="preview")
        assert page.status_code == 200
        assert "Nothing was written." in text(page)
        assert rows_of_all_tables() == before
        assert query("SELECT * FROM integration.awin_products") == known

    def test_it_counts_what_the_import_counts(self, user):
        make(AwinProduct, awin_product_id="1", product_name="Before", merchant_id=77)
        previewed = send(user, FEED, do="preview").context["outcome"].counts
        page = user.get(send(user, FEED)["Location"])
        assert messages(page) == [f"Imported feed.csv: {previewed}."]
        assert (previewed.added, previewed.changed, previewed.duplicates, previewed.errors) == (2, 1, 1, 1)
        batch = ImportBatch.objects.get()
        assert {name: getattr(batch, name) for name in previewed.for_batch()} == previewed.for_batch()

    def test_it_names_the_refused_rows(self, user):
        page = text(send(user, FEED, do="preview"))
        assert "search_price: &quot;cheap&quot; is no amount" in page
        assert '<th scope="row">5</th>' in page

    def test_only_the_first_refused_rows_are_shown(self, user):
        bad = "".join(f"{number},x,77,cheap,EUR\n" for number in range(30))
        page = send(user, FEED.splitlines()[0] + "\n" + bad, do="preview")
        assert len(page.context["refused"]) == 10
        assert "the first 10" in text(page)

    @pytest.mark.parametrize("do", [None, "", "nonsense", "preview"])
    def test_whatever_is_no_import_only_looks(self, do, user):
        assert "outcome" in send(user, FEED, do=do).context
        assert not ImportBatch.objects.exists()

    def test_the_file_has_to_be_chosen_again(self, user):
        assert "choose it again" in text(send(user, FEED, do="preview"))


class TestImport:
    def test_it_leads_to_its_page(self, user):
        response = send(user, FEED)
        batch = ImportBatch.objects.get()
        assert response["Location"] == page_of(batch)
        page = text(user.get(response["Location"]))
        assert (batch.status, batch.source_file) == ("completed", "feed.csv")
        for words in ("Skipped", "Added", "Duplicate", "Rows with errors", "Records", "Take back"):
            assert words in page
        assert f"?batch__exact={batch.pk}&amp;status__exact=error" in page

    @pytest.mark.parametrize("pack", ["gzip", "zip"])
    def test_packed_files(self, pack, user):
        packed = BytesIO()
        if pack == "gzip":
            packed.write(gzip.compress(FEED.encode()))
        else:
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("feed.csv", FEED)
        assert send(user, packed.getvalue(), f"feed.csv.{pack}").status_code == 302
        assert AwinProduct.objects.count() == 3

    def test_a_form_that_is_sent_twice_imports_once(self, user):
        assert send(user, FEED).status_code == 302
        second = send(user, FEED)
        assert "was imported already" in sentences(second)[0]
        assert "--again" not in sentences(second)[0]
        assert ImportBatch.objects.count() == 1
        assert send(user, FEED, do="preview", again="on").context["outcome"].counts.processed == 0
        assert send(user, FEED, again="on").status_code == 302
        assert ImportBatch.objects.count() == 2

    def test_who_imported_what_stands_in_the_log(self, user, imported, people):
        line = LogEntry.objects.get(component="import")
        assert line.source_id == imported.pk
        assert line.message.startswith("a-user imported sales.csv: read 2 = processed 2")
        assert (line.details["user"], line.details["kind"]) == ("a-user", "alias_sales")
        assert AdminLogEntry.objects.get(object_id=str(imported.pk)).user == people[Role.USER]

    def test_nothing_of_the_file_stands_in_the_log(self, user):
        content = SALES.replace("Loop Low", "Secret Style").replace("180", "no price")
        send(user, content, "sales.csv", "alias_sales")
        send(user, content.replace("1001", "1001-b"), "sales.csv", "alias_sales", do="preview")
        logged = [str(vars(line)) for model in (LogEntry, AdminLogEntry) for line in model.objects.all()]
        assert logged
        assert not [line for line in logged if any(w in line for w in ("invented-seller", "Secret Style", "no price"))]

    def test_while_another_import_of_the_source_is_running(self, user, monkeypatch):
        # The lock is the session's, and here both are one session: another's lock is one that cannot be taken.
        monkeypatch.setattr("apps.integration.imports.turn.take", lambda cursor, purpose: False)
        for do in ("preview", "import"):
            assert "is running" in sentences(send(user, FEED, do=do))[0]

    def test_a_name_with_folders_is_kept_without_them(self, user):
        send(user, FEED, "C:\\Users\\somebody\\../feed.csv")
        assert ImportBatch.objects.get().source_file == "feed.csv"

    def test_a_longest_name(self, user):
        send(user, FEED, "x" * 300 + ".csv")
        assert len(ImportBatch.objects.get().source_file) <= 255


class TestFaultsOfFiles:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "feed.csv is empty."),
            (b"a,b\n1,2\n", "feed.csv is not an Awin feed: it lacks the columns"),
            (b"\x89PNG\r\n\x1a\n\0\0\0", "feed.csv is no"),
            (b"PK\x03\x04rest", "feed.csv is damaged"),
            (gzip.compress(FEED.encode(), mtime=0)[:-12], "feed.csv breaks off"),
            (b"\xff\xfea\0", "feed.csv is encoded in UTF-16"),
            (gzip.compress(b"", mtime=0), "feed.csv is empty"),
            (b"x" * (2 << 20), "feed.csv is no CSV file"),
        ],
    )
    @pytest.mark.parametrize("do", ["preview", "import"])
    def test_a_sentence_for_each(self, do, content, sentence, user):
        page = send(user, content, do=do)
        assert page.status_code == 200
        assert [found for found in sentences(page) if found.startswith(sentence)], sentences(page)
        assert not ImportBatch.objects.filter(status=BatchStatus.COMPLETED).exists()

    @pytest.mark.parametrize("form", [{}, {"file": "feed.csv"}, {"file": ""}])
    def test_no_file(self, form, user):
        for do in ("preview", "import"):
            assert sentences(user.post(address_of_kind("awin"), {**form, "do": do})) == ["Choose a file first."]

    def test_a_file_that_is_too_large(self, user, monkeypatch):
        monkeypatch.setattr(uploads, "LARGEST", 1 << 20)
        page = send(user, FEED + "\n" * (1 << 20))
        assert sentences(page) == ["feed.csv is larger than the 1 MiB that a page takes: pack it."]

    def test_a_full_disk(self, user, monkeypatch):
        class Full(BytesIO):
            def write(self, data):
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(uploads.tempfile, "TemporaryFile", Full)
        assert sentences(send(user, FEED)) == ["feed.csv cannot be kept: no space left on device."]

    def test_what_is_uploaded_has_no_name_on_the_disk(self, user, monkeypatch):
        links = []

        def measured(file, name):
            links.append(os.fstat(file.fileno()).st_nlink)
            return original(file, name)

        from apps.integration.admin import upload_pages

        original = upload_pages.measured
        monkeypatch.setattr(upload_pages, "measured", measured)
        send(user, FEED, do="preview")
        send(user, FEED + "\n" * (3 << 20), do="preview")  # Django's own would write this one to a file with a name
        assert links == [0, 0]

    def test_markup_is_text(self, user):
        # Django cuts a name at its last slash, as the path that it may be.
        name, markup = "<img src=x onerror=alert(1)>.csv", SCRIPT.replace("</", "<")
        feed = FEED.replace("cheap", markup).replace("Gel-Runner", markup) + f"{SCRIPT},x,77,{SCRIPT},EUR\n"
        pages = [send(user, feed, name, do="preview"), user.get(send(user, feed, name)["Location"])]
        pages.append(send(user, feed, name))
        pages.append(send(user, f"{SCRIPT},b\n", name))
        batch = ImportBatch.objects.get(status=BatchStatus.COMPLETED)
        assert batch.source_file == name
        records = reverse("admin:integration_importrecord_changelist")
        pages += [user.get(page_of(batch, "take_back")), user.get(LIST), user.get(f"{records}?batch__exact={batch.pk}")]
        pages.append(user.get("/admin/system/logentry/"))
        for page in pages:
            assert page.status_code == 200
            assert "<script>alert" not in text(page)
            assert "<img src=x" not in text(page)
            assert "&lt;img src=x" in text(page)


class TestTakingBack:
    def test_looking_changes_nothing(self, user, imported):
        before = rows_of_all_tables()
        page = text(user.get(page_of(imported, "take_back")))
        assert '<th scope="row">Sales</th><td>2</td><td>deleted</td>' in page
        assert "What stays" not in page
        assert 'name="partly"' not in page
        assert rows_of_all_tables() == before
        imported.refresh_from_db()
        assert imported.status == BatchStatus.COMPLETED

    def test_all_of_it(self, user, imported):
        page = take_back(user, imported)
        assert "was taken back: " in messages(page)[0]
        assert not Order.objects.exists()
        assert not InventoryItem.objects.exists()
        assert not Product.objects.exists()
        assert not ImportChange.objects.exists()
        assert "Take back" not in text(page)
        assert LogEntry.objects.filter(component="import", message__contains="Taken back").count() == 1
        assert send(user, SALES, "sales.csv", "alias_sales").status_code == 302  # the file is new again

    def test_what_it_changed_is_as_before(self, user, imported):
        known = query("SELECT * FROM transactions.orders ORDER BY id")
        send(user, SALES.replace(",195,", ",205,"), "corrected.csv", "alias_sales")
        batch = ImportBatch.objects.get(source_file="corrected.csv")
        assert '<th scope="row">Sale</th><td>1</td><td>restored</td>' in text(user.get(page_of(batch, "take_back")))
        assert query("SELECT * FROM transactions.orders ORDER BY id") != known
        assert "1 sale" in messages(take_back(user, batch))[0]
        assert query("SELECT * FROM transactions.orders ORDER BY id") == known

    def test_a_form_that_is_sent_twice_takes_back_once(self, user, imported):
        form = fields(user.get(page_of(imported, "take_back")))
        first, second = (user.post(page_of(imported, "take_back"), form, follow=True) for _ in range(2))
        assert "was taken back" in messages(first)[0]
        assert messages(second) == ["This import is taken back already."]
        assert LogEntry.objects.filter(message__contains="Taken back").count() == 1

    def test_later_work_is_named_and_kept(self, user, imported):
        Order.objects.filter(external_id="1001").update(notes="Came with a torn box.")
        page = user.get(page_of(imported, "take_back"))
        assert "was changed since" in text(page)
        assert "is referred to by" in text(page)
        before = rows_of_all_tables()
        refused = take_back(user, imported)
        assert "say below" in messages(refused)[0]
        assert {**rows_of_all_tables(), "system.LogEntry": before["system.LogEntry"]} == before
        done = take_back(user, imported, partly="on")
        assert "stay because of later work" in messages(done)[0]
        assert list(Order.objects.values_list("external_id", flat=True)) == ["1001"]
        imported.refresh_from_db()
        assert imported.status == BatchStatus.COMPLETED  # the rest can be taken back once the later work is
        assert "stay" in imported.error_message

    def test_later_work_that_rests_on_all_of_it(self, user, imported):
        Order.objects.update(notes="Came with a torn box.")
        page = text(user.get(page_of(imported, "take_back")))
        assert 'value="Take back"' not in page
        assert 'name="partly"' not in page
        assert "Nothing of this import" in messages(take_back(user, imported, partly="on"))[0]
        imported.refresh_from_db()
        assert imported.status == BatchStatus.COMPLETED
        assert ImportChange.objects.filter(batch=imported).exists()

    @pytest.mark.parametrize("partly", [{}, {"partly": "on"}])
    def test_a_page_that_is_older_than_later_work(self, partly, user, imported):
        form = fields(user.get(page_of(imported, "take_back")))
        Order.objects.filter(external_id="1001").update(notes="Came with a torn box.")
        page = user.post(page_of(imported, "take_back"), {**form, **partly}, follow=True)
        assert messages(page)[0].startswith("Somebody has worked with these rows since you opened this page")
        assert "was changed since" in text(page)
        assert Order.objects.count() == 2
        imported.refresh_from_db()
        assert imported.status == BatchStatus.COMPLETED

    def test_without_what_the_page_says_nothing_is_taken_back(self, user, imported):
        user.post(page_of(imported, "take_back"), {})
        assert Order.objects.count() == 2

    def test_an_import_that_is_too_old(self, user, imported):
        ImportChange.objects.all().delete()
        assert "Take back" not in text(user.get(page_of(imported)))
        for answer in (user.get, user.post):
            page = answer(page_of(imported, "take_back"), follow=True)
            assert f"kept for {KEPT.days} days" in messages(page)[0]

    @pytest.mark.parametrize("status", [BatchStatus.FAILED, BatchStatus.PROCESSING, BatchStatus.PENDING])
    def test_an_import_that_wrote_nothing(self, status, user, imported):
        ImportBatch.objects.update(status=status)
        assert "Take back" not in text(user.get(page_of(imported)))
        assert "nothing to take back" in messages(user.get(page_of(imported, "take_back"), follow=True))[0]

    def test_the_turn_is_given_back(self, user, imported):
        take_back(user, imported)
        with turn(ImportSource.ALIAS):
            pass
        assert (
            query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND objsubid = 1")
            == []
        )

    @pytest.mark.parametrize("key", ["nonsense", "1", "%00", "00000000-0000-0000-0000-000000000000"])
    def test_a_key_that_is_none(self, key, user):
        assert user.get(f"{LIST}{key}/take_back/").status_code == 404
        assert user.post(f"{LIST}{key}/take_back/", {"partly": "on"}).status_code == 404


class TestLists:
    def test_records_carry_their_reason(self, user, imported):
        make(ImportRecord, batch=imported, row_number=3, status="error", error_message="y" * 200, source_data={})
        records = reverse("admin:integration_importrecord_changelist")
        assert "Added." in text(user.get(f"{records}?batch__exact={imported.pk}"))
        errors = user.get(f"{records}?batch__exact={imported.pk}&status__exact=error")
        assert [row.row_number for row in errors.context["cl"].result_list] == [3]
        assert "y" * 149 + "…<" in text(errors)

    def test_changes_are_shown_without_what_the_rows_held(self, user, imported, django_assert_max_num_queries):
        change = make(ImportChange, batch=imported, images=[{"buyer": "an invented buyer"}], table_name="core.brands")
        listing = reverse("admin:integration_importchange_changelist")
        with django_assert_max_num_queries(8):
            pages = [text(user.get(listing))]
        pages.append(text(user.get(reverse("admin:integration_importchange_change", args=[change.pk]))))
        pages.append(b"".join(user.get(f"{listing}export/").streaming_content).decode())
        for page in pages:
            assert "core.brands" in page
            assert "invented" not in page
            assert str(change.row_ids[0]) not in page

    def test_imports_show_what_was_skipped(self, user, imported):
        page = text(user.get(LIST))
        assert 'class="field-skipped_records"' in page
