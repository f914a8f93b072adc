"""The long form of tests/end_to_end/test_memory.py: corpora larger than --memory, ten million words, a million documents, a word of 100 MB,
all alike, all disjoint, a full temporary folder, killed while spilling. Prints what it measured. SCALE=100 divides the sizes by 100; names of parts (spill.py larger killed) choose among them."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
from support import MIZAN  # noqa: E402
from test_memory import is_spilling  # noqa: E402
from test_torture import peak_memory  # noqa: E402

SCALE = int(os.environ.get("SCALE", "1"))
failed = 0


def tell(text, is_good=True):
    global failed
    failed += not is_good
    print(f"spill: {text}" + ("" if is_good else " - FAILED"), flush=True)


def measure(name, arguments, most_megabytes, code=0):
    found, megabytes, seconds, message = peak_memory(*arguments)
    tell(f"{name}: exit code {found}, {megabytes:.0f} MB, {seconds:.0f} s {message.strip().splitlines()[-1:]}",
         found == code and megabytes <= most_megabytes)
    return message


def word(number):
    """Letters for each number, as words of a language are."""
    text = ""
    for _ in range(5):
        number, place = divmod(number, 100)
        text += "bcdfghklmnprstvwxzqj"[place // 5] + "aeiou"[place % 5]
        if number == 0:
            break
    return text


def write(path, texts):
    with open(path, "w", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            file.write(f'{{"id":"d{i}","language":"en","text":"{text}"}}\n')
    return path


def larger_than_the_limit(folder):
    limit = max(300 // SCALE // 3, 64)
    draw = random.Random(1)
    texts = (" ".join(word(int(draw.paretovariate(.6)) % 30_000) for _ in range(12_000)) for _ in range(8000 // SCALE + 350))
    path = write(folder / "large.ndjson", texts)
    command = [MIZAN, "nearest", path, "-k", "5"]
    expected = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    found = subprocess.run([*command, "--memory", f"{limit}M"], stdout=subprocess.PIPE, check=True).stdout
    tell(f"{path.stat().st_size >> 20} MB with --memory {limit}M: the same bytes", found == expected)
    measure(f"{path.stat().st_size >> 20} MB with --memory {limit}M", ["nearest", path, "-k", "5", "--memory", f"{limit}M"], limit * 1.05)


def many(folder):
    draw = random.Random(2)
    path = write(folder / "tiny.ndjson", (" ".join(word(draw.randrange(20_000)) for _ in range(3)) for _ in range(1_000_000 // SCALE)))
    measure("a million documents of three words, --memory 2G", ["nearest", path, "-k", "5", "--memory", "2G"], 2150)
    path = write(folder / "words.ndjson", (" ".join(word(i * 1000 + k) + "q" for k in range(1000)) for i in range(10_000 // SCALE)))
    measure("ten million words", ["nearest", path, "-k", "1"], 12_000)
    if SCALE == 1:
        measure("ten million words, --memory 256M", ["nearest", path, "-k", "1", "--memory", "256M"], 270, 64)
    path = write(folder / "long.ndjson", ["a" * (100_000_000 // SCALE), "two words", "three words more"])
    measure("a word of 100 MB", ["nearest", path], 1200)


def alike_and_disjoint(folder):
    workers = str(os.cpu_count() + 1)
    count = 20_000 // SCALE + 600
    alike = write(folder / "alike.ndjson", ("the harvest was poor and wheat was dear in the towns" for _ in range(count)))
    measure("all documents the same", ["nearest", alike, "-j", workers], 2000)
    disjoint = write(folder / "disjoint.ndjson", (" ".join(word(i * 10 + k) + "q" for k in range(10)) for i in range(count)))
    measure("all documents disjoint", ["nearest", disjoint, "-j", workers], 2000)
    measure("all documents disjoint, the pairs above .5", ["compare", disjoint, "-o", folder / "out", "--quiet", "--threshold", "0.5"], 2000)


def full_temporary_folder(folder):
    place = folder / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "mizan-spill", place], capture_output=True).returncode != 0:
        tell("a full temporary folder: may not mount here")
        return
    try:
        done = subprocess.run([MIZAN, "nearest", folder / "large.ndjson", "--memory", "64M"], capture_output=True,
                              env={**os.environ, "TMPDIR": str(place)})
        tell(f"a full temporary folder: exit code {done.returncode}, left {list(place.iterdir())}",
             done.returncode == 74 and b"No space left" in done.stderr and not list(place.iterdir()))
    finally:
        subprocess.run(["umount", place], check=True)


def killed(folder):
    place = folder / "killed"
    place.mkdir()
    for number in (signal.SIGKILL, signal.SIGTERM):
        process = subprocess.Popen([MIZAN, "nearest", folder / "large.ndjson", "--memory", "64M"], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": str(place)})
        while process.poll() is None and not is_spilling(process.pid):
            time.sleep(.01)
        process.send_signal(number)
        process.wait()
        tell(f"{number.name} while spilling: left {list(place.iterdir())}", process.returncode == -number or process.returncode == 128 + number)
        tell("nothing is left", not list(place.iterdir()))


folder = pathlib.Path(tempfile.mkdtemp(prefix="mizan-spill-", dir=os.environ.get("TMPDIR", "/var/tmp")))
try:
    for part in (larger_than_the_limit, full_temporary_folder, killed, alike_and_disjoint, many):
        if not sys.argv[1:] or any(part.__name__.startswith(name) for name in sys.argv[1:]):
            part(folder)
finally:
    shutil.rmtree(folder, ignore_errors=True)
tell(f"{failed} failed")
sys.exit(1 if failed else 0)
