"""The portal as a process of its own, which a test may kill and start again on the same port."""

import os
import signal
import socket
import subprocess
import sys
import time

from django.db import connection


def environment():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)
    return os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url, "DEBUG": "1"}


class Server:
    def __init__(self):
        self.port, self.process = free_port(), None
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [sys.executable, "manage.py", "runserver", "--noreload", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env=environment(), start_new_session=True, **quiet)
        end = time.monotonic() + 60
        while not answers(self.port):
            assert self.process.poll() is None, "the server ended by itself"
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.1)
        return self

    def kill(self):
        """As when the power fails: nothing is finished, nothing is said."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port):
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0
