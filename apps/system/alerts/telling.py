"""Tells each alert once by each channel, and once more that it has cleared."""

import datetime

from django.utils import timezone

from apps.system.alerts.channels import Channel, News, NotTold, channels
from apps.system.models import Alert

LATEST = datetime.timedelta(days=7)  # what cleared before is not told any more


def tell_all() -> dict[str, str]:
    """Tell by each channel what it has not told yet; returns what each could not tell, and why.

    What could not be told is told the next time. What a channel never told of, it need not say is over.
    """
    problems = {}
    for channel in channels():
        news = untold(channel)
        if not any(news):
            continue
        try:
            channel.tell(news)
        except NotTold as reason:
            problems[channel.name] = str(reason)
        else:
            _remember(channel, news)
    return problems


def untold(channel: Channel) -> News:
    """What the channel has not told yet."""
    raised = Alert.objects.filter(cleared_at=None).exclude(told__contains=[channel.name])
    cleared = Alert.objects.filter(cleared_at__gt=timezone.now() - LATEST, told__contains=[channel.name])
    cleared = cleared.exclude(told_cleared__contains=[channel.name])
    return News(list(raised.order_by("severity", "raised_at")), list(cleared.order_by("cleared_at")))


def _remember(channel: Channel, news: News) -> None:
    for alert in news.raised:
        alert.told.append(channel.name)
        alert.save(update_fields=["told"])
    for alert in news.cleared:
        alert.told_cleared.append(channel.name)
        alert.save(update_fields=["told_cleared"])
