"""Figures that the database knows, asked for when Prometheus asks: by functions of the rooms, which settings name."""

import logging
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import Error
from django.utils.module_loading import import_string
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

logger = logging.getLogger(__name__)


class Business(Collector):
    """All figures of the rooms. One that cannot be had is missing, and the others are there."""

    def collect(self) -> Iterator[Metric]:
        works = GaugeMetricFamily("soleflip_figures_up", "Whether the figures of a room could be had", labels=["room"])
        took = GaugeMetricFamily("soleflip_figures_seconds", "Seconds that they took", labels=["room"])
        for function in settings.METRICS:
            room, began = function.split(".")[1], time.perf_counter()
            try:
                yield from list(import_string(function)())
                works.add_metric([room], 1)
            except Error:
                logger.warning("The figures of %s could not be had for /metrics.", room, exc_info=True)
                works.add_metric([room], 0)
            took.add_metric([room], time.perf_counter() - began)
        yield works
        yield took
