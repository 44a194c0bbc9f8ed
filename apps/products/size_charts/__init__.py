"""What the charts of the makers say of a size, and what a label says by itself. Nothing here is guessed.

`published` holds the charts, `answers` reads them, `labels` reads what shops and marketplaces print, `genders` titles
of products; `rows` finds or makes the rows of public.sizes, `standardizing` fills those that are there.
"""
