"""The cases, in the order in which they run: what is as it was loaded first, what wears the tables out last."""

from scale.cases.admin_lists import AdminLists
from scale.cases.brands import BrandLoyalty, BrandTrend, FirstPage
from scale.cases.changed_prices import ChangedPrices
from scale.cases.disk import Disk, DiskAfterUse
from scale.cases.freshness import FreshBrands, FreshOpportunities
from scale.cases.history import DroppedMonth, OneDay
from scale.cases.latest import LatestPrices
from scale.cases.lists_during_import import ListsDuringImport
from scale.cases.new_prices import NewPrices
from scale.cases.opportunities import FirstOpportunities, OneProduct, OpportunitiesAnew
from scale.cases.unchanged_prices import UnchangedPrices

CASES = (
    Disk,
    FirstOpportunities,
    OneProduct,
    OpportunitiesAnew,
    BrandTrend,
    BrandLoyalty,
    FirstPage,
    LatestPrices,
    OneDay,
    AdminLists,
    ChangedPrices,
    UnchangedPrices,
    NewPrices,
    FreshOpportunities,
    FreshBrands,
    DroppedMonth,
    ListsDuringImport,
    DiskAfterUse,
)

__all__ = ["CASES"]
