"""Columns of native enum types."""

import json

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.migrations import AddField, AlterField
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.writer import MigrationWriter
from django.db.models import Case, CharField, Count, F, Max, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.forms import modelform_factory
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from soleflip.postgres.fields import EnumField

from . import catalog
from .project import table


class Role(models.TextChoices):
    USER = "user", "User"
    EDITOR = "editor", "Editor"
    ADMIN = "admin", "Administrator"


ROLE_TYPE = '"auth"."user_role"'


@pytest.fixture
def accounts(project):
    """A project with three users whose roles are 'admin', 'user' and 'editor'."""
    catalog.execute(f"CREATE TYPE {ROLE_TYPE} AS ENUM ('user', 'editor', 'admin')")
    project.migrate(
        table(
            "User",
            '"auth"."users"',
            ("name", models.CharField(max_length=20, unique=True)),
            ("role", EnumField(ROLE_TYPE, choices=Role, db_default=Role.USER)),
            ("wish", EnumField(ROLE_TYPE, choices=Role, null=True, blank=True)),
        )
    )
    user = project.model("User")
    project.objects("User").bulk_create(
        [user(name="ann", role="admin"), user(name="bob", role=Role.USER), user(name="eve", role="editor", wish="user")]
    )
    return project


@pytest.fixture
def users(accounts):
    return accounts.objects("User")


def names(query):
    return sorted(query.values_list("name", flat=True))


# --- the column ---


def test_the_column_is_of_the_enum_type(users):
    assert catalog.column_type("auth.users", "role") == "auth.user_role"


def test_the_default_is_one_of_the_database(users):
    assert catalog.column_default("auth.users", "role") == "'user'::auth.user_role"
    assert users.create(name="kim").role == "user"


# --- writing ---


def test_values_come_back_as_plain_strings_equal_to_the_choices(users):
    role = users.get(name="ann").role
    assert type(role) is str
    assert role == Role.ADMIN
    assert users.get(name="ann").get_role_display() == "Administrator"


def test_a_row_is_created_and_saved(users):
    user = users.create(name="kim", role=Role.EDITOR, wish="admin")
    user.role, user.wish = "admin", None
    user.save()
    user.refresh_from_db()
    assert (user.role, user.wish) == ("admin", None)


def test_many_rows_are_inserted_through_unnest(users, accounts):
    rows = [users.model(name=name, role=role, wish=None) for name, role in (("kim", "admin"), ("lee", Role.EDITOR))]
    with CaptureQueriesContext(accounts.connection) as queries:
        users.bulk_create(rows)
    assert any("UNNEST" in query["sql"] for query in queries)
    assert names(users.filter(role="admin")) == ["ann", "kim"]


def test_many_rows_are_inserted_over_others(users):
    users.bulk_create(
        [users.model(name="ann", role="user"), users.model(name="kim", role="editor")],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["role"],
    )
    assert names(users.filter(role="user")) == ["ann", "bob"]


def test_many_rows_are_updated(users):
    rows = list(users.order_by("name"))
    for row, role in zip(rows, ("user", Role.ADMIN, "admin"), strict=True):
        row.role, row.wish = role, None
    users.bulk_update(rows, ["role", "wish"])
    assert list(users.order_by("name").values_list("role", flat=True)) == ["user", "admin", "admin"]


def test_rows_are_updated_to_a_value_or_to_another_column(users):
    users.filter(name="ann").update(role="user")
    users.update(wish=F("role"))
    assert list(users.order_by("name").values_list("wish", flat=True)) == ["user", "user", "editor"]


def test_rows_are_updated_to_a_case_of_literals(users):
    users.update(role=Case(When(name="ann", then=Value("editor")), default=Value(Role.ADMIN)))
    assert names(users.filter(role="editor")) == ["ann"]
    assert users.filter(role="admin").count() == 2


def test_a_row_is_created_with_a_case_of_literals(users):
    users.create(name="kim", role=Case(When(Value(True), then=Value("editor")), default=Value("user")))
    assert names(users.filter(role="editor")) == ["eve", "kim"]


@pytest.mark.parametrize("value", ["boss", "Admin", "", 7])
def test_an_unknown_value_is_refused_with_the_choices(users, value):
    message = f'"{value}" is not a value of warehouse.User.role: choose one of user, editor, admin.'
    with pytest.raises(ValueError, match=message):
        users.create(name="kim", role=value)
    with pytest.raises(ValueError, match=message):
        users.filter(role=value)
    with pytest.raises(ValueError, match=message):
        users.filter(role__in=["user", value])
    with pytest.raises(ValueError, match=message):
        users.update(role=value)


