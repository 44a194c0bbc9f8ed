"""Offers of shops and the products that they are."""
