"""The program of a competent scripter in Python, for `cheku-bench b --python`.

One pool of kept connections (aiohttp), one table of answers, one of violations with one index (sqlite3): WAL, a
commit every 200 answers, `synchronous=NORMAL`. Words: home, concurrency. Prints the child's reply as one line.
"""

import asyncio
import csv
import hashlib
import json
import os
import sqlite3
import sys
import time

import aiohttp

COLUMNS = ("car_no", "car_type", "frame_number", "engine_number")
PATH = "/pyi/65/173"
TOGETHER = 200
TABLES = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE answers (plate TEXT, asked_at INTEGER, code TEXT, body TEXT);
    CREATE TABLE violations (plate TEXT, time TEXT, place TEXT, act TEXT, code TEXT, fine TEXT, points TEXT, state TEXT);
    CREATE INDEX violations_plate ON violations (plate, time);
"""
FIELDS = ("vioTime", "vioAddress", "vioAction", "vioCode", "vioFine", "vioScore", "handleSign")


def signed(params, secret):
    text = "".join(name + params[name] for name in sorted(params)) + secret
    return {**params, "sign": hashlib.md5(text.encode()).hexdigest()}


def rows_of(body):
    found = body.get("retdata")
    return found if isinstance(found, list) else found.get("data") or [] if isinstance(found, dict) else []


class Script:
    def __init__(self, home, setup):
        self.account = next(account for account in setup["accounts"] if "appid" in account["values"])
        self.db = sqlite3.connect(os.path.join(home, "scripter.sqlite"), isolation_level=None)
        self.db.executescript(TABLES)
        self.answers, self.violations, self.answered = [], [], 0

    async def ask(self, session, vehicle):
        values, now = self.account["values"], int(time.time())
        params = {"appid": values["appid"], "format": "json", "time": str(now)}
        params.update((name, vehicle[name]) for name in COLUMNS if vehicle[name])
        data = signed(params, self.account["secret"])
        async with session.post(values["base_url"] + PATH, data=data) as response:
            text = await response.text()
        body = json.loads(text)
        code, plate = str(body["codeid"]), vehicle["car_no"]
        self.answered += code in ("10000", "10025")
        self.answers.append((plate, now, code, text))
        self.violations += [(plate, *map(row.get, FIELDS)) for row in rows_of(body)]
        if len(self.answers) >= TOGETHER:
            self.commit()

    def commit(self):
        self.db.execute("BEGIN")
        self.db.executemany("INSERT INTO answers VALUES (?, ?, ?, ?)", self.answers)
        self.db.executemany("INSERT INTO violations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self.violations)
        self.db.execute("COMMIT")
        self.answers, self.violations = [], []


async def main(home, concurrency):
    with open(os.path.join(home, "setup.json"), encoding="utf-8") as file:
        setup = json.load(file)
    with open(setup["fleet"], encoding="utf-8-sig", newline="") as file:
        fleet = [dict(zip(COLUMNS, row)) for row in list(csv.reader(file))[1:]]
    script, waiting = Script(home, setup), iter(fleet)
    start, processor = time.perf_counter(), time.process_time()

    async def worker(session):
        for vehicle in waiting:
            await script.ask(session, vehicle)

    pool = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=pool, trust_env=False) as session:
        await asyncio.gather(*(worker(session) for _ in range(concurrency)))
    script.commit()
    print(json.dumps({
        "refused": None, "errors": [], "planned": len(fleet), "answered": script.answered, "doubtful": 0,
        "not_asked": len(fleet) - script.answered, "stopped": None, "seconds": time.perf_counter() - start,
        "usage": {"cpu_seconds": time.process_time() - processor, "peak_kib": 0},
    }))


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