def test_without_a_value_or_default_the_attribute_is_none():
    assert EnumField(ROLE_TYPE, choices=Role).get_default() is None


# --- reading ---


@pytest.mark.parametrize(
    ("lookup", "found"),
    [
        ({"role": "admin"}, ["ann"]),
        ({"role": Role.ADMIN}, ["ann"]),
        ({"role__in": ["admin", Role.USER]}, ["ann", "bob"]),
        ({"role__gt": "user"}, ["ann", "eve"]),
        ({"role__lte": "editor"}, ["bob", "eve"]),
        ({"role__range": ("editor", "admin")}, ["ann", "eve"]),
        ({"wish__isnull": True}, ["ann", "bob"]),
        ({"wish": None}, ["ann", "bob"]),
        ({"wish": ""}, ["ann", "bob"]),
        ({"role__icontains": "DMI"}, ["ann"]),
        ({"role__contains": "dmi"}, ["ann"]),
        ({"role__startswith": "e"}, ["eve"]),
        ({"role__iexact": "EDITOR"}, ["eve"]),
        ({"role__regex": "^(u|e)"}, ["bob", "eve"]),
        ({"wish__lt": F("role")}, ["eve"]),
        ({"role": F("wish")}, []),
    ],
    ids=str,
)
def test_rows_are_found(users, lookup, found):
    assert names(users.filter(**lookup)) == found


@pytest.mark.parametrize(
    ("lookup", "found"),
    [("role", ["bob"]), ("role__gt", ["ann", "eve"]), ("role__lte", ["bob"]), ("wish", ["eve"])],
)
def test_columns_compare_with_a_case_of_literals(users, lookup, found):
    case = Case(When(name="ann", then=Value("editor")), default=Value("user"))
    assert names(users.filter(**{lookup: case})) == found


def test_columns_compare_with_a_query_of_text(users):
    names_of_ann = users.filter(name="ann").annotate(wanted=Value("editor")).values("wanted")[:1]
    assert names(users.filter(role=names_of_ann)) == ["eve"]


def test_order_is_that_of_the_enum(users):
    assert list(users.order_by("role").values_list("role", flat=True)) == ["user", "editor", "admin"]
    assert users.aggregate(highest=Max("role"))["highest"] == "admin"


def test_values_are_distinct_and_counted(users):
    users.create(name="kim", role="admin")
    assert set(users.values_list("role", flat=True).distinct()) == set(Role.values)
    counts = users.values("role").annotate(count=Count("id")).order_by("role")
    assert [row["count"] for row in counts] == [1, 1, 2]


def test_a_missing_value_is_replaced(users):
    found = users.annotate(next=Coalesce("wish", "role", Value("user"))).order_by("name")
    assert list(found.values_list("next", flat=True)) == ["admin", "user", "user"]


def test_an_annotated_case_compares_with_the_column(users):
    target = Case(
        When(name="ann", then=Value("admin")), default=Value("editor"), output_field=EnumField(ROLE_TYPE, choices=Role)
    )
    annotated = users.annotate(target=target)
    assert names(annotated.filter(target=F("role"))) == ["ann", "eve"]
    assert names(annotated.filter(target="admin")) == ["ann"]


def test_functions_of_text_take_a_cast(users):
    labels = users.annotate(label=Concat("name", Value(": "), Cast("role", CharField()))).order_by("name")
    assert labels[0].label == "ann: admin"


def test_a_list_is_a_parameter_of_plain_sql(users):
    sql = 'SELECT * FROM "auth"."users" WHERE role = ANY(%s)'
    assert [user.name for user in users.raw(sql, [["admin", Role.EDITOR.value]])] == ["ann", "eve"]


def test_rows_are_found_with_parameters_bound_by_the_server(users, engine):
    settings = {**engine.settings_dict, "OPTIONS": {**engine.settings_dict["OPTIONS"], "server_side_binding": True}}
    connections["engine"] = connection = type(engine)(settings, alias="engine")
    try:
        users.bulk_create([users.model(name=name, role="user") for name in ("kim", "lee")])
        users.update(wish=Case(When(name="kim", then=Value("user")), default=Value("admin")))
        assert names(users.filter(role__in=["user"], wish="admin")) == ["bob", "lee"]
    finally:
        connection.close()
        connections["engine"] = engine


