"""Brands with their share of the trade, and the models that people know them by."""

from typing import NamedTuple

from apps.demo.copying import Copier
from apps.demo.plan import Plan, stamp


class Brand(NamedTuple):
    name: str
    slug: str
    share: float  # of the products, in percent
    retail: tuple[int, int]  # the usual list prices, from and to, in EUR
    models: str  # separated by commas


BRANDS = (
    Brand(
        "Nike", "nike", 27, (90, 200), "Dunk Low,Air Max 1,Air Max 90,Air Force 1,Vomero 5,P-6000,Zoom Kobe 6,SB Dunk"
    ),
    Brand("Jordan", "jordan", 16, (110, 220), "1 Retro High OG,1 Low,3 Retro,4 Retro,5 Retro,11 Retro,12 Retro"),
    Brand("adidas", "adidas", 16, (90, 180), "Samba OG,Gazelle Indoor,Campus 00s,Spezial,Forum Low,Superstar"),
    Brand("New Balance", "new-balance", 9, (110, 240), "550,2002R,9060,990v6,1906R,530"),
    Brand("ASICS", "asics", 7, (100, 180), "Gel-Kayano 14,Gel-1130,Gel-NYC,GT-2160,Gel-Lyte III"),
    Brand("Puma", "puma", 3.5, (80, 140), "Speedcat,Suede,Palermo,LaFrancé Amour"),
    Brand("Yeezy", "yeezy", 3, (110, 300), "Boost 350 V2,Slide,Foam RNR,700 Wave Runner"),
    Brand("Converse", "converse", 3, (65, 120), "Chuck 70,Run Star Hike,One Star"),
    Brand("Vans", "vans", 2, (65, 120), "Old Skool,Knu Skool,Half Cab"),
    Brand("Reebok", "reebok", 1.5, (80, 130), "Club C 85,Question Mid,Pump Omni"),
    Brand("Salomon", "salomon", 2.5, (130, 250), "XT-6,ACS Pro,Speedcross 3"),
    Brand("On", "on", 2, (140, 220), "Cloudmonster,Cloudtilt,The Roger"),
    Brand("Hoka", "hoka", 1.5, (140, 200), "Clifton 9,Mafate Speed 2,Tor Summit"),
    Brand("Saucony", "saucony", 0.8, (100, 170), "ProGrid Omni 9,Shadow 6000"),
    Brand("Mizuno", "mizuno", 0.7, (120, 180), "Wave Rider 10,Wave Prophecy"),
    Brand("Onitsuka Tiger", "onitsuka-tiger", 0.8, (110, 160), "Mexico 66,Serrano"),
    Brand("Birkenstock", "birkenstock", 0.7, (80, 170), "Boston,Arizona"),
    Brand("Timberland", "timberland", 0.6, (150, 230), "6-Inch Premium,3-Eye Lug"),
    Brand("Crocs", "crocs", 0.5, (50, 90), "Pollex Clog,Classic Clog"),
    Brand("UGG", "ugg", 0.4, (100, 200), "Tasman,Classic Mini"),
    Brand("Fila", "fila", 0.3, (70, 110), "Disruptor,Grant Hill 2"),
    Brand("Karhu", "karhu", 0.3, (110, 160), "Fusion 2.0,Mestari"),
    Brand("Diadora", "diadora", 0.3, (90, 180), "N9000,Mythos"),
    Brand("Maison Mihara", "maison-mihara", 0.2, (250, 450), "Peterson,Hank"),
    Brand("Pækur Østby", "paekur-oestby", 0.2, (180, 320), "Løper,Fjell"),
)
COLUMNS = "id, name, slug, created_at, updated_at"


def copy(copier: Copier, plan: Plan) -> dict[str, str]:
    """Add the brands that are not there; returns the id of each by its slug."""
    copier.cursor.execute("SELECT slug, lower(name), id::text FROM core.brands")
    known = copier.cursor.fetchall()
    by_slug = {slug: key for slug, _, key in known}
    by_name = {name: key for _, name, key in known}
    ids, new = {}, []
    for number, brand in enumerate(BRANDS):
        ids[brand.slug] = by_slug.get(brand.slug) or by_name.get(brand.name.lower())
        if not ids[brand.slug]:
            ids[brand.slug] = plan.key("core.brands", number)
            began = stamp(plan.months[0][0])
            new.append((ids[brand.slug], brand.name, brand.slug, began, began))
    copier.copy("core.brands", COLUMNS, new)
    return ids
