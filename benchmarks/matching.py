"""What matching costs: a million offers against 50,000 products, a part of them and then nearly all, and again.

Beside each stands the import of the same feed: what it takes to write the offers at all. Each step is a process of its
own, as users start it.
"""

import argparse
import tempfile
from pathlib import Path

from back_office import connected_to
from databases import python, recreate, set_up
from feeds import BRANDS, SIZES, feed, style_code
from imports import MB, NAME, imported, settle

OTHER = "{:06}-999"  # a style code that no offer has


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the feed (default: %(default)s)")
    parser.add_argument("--products", type=int, default=50_000, help="products (default: %(default)s)")
    parser.add_argument(
        "--shares",
        type=float,
        nargs="+",
        default=[0.25, 1],
        help="parts of the styles that the catalog has, one by one",
    )
    options = parser.parse_args()
    set_up()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feed.csv"
        feed(file, options.rows)
        print(f"A feed of {options.rows:,} rows, {file.stat().st_size / MB:,.0f} MB; {options.products:,} products.")
        recreate(NAME)
        python("manage.py", "migrate", "--verbosity", "0", database=NAME)
        python("manage.py", "standardize_sizes", "--verbosity", "0", database=NAME)
        print(f"{'':44} {'seconds':>8} {'x import':>9} {'client MB':>10} {'server MB':>10}")
        whole, client, server, _ = imported("import_awin", str(file), "--again")
        print(f"{'import of the feed':44} {whole:8.1f} {1:9.2f} {client:10.0f} {server:10.0f}")
        for share in options.shares:
            fill_catalog(options.products, round(share * options.rows / len(SIZES)))
            measure(f"matching, {share:.0%} of the styles are in the catalog", whole)
            measure("again, nothing changed", whole)
    recreate(NAME, create=False)


def measure(title: str, whole: float) -> None:
    """One run, beside the seconds of the import."""
    settle()
    seconds, client, server, said = imported("match_products")
    print(f"{title:44} {seconds:8.1f} {seconds / whole:9.2f} {client:10.0f} {server:10.0f}")
    print(f"    {said}")


def fill_catalog(products: int, known: int) -> None:
    """Make so many products, the first of which are the styles of the feed."""
    with connected_to(NAME):
        from apps.core.models import Brand, Category
        from apps.products.models import Product

        brands = {brand.name.casefold(): brand for brand in Brand.objects.all()}
        for name in BRANDS:
            if name.casefold() not in brands:
                brands[name.casefold()] = Brand.objects.create(name=name, slug=name.casefold())
        category = Category.objects.get(slug="sneakers")
        Product.objects.bulk_create(
            (
                Product(
                    sku=f"P-{number:06}",
                    name=f"Shoe {number}",
                    brand=brands[BRANDS[number % len(BRANDS)].casefold()],
                    category=category,
                    style_code=style_code(number) if number < known else OTHER.format(number),
                )
                for number in range(products)
            ),
            batch_size=5_000,
            update_conflicts=True,
            unique_fields=["sku"],
            update_fields=["style_code"],
        )


if __name__ == "__main__":
    main()
