"""The styles that the shop trades."""

from dataclasses import dataclass
from decimal import Decimal

# Brand; name; the maker's code; list price in EUR; what it resells for, as a multiple of that; days since the release.
TABLE = """
Nike; Dunk Low Retro White Black; DD1391-100; 119.99; 1.02; 1400
Nike; Dunk Low Grey Fog; DD1391-103; 119.99; 1.18; 1200
Nike; Dunk Low Jade Green; DV0833-310; 129.99; 1.31; 210
Nike; Air Force 1 Low '07 Triple White; CW2288-111; 119.99; 0.97; 2000
Nike; Air Max 1 '86 Big Bubble Royal; DO9844-101; 159.99; 1.12; 640
Nike; Air Max 95 OG Neon; HJ8504-001; 189.99; 1.34; 160
Nike; Air Max Plus Hyper Blue; BQ4629-003; 189.99; 1.08; 1500
Nike; Zoom Vomero 5 Photon Dust; BV1358-001; 159.99; 1.09; 800
Nike; P-6000 Metallic Silver; CD6404-002; 109.99; 1.05; 900
Nike; SB Dunk Low Pro Court Purple; DV5464-500; 114.99; 1.46; 95
Jordan; Jordan 1 Retro High OG Chicago Lost and Found; DZ5485-612; 189.99; 2.05; 1100
Jordan; Jordan 1 Retro High OG Black Toe Reimagined; DZ5485-106; 179.99; 1.15; 300
Jordan; Jordan 1 Low OG Mocha; CZ0790-102; 139.99; 1.68; 390
Jordan; Jordan 3 Retro White Cement Reimagined; DN3707-100; 209.99; 1.40; 980
Jordan; Jordan 4 Retro Bred Reimagined; FV5029-006; 214.99; 1.33; 330
Jordan; Jordan 4 Retro Military Blue; FV5029-141; 209.99; 1.27; 120
Jordan; Jordan 5 Retro Olive; DD0587-308; 209.99; 0.92; 500
Jordan; Jordan 11 Retro Gratitude; CT8012-170; 229.99; 1.04; 720
Adidas; Samba OG Cloud White; B75806; 119.99; 1.05; 2000
Adidas; Samba OG Black White Gum; B75807; 119.99; 1.07; 2000
Adidas; Gazelle Indoor Blue Fusion; H06259; 119.99; 1.16; 450
Adidas; Campus 00s Core Black; HQ8708; 109.99; 1.01; 900
Adidas; Handball Spezial Light Blue; BD7632; 109.99; 1.21; 700
Adidas; SL 72 RS Green Yellow; IG2133; 99.99; 0.88; 240
Adidas; Forum Low Cloud White Royal; FY7756; 109.99; 0.82; 1300
Yeezy; Yeezy Boost 350 V2 Bone; HQ6316; 229.99; 1.19; 1100
Yeezy; Yeezy Slide Onyx; HQ6448; 69.99; 1.62; 1000
New Balance; 550 White Green; BB550WT1; 129.99; 1.03; 1200
New Balance; 2002R Protection Pack Rain Cloud; M2002RDA; 159.99; 1.58; 1300
New Balance; 9060 Sea Salt; U9060ECA; 179.99; 1.11; 600
New Balance; 1906R Silver Metallic; M1906REE; 169.99; 1.06; 400
New Balance; 990v6 Grey Made in USA; M990GL6; 239.99; 1.09; 900
Asics; Gel-Kayano 14 Cream Black; 1201A019-108; 149.99; 1.28; 700
Asics; Gel-1130 Pure Silver; 1201A256-104; 109.99; 1.13; 800
Asics; GT-2160 Oatmeal; 1203A320-100; 119.99; 1.04; 280
Puma; Speedcat OG Red White; 398846-02; 109.99; 0.95; 330
Puma; Palermo Vintage Green; 396463-03; 89.99; 0.84; 500
Reebok; Club C 85 Vintage Chalk; 100007797; 99.99; 0.79; 1500
Vans; Old Skool Black White; VN000D3HY28; 79.99; 0.91; 2000
Converse; Chuck 70 High Parchment; 162053C; 89.99; 0.86; 2000
Nike; Air Max 1 Patta Waves Noise Aqua with Bracelet, Special Box, Extra Laces and the Numbered Card of the Second \
Print Run; DH1348-004; 149.99; 2.40; 1300
; Canvas low from a closed factory outlet, no label in the tongue; ; 25.00; 1.60; 2000
"""


@dataclass(frozen=True)
class Style:
    """A style as the market knows it."""

    brand: str
    name: str
    code: str
    list_price: Decimal
    heat: float
    released: int

    @property
    def is_hyped(self) -> bool:
        """Sold out in the shops soon after its release."""
        return self.heat >= 1.25


def _style(line: str) -> Style:
    brand, name, code, price, heat, released = (cell.strip() for cell in line.split(";"))
    return Style(brand, name, code, Decimal(price), float(heat), int(released))


STYLES = [_style(line) for line in TABLE.strip().splitlines()]
