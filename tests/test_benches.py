"""The measurements run: the bare project is made, served and asked."""

import http.client

from config.benches.bare import make_bare
from config.benches.load import round_of
from config.benches.server import serving

PATHS = ["/", "/plain/"] * 8


def test_the_bare_project_is_made_served_and_measured(tmp_path):
    folder = str(tmp_path)
    with serving(make_bare(folder), BENCH_FOLDER=folder, UTBYTE_SERVE="pages") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", "/")
        assert b"<h1" in connection.getresponse().read()
        taken = round_of(server, PATHS * 20, {})
    assert 0 < taken.p50_ms <= taken.p95_ms
    assert taken.cpu_ms > 0 and taken.requests_per_second > 0
    assert server.process.poll() is not None
