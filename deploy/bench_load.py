"""A small load tool on plain sockets: it must cost less than the pages that it measures. Loopback only."""

import math
import re
import socket
import statistics
import time
from concurrent.futures import ProcessPoolExecutor

HOST = "127.0.0.1"
MOST_REQUESTS = 100_000
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"connection: *close", re.IGNORECASE)


class Failed(Exception):
    """The server answered something else than the page."""


def request_for(path, cookie=""):
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}", "Accept: text/html"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    return "\r\n".join([*lines, "", ""]).encode()


def burst(port, request, seconds):
    """One visitor, one request after the other; the answer is the seconds that each took."""
    times, ends = [], time.perf_counter() + seconds
    connection = None
    try:
        while time.perf_counter() < ends and len(times) < MOST_REQUESTS:
            begun = time.perf_counter()
            connection = connection or socket.create_connection((HOST, port), timeout=60)
            connection.sendall(request)
            if not answered(connection):
                connection.close()
                connection = None
            times.append(time.perf_counter() - begun)
    finally:
        if connection:
            connection.close()
    return times


def answered(connection):
    """Read one whole answer; false when the server closes the connection after it."""
    read = b""
    while b"\r\n\r\n" not in read:
        piece = connection.recv(65536)
        if not piece:
            raise Failed("the server closed the connection")
        read += piece
    head, _, body = read.partition(b"\r\n\r\n")
    if b" 200 " not in head[:20]:
        raise Failed(head[:40].decode(errors="replace"))
    length = LENGTH.search(head)
    if length is None:
        raise Failed("an answer without a length")
    missing = int(length[1]) - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536)) or missing
    return not CLOSES.search(head)


class Crowd:
    """Several visitors at once, each a process of its own."""

    def __init__(self, visitors):
        self.visitors, self.pool = visitors, ProcessPoolExecutor(visitors)

    def throughput(self, port, request, seconds):
        """Answers in a second, over all visitors."""
        runs = [self.pool.submit(burst, port, request, seconds) for _ in range(self.visitors)]
        return sum(len(run.result()) for run in runs) / seconds

    def close(self):
        self.pool.shutdown(cancel_futures=True)


def middle(times):
    return statistics.median(times) * 1000


def slowest_twentieth(times):
    """p95, in milliseconds."""
    return sorted(times)[math.ceil(len(times) * 0.95) - 1] * 1000
