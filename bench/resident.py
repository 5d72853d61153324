"""Prints the resident set and the unnamed dirty memory, in KiB, of a command while its first request is under way.

resident.py [--after SECONDS] COMMAND...   with --after: of one that runs on, such as the agent, after that time
"""
import os
import socket
import subprocess
import sys
import time

after, command = None, sys.argv[1:]
if command[0] == "--after":
    after, command = float(command[1]), command[2:]
environment = dict(os.environ)
silent = socket.create_server(("127.0.0.1", 0))
if after is None:
    environment["DOCSPACE_BASE_URL"] = f"http://127.0.0.1:{silent.getsockname()[1]}"
process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    if after is None:
        silent.settimeout(60)
        connection, _ = silent.accept()
        connection.recv(1)
    else:
        time.sleep(after)
    sizes = dict(line.split(":", 1) for line in open(f"/proc/{process.pid}/smaps_rollup") if ":" in line)
    print(*(sizes[name].split()[0] for name in ("Rss", "Private_Dirty")))
finally:
    process.kill()
    process.wait()
