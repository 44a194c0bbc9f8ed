"""Finds the rows of public.sizes that labels mean, and makes those that are missing."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from apps.core.models import Brand
from apps.products.models import Size
from apps.products.models.size import Gender, SizeRegion
from apps.products.size_charts.answers import Answer, answer
from apps.products.size_charts.labels import Label, canonical

OF_BRANDS = (SizeRegion.US, SizeRegion.UK)  # each maker cuts them as it likes
LENGTHS = (SizeRegion.JP, SizeRegion.CM, SizeRegion.KR)


class Maker(NamedTuple):
    """Whose chart a brand has: its maker's, else its own."""

    brand_id: UUID
    slug: str


class Key(NamedTuple):
    """What tells the general rows, which have no category, apart."""

    brand_id: UUID | None
    gender: str
    region: str
    value: str


class SizeRows:
    """The rows of sizes by their labels. Those that it had to make are in `made`, so that an import can note them.

    It reads all rows at once and remembers what it made: keep it no longer than one transaction.
    """

    def __init__(self):
        self.made: list[UUID] = []
        self._makers: dict[UUID, Maker] = {}
        self._rows: dict[Key, UUID] = {}
        self._learn()

    def of(self, label: Label, brand_id: UUID | None = None, gender: str | None = None) -> UUID | None:
        """The row of the label on a product of the brand, for the gender that the title names (the label's own wins).

        None where US, UK and lengths of feet are of nobody known: the row would be that of two shoes.
        """
        return self.of_all([(label, brand_id, gender)])[0]

    def of_all(self, wanted: Iterable[tuple[Label, UUID | None, str | None]]) -> list[UUID | None]:
        """The same for many, as cheap as for one."""
        keys = [self._key(*one) for one in wanted]
        if missing := {key: None for key in keys if key and key not in self._rows}:
            self._make(list(missing))
        return [key and self._rows[key] for key in keys]

    def maker(self, brand_id: UUID) -> Maker:
        """Whose chart the brand has."""
        if brand_id not in self._makers:
            brand = Brand.objects.select_related("maker").get(pk=brand_id)
            maker = brand.maker or brand
            self._makers[brand_id] = Maker(maker.pk, maker.slug)
        return self._makers[brand_id]

    def _key(self, label: Label, brand_id: UUID | None, gender: str | None) -> Key | None:
        gender = label.gender or gender
        if label.region not in (*OF_BRANDS, *LENGTHS):
            return Key(None, str(Gender.UNISEX), str(label.region), label.value)
        if not gender or gender == Gender.UNISEX:
            return None
        maker = self.maker(brand_id) if brand_id and label.region in OF_BRANDS else None
        return Key(maker and maker.brand_id, str(gender), str(label.region), label.value)

    def _make(self, keys: list[Key]) -> None:
        sizes = {key: Size(**key._asdict(), **self._answer(key)._asdict()) for key in keys}
        Size.objects.bulk_create(sizes.values(), ignore_conflicts=True)  # others may make the same at this moment
        made = set(Size.objects.filter(pk__in=[size.pk for size in sizes.values()]).values_list("pk", flat=True))
        for key, size in sizes.items():
            if size.pk in made:
                self._rows[key] = size.pk
                self.made.append(size.pk)
            else:
                self._rows[key] = Size.objects.values_list("pk", flat=True).get(category=None, **key._asdict())

    def _answer(self, key: Key) -> Answer:
        slug = self.maker(key.brand_id).slug if key.brand_id else None
        return answer(slug, key.gender, key.region, key.value)

    def _learn(self) -> None:
        """The general rows of all labels. One in our spelling wins over one in another, such as 40.7."""
        rows = Size.objects.filter(category=None).order_by("created_at", "pk")
        odd = {}
        for brand_id, gender, region, value, pk in rows.values_list("brand_id", "gender", "region", "value", "pk"):
            plain = canonical(region, value)
            (self._rows if plain == value else odd).setdefault(Key(brand_id, gender, region, plain), pk)
        self._rows = odd | self._rows
