import errno
import gzip
import logging
import socket
from contextlib import ExitStack
from email.utils import formatdate
from io import BytesIO

import pytest

from soleflip.intake import connections
from soleflip.intake.addresses import is_public
from soleflip.intake.fetching import Fetched, FetchError, Validators, fetch
from tests.intake.feed_server import (
    answer,
    certificate_for_this_machine,
    chunked,
    dripping,
    raw,
    redirect,
    serving,
)

SECRET = "0123abc4567"  # in a path, as Awin has it
LOGGED_IN = "http://staff:hunter22@"


class Watched(BytesIO):
    """A target that remembers the most it ever held."""

    most = 0

    def write(self, data):
        written = super().write(data)
        self.most = max(self.most, self.tell())
        return written


@pytest.fixture
def server():
    with serving() as feed:
        yield feed


@pytest.fixture
def other():
    with serving() as feed:
        yield feed


@pytest.fixture
def target():
    """A file that has something already, which no fetch may touch."""
    target = Watched(b"kept:")
    target.seek(0, 2)
    return target


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def get(server, target, pauses):
    """Fetches /feeds/feed.csv.gz of the server, or another path or address, and never really waits."""

    def fetched(path="/feeds/feed.csv.gz", **limits):
        address = path if "://" in path else server.origin + path
        return fetch(address, target, sleep=pauses.append, **limits)

    return fetched


@pytest.fixture
def refused(get, target):
    """Fetches what must fail, and returns the sentence; the target is as it was."""

    def sentence(*args, **limits):
        with pytest.raises(FetchError) as caught:
            get(*args, **limits)
        assert target.getvalue() == b"kept:"
        assert target.tell() == len(b"kept:")
        assert caught.value.__cause__ is None  # a library's error may name the path
        assert caught.value.__suppress_context__ or caught.value.__context__ is None
        return str(caught.value)

    return sentence


@pytest.fixture
def everywhere_is_public(monkeypatch):
    """So that two servers on this machine can play two on the internet."""
    monkeypatch.setattr(connections, "is_public", lambda ip: True)


class TestVersions:
    def test_a_feed_is_written_behind_what_the_target_has(self, server, get, target):
        server.answers = [answer(body=b"a,b\n", ETag='"1"', Last_Modified="Wed, 25 Nov 2026 09:00:00 GMT")]
        assert get() == Fetched(True, Validators('"1"', "Wed, 25 Nov 2026 09:00:00 GMT"), "feed.csv.gz")
        assert target.getvalue() == b"kept:a,b\n"
        assert server.requests[0].path == "/feeds/feed.csv.gz"
        assert server.requests[0].headers["Accept-Encoding"] == "identity"
        assert "If-None-Match" not in server.requests[0].headers
        assert "If-Modified-Since" not in server.requests[0].headers

    def test_nothing_is_written_when_there_is_no_newer_version(self, server, get, target):
        known = Validators('"1"', "Wed, 25 Nov 2026 09:00:00 GMT")
        server.answers = [answer(304, length=None)]
        assert get(known=known) == Fetched(False, known, "feed.csv.gz")
        assert target.getvalue() == b"kept:"
        assert server.requests[0].headers["If-None-Match"] == '"1"'
        assert server.requests[0].headers["If-Modified-Since"] == "Wed, 25 Nov 2026 09:00:00 GMT"

    def test_a_newer_version_brings_validators_of_its_own(self, server, get, target):
        server.answers = [answer(body=b"new", ETag='"2"')]
        assert get(known=Validators('"1"', "long ago")) == Fetched(True, Validators('"2"', None), "feed.csv.gz")
        assert target.getvalue() == b"kept:new"

    def test_nothing_new_without_a_question_is_an_error(self, server, refused):
        server.answers = [answer(304, length=None)]
        assert "answered 304" in refused()

    @pytest.mark.parametrize("bad", ['"\x00"', '"\x1b[2J"', '"' + "x" * 300 + '"'])
    def test_validators_that_no_database_should_hold_are_dropped(self, server, get, bad):
        server.answers = [answer(body=b"new", ETag=bad)]
        assert get().validators == Validators(None, None)