# --- forms, admin, fixtures ---


def test_an_empty_choice_of_a_form_is_null(users):
    form = modelform_factory(users.model, fields=["wish"])({"wish": ""}, instance=users.get(name="eve"))
    form.save()
    assert users.get(name="eve").wish is None


def test_an_unknown_choice_of_a_form_is_an_error_of_the_form(users):
    form = modelform_factory(users.model, fields=["role"])({"role": "boss"})
    assert "role" in form.errors
    with pytest.raises(ValidationError):
        users.model(name="kim", role="boss").clean_fields()


class Staff:
    """Somebody who may do everything."""

    pk = 1
    is_active = is_staff = True

    def has_perm(self, permission, obj=None):
        return True


class UserAdmin(ModelAdmin):
    list_filter = ("role", "wish")
    search_fields = ("role",)
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).using("engine")


def admin_request(parameters):
    request = RequestFactory().get("/users/", parameters)
    request.user = Staff()
    return request


@pytest.mark.parametrize(
    ("parameters", "found"),
    [({"role__exact": "admin"}, ["ann"]), ({"wish__isnull": "True"}, ["ann", "bob"]), ({"q": "edit"}, ["eve"])],
    ids=str,
)
def test_the_admin_filters_and_searches(users, parameters, found):
    changelist = UserAdmin(users.model, AdminSite()).get_changelist_instance(admin_request(parameters))
    assert names(changelist.get_queryset(admin_request(parameters))) == found


def test_an_unknown_value_in_an_address_of_the_admin_leads_back_to_the_list(users):
    response = UserAdmin(users.model, AdminSite()).changelist_view(admin_request({"role__exact": "boss"}))
    assert (response.status_code, response.url) == (302, "/users/?e=1")


def test_rows_go_through_a_fixture(users):
    text = serializers.serialize("json", users.order_by("name"))
    assert [row["fields"]["wish"] for row in json.loads(text)] == [None, None, "user"]
    field = users.model._meta.get_field("role")
    assert field.value_to_string(users.model(role=Role.ADMIN)) == "admin"


# --- migrations ---


def test_the_field_goes_through_deconstruct_and_migrations():
    field = EnumField(ROLE_TYPE, choices=Role, db_default=Role.USER, null=True)
    field.set_attributes_from_name("role")
    text, _ = MigrationWriter.serialize(field)
    assert 'db_enum=\'"auth"."user_role"\'' in text
    assert "('admin', 'Administrator')" in text
    _, _, args, kwargs = field.deconstruct()
    assert EnumField(*args, **kwargs).deconstruct()[1:] == field.deconstruct()[1:]


def test_makemigrations_finds_nothing_new(accounts):
    detected = MigrationAutodetector(accounts.state, accounts.state.clone())._detect_changes()
    assert detected == {}


def test_the_field_is_added_to_a_table_with_rows(accounts):
    accounts.migrate(AddField("User", "rank", EnumField(ROLE_TYPE, choices=Role, default=Role.EDITOR, db_index=True)))
    assert set(accounts.objects("User").values_list("rank", flat=True)) == {"editor"}


def test_new_choices_change_nothing_in_the_database(accounts):
    choices = [*Role.choices, ("owner", "Owner")]
    assert "ALTER" not in accounts.sqlmigrate(
        AlterField("User", "role", EnumField(ROLE_TYPE, choices=choices, db_default=Role.USER))
    )


@pytest.mark.parametrize("options", [{"db_default": "user"}, {"db_default": "admin"}, {}], ids=str)
def test_a_text_becomes_an_enum_and_back(accounts, options):
    text = models.CharField(max_length=20, unique=True, **options)
    accounts.migrate(AlterField("User", "role", text))
    assert names(accounts.objects("User").filter(role="admin")) == ["ann"]
    accounts.migrate(AlterField("User", "role", EnumField(ROLE_TYPE, choices=Role, db_default="user")))
    assert catalog.column_type("auth.users", "role") == "auth.user_role"
    assert catalog.column_default("auth.users", "role") == "'user'::auth.user_role"


def test_one_enum_becomes_another(accounts):
    catalog.execute("CREATE TYPE auth.rank AS ENUM ('admin', 'editor', 'user')")
    accounts.migrate(AlterField("User", "role", EnumField('"auth"."rank"', choices=Role, db_default=Role.USER)))
    assert catalog.column_type("auth.users", "role") == "auth.rank"
    assert accounts.objects("User").create(name="kim").role == "user"