class TestSize:
    def test_what_is_announced_as_too_large_is_not_read(self, server, refused, target):
        server.answers = [answer(body=b"x" * 200_000)]
        assert refused(largest=199_999) == (
            "127.0.0.1 sends more than the 199,999 bytes that are allowed: make the feed smaller, with fewer columns "
            "or products, or allow more."
        )
        assert target.most == 0
        assert len(server.requests) == 1

    def test_the_limit_itself_is_allowed(self, server, get, target):
        server.answers = [answer(body=b"x" * 5000)]
        get(largest=5000)
        assert target.getvalue() == b"kept:" + b"x" * 5000

    @pytest.mark.parametrize(
        "sends",
        [answer(body=b"x" * 1_000_000, length=None), chunked(*[b"x" * 50_000] * 20)],
        ids=["until the end", "in chunks"],
    )
    def test_what_is_not_announced_is_counted_as_it_comes(self, server, refused, target, sends):
        server.answers = [sends]
        assert "more than the 200,000 bytes" in refused(largest=200_000)
        assert 0 < target.most <= 200_005

    def test_what_it_unpacks_to_is_counted_as_it_comes(self, server, refused, target):
        server.answers = [answer(body=gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")]
        assert "more than the 200,000 bytes" in refused(largest=200_000)
        assert 0 < target.most <= 200_005

    def test_packed_nothings_without_end_are_counted_too(self, server, refused):
        server.answers = [answer(body=gzip.compress(b"") * 20_000, length=None, Content_Encoding="gzip")]
        assert "more than the 200,000 bytes" in refused(largest=200_000)


class TestBody:
    @pytest.mark.parametrize("encoding", ["gzip", "X-GZIP"])
    def test_what_http_packed_is_unpacked(self, server, get, target, encoding):
        server.answers = [answer(body=gzip.compress(b"one") + gzip.compress(b" two"), Content_Encoding=encoding)]
        get()
        assert target.getvalue() == b"kept:one two"

    def test_a_file_that_is_packed_itself_stays_as_it_is(self, server, get, target):
        server.answers = [answer(body=gzip.compress(b"one", mtime=0), Content_Type="application/gzip")]
        get()
        assert target.getvalue() == b"kept:" + gzip.compress(b"one", mtime=0)

    def test_another_packing_is_refused(self, server, refused):
        server.answers = [answer(body=b"x", Content_Encoding="br")]
        assert "cannot be unpacked" in refused()
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        ("sends", "said"),
        [
            (answer(body=b"x" * 50, length=100), "broke the transfer off"),
            (chunked(b"x" * 50, ends=False), "broke the transfer off"),
            (
                answer(body=gzip.compress(b"x" * 50)[:-4], length=None, Content_Encoding="gzip"),
                "broke the transfer off",
            ),
            (answer(body=b"no gzip", Content_Encoding="gzip"), "sent damaged data"),
            (answer(body=gzip.compress(b"x" * 50, 0).replace(b"xx", b"xy"), Content_Encoding="gzip"), "damaged data"),
        ],
        ids=["shorter than announced", "last chunk missing", "gzip cut off", "no gzip", "wrong checksum"],
    )
    def test_a_broken_body_is_an_error_after_four_tries(self, server, refused, pauses, sends, said):
        server.answers = [sends]
        assert said in refused()
        assert len(server.requests) == 4
        assert pauses == [2, 8, 30]

    def test_a_full_disk_is_no_matter_of_the_network(self, server, get, target, monkeypatch):
        def full(data):
            BytesIO.write(target, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(target, "write", full)
        with pytest.raises(OSError, match="No space left"):
            get()
        assert len(server.requests) == 1
        assert target.getvalue() == b"kept:"


class TestTime:
    @pytest.mark.parametrize(
        "drips",
        [
            dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"x" * 100),
            dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 100),
            dripping(b"HTTP/1.1 200 OK\r\nServer: ", b"x" * 100 + b"\r\nContent-Length: 0\r\n\r\n"),
        ],
        ids=["body", "body without length", "headers"],
    )
    def test_a_server_that_drips_does_not_hold_us(self, server, refused, drips):
        server.answers = [drips]
        assert refused(longest=0.5) == (
            "127.0.0.1 takes longer than the whole transfer may: try again later, or allow more time."
        )
        assert len(server.requests) == 1
        assert not server.was_heard_out

    def test_nor_does_one_that_drips_its_handshake(self, refused, monkeypatch):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            assert "longer than the whole transfer" in refused(
                f"https://127.0.0.1:{silent.getsockname()[1]}/", longest=0.3
            )

    def test_a_server_that_falls_silent_is_left(self, server, refused, monkeypatch):
        monkeypatch.setattr(connections, "READ_SECONDS", 0.1)
        server.answers = [dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", b"xx", gap=1)]
        assert refused() == "127.0.0.1 does not answer in time. Try again later."
        assert len(server.requests) == 4

    def test_a_server_that_takes_no_connection_is_left(self, refused, monkeypatch):
        monkeypatch.setattr(connections, "CONNECT_SECONDS", 0.1)
        with ExitStack() as full, socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen(0)
            for _ in range(4):  # until no other fits into its queue
                waiting = full.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex(busy.getsockname())
            said = refused(f"http://127.0.0.1:{busy.getsockname()[1]}/")
        assert said == "127.0.0.1 does not answer in time. Try again later."

    def test_no_pause_is_begun_that_ends_after_the_whole_transfer_may(self, server, refused, pauses):
        server.answers = [answer(503)]
        assert "answered 503" in refused(longest=1.5)
        assert pauses == []


class TestTries:
    def test_a_broken_transfer_begins_again(self, server, get, target, pauses, caplog):
        server.answers = [answer(body=b"x" * 50, length=100), answer(503), answer(body=b"whole")]
        assert get().is_new
        assert target.getvalue() == b"kept:whole"
        assert pauses == [2, 8]
        assert [record.getMessage() for record in caplog.records if record.name == "soleflip.intake.fetching"] == [
            "127.0.0.1 broke the transfer off. Try again later. The next try is in 2 seconds.",
            "127.0.0.1 answered 503: that server has a trouble of its own. Try again later. "
            "The next try is in 8 seconds.",
        ]

    @pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
    def test_what_passes_is_tried_again(self, server, get, pauses, status):
        server.answers = [answer(status), answer(body=b"whole")]
        assert get().is_new
        assert pauses == [2]

    @pytest.mark.parametrize("status", [204, 206, 300, 400, 401, 403, 404, 410, 418, 501])
    def test_what_stays_is_not(self, server, refused, pauses, status):
        server.answers = [answer(status, Retry_After="1")]
        assert f"127.0.0.1 answered {status}: " in refused()
        assert len(server.requests) == 1
        assert pauses == []

    def test_a_refusal_says_what_to_do(self, server, refused):
        server.answers = [answer(403)]
        assert refused() == (
            "127.0.0.1 answered 403: the feed's address or its key is not accepted there. "
            "Copy the address anew from Awin."
        )

    @pytest.mark.parametrize(
        ("asked", "waited"),
        [
            ("7", 7),
            ("3600", 60),
            (formatdate(0, usegmt=True), 0),
            (formatdate(4e9, usegmt=True), 60),
            ("soon", 2),
            ("9" * 5000, 2),
        ],
    )
    def test_the_server_says_how_long_to_wait(self, server, get, pauses, asked, waited):
        server.answers = [answer(429, Retry_After=asked), answer(body=b"whole")]
        get()
        assert pauses == [waited]

    def test_however_long_the_server_asks_to_wait_the_tries_end(self, server, refused, pauses):
        server.answers = [answer(429, Retry_After="7")]
        assert "answered 429" in refused()
        assert pauses == [7, 7, 7]

    def test_a_connection_that_is_refused(self, refused, pauses):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        assert refused(f"http://127.0.0.1:{port}/{SECRET}") == (
            "127.0.0.1 refuses the connection: check host and port of the address, or try again later."
        )
        assert pauses == [2, 8, 30]

    @pytest.mark.parametrize(
        ("sends", "said"),
        [
            (raw(b""), "127.0.0.1 broke the transfer off."),
            (raw(b"220 mail.example.com ESMTP\r\n"), "127.0.0.1 does not speak HTTP as it should:"),
            (raw(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n"), "127.0.0.1 does not speak HTTP as it should:"),
            (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nab"), "127.0.0.1 does not speak HTTP as it should:"),
        ],
        ids=["nothing", "mail", "too many headers", "two lengths"],
    )
    def test_who_is_no_web_server(self, server, refused, sends, said):
        server.answers = [sends]
        assert refused().startswith(said)

    def test_a_name_that_is_not_there(self, refused):
        assert refused(f"http://feeds.invalid/apikey/{SECRET}/") == (
            "feeds.invalid is not found by name: check the address for typing errors, and this machine's network."
        )

    def test_a_name_that_cannot_be(self, refused, pauses):
        assert "host name that cannot be" in refused(f"http://feeds..example/{SECRET}")
        assert pauses == []


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_within_the_named_origin_they_are_followed(self, server, get, target, status):
        server.answers = [redirect("../files/feed.csv?part=1", status), answer(body=b"feed")]
        assert get().file_name == "feed.csv"
        assert target.getvalue() == b"kept:feed"
        assert server.requests[1].path == "/files/feed.csv?part=1"

    def test_five_are_followed(self, server, get, target):
        server.answers = [redirect("/next")] * 5 + [answer(body=b"feed")]
        get()
        assert target.getvalue() == b"kept:feed"

    def test_a_sixth_is_not(self, server, refused):
        server.answers = [redirect("/feeds/feed.csv.gz")]
        assert "leads on and on, over 5 addresses" in refused()
        assert len(server.requests) == 6

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0", "2130706433", "127.1", "[::1]", "[::ffff:7f00:1]"])
    def test_another_port_of_this_machine_is_refused(self, server, other, refused, host):
        server.answers = [redirect(f"http://{host}:{other.port}/{SECRET}")]
        assert refused() == (
            f"A redirect leads to {host.strip('[]')}, which is not a public address on the internet: not followed. "
            "Copy the address anew from Awin."
        )
        assert len(server.requests) == 1
        assert other.requests == []

    @pytest.mark.parametrize(
        "host", ["169.254.169.254", "10.0.0.1", "[fe80::1]", "[64:ff9b::a9fe:a9fe]", "[2002:a00:1::]", "224.0.0.1"]
    )
    def test_a_private_address_is_refused(self, server, refused, host):
        server.answers = [redirect(f"http://{host}/latest/meta-data")]
        assert "not a public address" in refused()
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        "location",
        ["file:///etc/passwd", "ftp://127.0.0.1/feed", "javascript:1", "http://[", "https:///x", "http://a b"],
    )
    def test_another_scheme_or_nonsense_is_refused(self, server, refused, location):
        server.answers = [redirect(location)]
        assert "none of http or https" in refused()
        assert len(server.requests) == 1

    def test_a_name_that_leads_elsewhere_once_it_was_looked_at_is_refused(self, server, other, refused, monkeypatch):
        """What DNS rebinding comes to: the name was public when it was looked up, the connection is not."""
        really = socket.getaddrinfo

        def rebinding(host, port, *args, **kwargs):
            if host == "rebinding.example":
                return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))]
            return really("127.0.0.1" if host == "8.8.8.8" else host, port, *args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        server.answers = [redirect(f"http://rebinding.example:{other.port}/")]
        assert "leads to rebinding.example, which is not a public address" in refused()
        assert other.requests == []

    @pytest.mark.usefixtures("everywhere_is_public")
    def test_a_public_address_is_followed(self, server, other, get, target):
        server.answers = [redirect(f"http://localhost:{other.port}/elsewhere.csv")]
        assert get().file_name == "elsewhere.csv"
        assert target.getvalue() == b"kept:feed"

    def test_strangers_do_not_lead_back_to_the_named_origin(self, server, other, refused, monkeypatch):
        looked_at = iter([True, True, False])  # the stranger before and after connecting, then the way back
        monkeypatch.setattr(connections, "is_public", lambda ip: next(looked_at))
        server.answers = [redirect(other.origin), answer(body=b"feed")]
        other.answers = [redirect(server.origin)]
        assert "not a public address" in refused()
        assert len(server.requests) == 1

    @pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "file:///etc/passwd", "feeds.example.com", "http://", ""])
    def test_only_http_and_https_are_fetched(self, target, address):
        with pytest.raises(FetchError, match="must begin with https:// or http://"):
            fetch(address, target)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]
)
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.0.2.1 192.168.1.1 198.18.0.1 224.0.0.1
    240.0.0.1 239.1.1.1 255.255.255.255 :: ::1 ::7f00:1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1
    2001:db8::1 2001::1 100::1 4000::1
    ::ffff:10.0.0.1 ::ffff:224.0.0.1 64:ff9b::7f00:1 64:ff9b:1::808:808 2002:7f00:1:: 2002:e000:1::
    """.split(),
)
def test_other_addresses(address):
    assert not is_public(address)


class TestSecrets:
    def test_errors_and_logs_name_the_host_alone(self, server, refused, caplog):
        caplog.set_level(logging.DEBUG)
        server.answers = [
            answer(body=b"x", length=9),
            raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nno header\r\nA: b\r\n\r\nx"),  # urllib3 warns of that
            redirect(f"/apikey/{SECRET}/again?token={SECRET}"),
            answer(503),
        ]
        path = f"/datafeed/download/apikey/{SECRET}/fid/12/?token=querysecret"
        said = refused(server.origin.replace("http://", LOGGED_IN) + path) + caplog.text
        assert "127.0.0.1 answered 503" in said
        for secret in (SECRET, "querysecret", "hunter22", "staff", "apikey", "token"):
            assert secret not in said

    @pytest.mark.parametrize(
        "address", [f"ftp://u:{SECRET}@h/", f"http://h:{SECRET}@h:port/", f"http://[{SECRET}/", f"http://h ü/{SECRET}"]
    )
    def test_an_address_that_cannot_be_used_is_not_repeated(self, refused, address):
        assert SECRET not in refused(address)

    @pytest.mark.parametrize(
        ("path", "disposition", "name"),
        [
            ("/feed.csv", None, "feed.csv"),
            ("/feed.CSV.gz?key=1", None, "feed.CSV.gz"),
            ("/a/f%20e%2F..%2Fed.zip", None, "ed.zip"),
            ("/feed.csv", 'attachment; filename="datafeed_12.csv.gz"', "datafeed_12.csv.gz"),
            ("/feed.csv", "attachment; filename*=UTF-8''Schn%C3%A4ppchen.csv", "Schnäppchen.csv"),
            ("/feed.csv", 'attachment; filename="../../etc/cron.d/x.csv"', "x.csv"),
            ("/feed.csv", 'attachment; filename="C:\\\\Users\\\\x.csv"', "x.csv"),
            ("/feed.csv", "attachment; filename*=UTF-8''a%00b%0Ac%1B%E2%80%AEd.csv", "abcd.csv"),
            ("/feed.csv", f'attachment; filename="{"x" * 300}.csv"', "x" * 251 + ".csv"),
            ("/feed.csv", 'attachment; filename="passwd"', "feed.csv"),
            ("/feed.csv", "attachment; filename*0*=''a; filename*x*=b;;=", "feed.csv"),
            ("/", None, "127.0.0.1"),
            ("/..", None, "127.0.0.1"),
            ("/.csv", None, "127.0.0.1"),
            ("/download.php", None, "127.0.0.1"),
            (f"/apikey/{SECRET}", None, "127.0.0.1"),
            (f"/apikey/{SECRET}/", None, "127.0.0.1"),
            (f"/apikey/{SECRET}.csv", None, "127.0.0.1"),
            (f"/apikey/{SECRET}/feed.csv", None, "feed.csv"),
            (f"/apikey/{SECRET}/", f'attachment; filename="datafeed_{SECRET}.csv"', "127.0.0.1"),
            (f"/feed.csv?api_key={SECRET}", f'attachment; filename="{SECRET}.csv"', "feed.csv"),
            ("/x/0123456789abcdef0/y", 'attachment; filename="0123456789abcdef0.csv"', "127.0.0.1"),
            ("/datafeed/12/", 'attachment; filename="datafeed_12.csv.gz"', "datafeed_12.csv.gz"),
        ],
    )
    def test_a_file_is_called_by_what_gives_nothing_away(self, server, get, path, disposition, name):
        server.answers = [answer(body=b"feed", **({"Content_Disposition": disposition} if disposition else {}))]
        assert get(path).file_name == name

    def test_not_by_the_key_of_an_address_before_a_redirect(self, server, get):
        server.answers = [redirect(f"/files/{SECRET}.csv"), answer(body=b"feed")]
        assert get(f"/apikey/{SECRET}/").file_name == "127.0.0.1"

    def test_nor_by_the_login(self, server, get):
        server.answers = [answer(body=b"feed", Content_Disposition='attachment; filename="hunter22.csv"')]
        assert get(server.origin.replace("http://", LOGGED_IN)).file_name == "127.0.0.1"

    @pytest.mark.usefixtures("everywhere_is_public")
    def test_the_login_is_for_the_named_origin_alone(self, server, other, get):
        server.answers = [redirect("/again"), redirect(other.origin.replace("http://", LOGGED_IN))]
        get(server.origin.replace("http://", "http://st%C3%A4ff:hun%3Ater@"))
        assert [request.headers["Authorization"] for request in server.requests] == ["Basic c3TDpGZmOmh1bjp0ZXI="] * 2
        assert "Authorization" not in other.requests[0].headers

    def test_neither_cookies_nor_netrc_nor_proxies(self, server, get, tmp_path, monkeypatch):
        (tmp_path / ".netrc").write_text("machine 127.0.0.1 login staff password hunter22\n")
        (tmp_path / ".netrc").chmod(0o600)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        server.answers = [redirect("/again", Set_Cookie="a=b"), answer(body=b"feed")]
        assert get().is_new
        assert "Cookie" not in server.requests[1].headers
        assert "Authorization" not in server.requests[1].headers


class TestTLS:
    @pytest.fixture
    def certificate(self, tmp_path):
        return certificate_for_this_machine(tmp_path)

    @pytest.fixture
    def secure(self, certificate):
        with serving(certificate) as feed:
            yield feed

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, secure, refused, pauses):
        said = refused(f"{secure.origin}/apikey/{SECRET}/")
        assert said.startswith("127.0.0.1 shows a certificate that cannot be trusted (self-signed certificate)")
        assert secure.requests == []
        assert pauses == []

    def test_one_that_the_machine_trusts_is_accepted(self, secure, get, target, certificate, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert get(f"{secure.origin}/feed.csv").is_new
        assert target.getvalue() == b"kept:feed"

    def test_but_not_for_another_host(self, secure, refused, certificate, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert "certificate that cannot be trusted (Hostname mismatch" in refused(f"https://localhost:{secure.port}/")

    @pytest.mark.usefixtures("everywhere_is_public")
    def test_https_never_leads_to_http(self, secure, other, refused, certificate, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        secure.answers = [redirect(f"{other.origin}/feed.csv")]
        assert "from https to http" in refused(secure.origin)
        assert other.requests == []

    def test_a_dripping_body_over_tls_is_cut_off_too(self, secure, refused, certificate, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        secure.answers = [dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 100)]
        assert "longer than the whole transfer" in refused(secure.origin, longest=0.5)
        assert not secure.was_heard_out

    def test_a_server_without_tls(self, server, refused):
        assert "does not speak https as it should" in refused(server.origin.replace("http:", "https:"))
