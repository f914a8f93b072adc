"""The long form of tests/end_to_end/test_torture.py: every system call fails once, the run is killed in every one of them, and inputs
of a gigabyte. Prints what it measured; arguments name the parts to run: calls, disk, large, million, giant. Uses $MIZAN."""
import gzip
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
import injection  # noqa: E402
from support import MIZAN, SMALL  # noqa: E402
from test_torture import peak_memory  # noqa: E402

FAILING = {"openat": ("EIO", "EMFILE", "EACCES"), "read": ("EIO",), "write": ("EIO", "ENOSPC"), "close": ("EIO",), "rename": ("EIO",),
           "renameat2": ("EINVAL", "EIO"), "mkdir": ("EIO", "ENOSPC"), "getdents64": ("EIO",), "newfstatat": ("EIO",),
           "readlink": ("EIO",), "access": ("EIO",), "lseek": ("EIO",), "flock": ("EIO", "EAGAIN"), "unlink": ("EIO",),
           "rmdir": ("EIO",), "mmap": ("ENOMEM",)}
KILLING = ("openat", "read", "write", "close", "mkdir", "rename", "renameat2", "unlink", "rmdir", "flock")
GIGABYTE = 10 ** 9
MOST_OF_ONE = .75  # of the time of one worker, which two take of a giant: .57 on a quiet machine
BUSY = .2          # of a processor that others took: what two workers take says nothing then
failed = 0


def tell(text, is_good=True):
    global failed
    failed += not is_good
    print(f"torture: {text}" + ("" if is_good else " - FAILED"), flush=True)


def write_corpora(folder):
    """The same small corpus in each form; returns their command lines."""
    for name, text in SMALL.items():
        (folder / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "corpus" / name).write_text(text)
    (folder / "corpus/harvest/wire.txt.gz").write_bytes(gzip.compress(b"The summer was dry, and wheat was dear.\n"))
    (folder / "corpus/harvest/old.txt").write_bytes("Лето было сухим, и хлеб был дорог. Урожай был плохим.".encode("windows-1251"))
    (folder / "list.csv").write_text("path,id,source,language\n" + "".join(f"corpus/{name},{name},x,en\n" for name in SMALL))
    (folder / "lines.ndjson").write_text("".join(f'{{"id":"{name}","text":"{text.splitlines()[0]}"}}\n' for name, text in SMALL.items()))
    return {"a folder": ["corpus"], "a manifest": ["list.csv"], "NDJSON": ["lines.ndjson", "--threshold", "0.1", "--characters", "3"]}


def sweep_all(name, run, limit=None):
    run.prepare()
    expected = run.plain()
    complaints, tried = [], 0
    for call, errors in FAILING.items():
        for error in errors:
            found, count = injection.sweep(run, [call], expected,
                                           lambda r, c, n, e, error=error: injection.check_error(r, c, error, n, e),
                                           limit)
            complaints += found
            tried += count
    for line in complaints:
        print(line)
    tell(f"{name}: {tried} system calls failed in turn, {len(complaints)} complaints", not complaints and tried > 50)
    complaints, tried = injection.sweep(run, KILLING, expected, injection.check_kill, limit)
    for line in complaints:
        print(line)
    tell(f"{name}: killed at {tried} system calls in turn, {len(complaints)} complaints", not complaints and tried > 50)


def sweep_everything(folder):
    if not injection.available():
        tell("strace is not installed, or may not trace here: no injection")
        return
    os.chdir(folder)
    for name, arguments in write_corpora(folder).items():
        limit = None if name == "a folder" else 15  # what is the same for all corpora is gone through once
        sweep_all(name, injection.Run(folder, ["compare", *arguments, "--quiet"]), limit)
    run = injection.Run(folder, ["compare", "lines.ndjson", "--language", "en", "--force"])
    run.before = {"run.json": b'{"program": "mizan"}', "old.csv": b"old"}
    sweep_all("an earlier result replaced", run, 15)


def full_disk(folder):
    """A file system of 200 kB; needs the right to mount."""
    place = folder / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "mizan-torture", place], capture_output=True).returncode != 0:
        tell("a full disk: may not mount here")
        return
    try:
        corpus = pathlib.Path(__file__).resolve().parents[2] / "corpora"
        done = subprocess.run([MIZAN, "compare", corpus, "-o", place / "out", "--quiet"], capture_output=True)
        left = list(place.iterdir())
        tell(f"a full disk: exit code {done.returncode}, left {left}", done.returncode == 74 and b"No space left" in done.stderr and not left)
    finally:
        subprocess.run(["umount", place], check=True)


def measure(name, arguments, most_megabytes, codes=(0,)):
    code, megabytes, seconds, message = peak_memory(*arguments)
    tell(f"{name}: exit code {code}, {megabytes:.0f} MB at most, {seconds:.1f} s", code in codes and megabytes <= most_megabytes)
    if code not in codes:
        print(message[:1000])


def large_inputs(folder):
    bomb = folder / "bomb" / "event"
    bomb.mkdir(parents=True)
    (bomb / "small.txt").write_text("Two words of a small text, and more.\n")
    with gzip.open(bomb / "zeros.txt.gz", "wb", 9) as file:  # one word of a gigabyte
        for _ in range(1000):
            file.write(b"a" * 1_000_000)
    size = (bomb / "zeros.txt.gz").stat().st_size
    measure(f"a gzip bomb of {size} bytes, one letter a gigabyte long", ["compare", folder / "bomb", "-o", folder / "o1", "--quiet"], 400)
    with gzip.open(bomb / "zeros.txt.gz", "wb", 9) as file:
        for _ in range(1000):
            file.write(b"one line of words\n" * 55_556)
    measure("a gzip bomb of lines, a gigabyte", ["compare", folder / "bomb", "-o", folder / "o2", "--quiet"], 400)
    measure("a gzip bomb of lines, inspected", ["inspect", folder / "bomb"], 32)
    shutil.rmtree(folder / "bomb")
    line = folder / "line" / "event"
    line.mkdir(parents=True)
    with open(line / "long.txt", "wb") as file:
        for _ in range(1000):
            file.write(b"words of a line that does not end " * 29_412)
    (line / "small.txt").write_text("Two words of a small text, and more.\n")
    measure("a line of a gigabyte", ["compare", folder / "line", "-o", folder / "o3", "--quiet"], 400)
    with open(folder / "long.ndjson", "wb") as file:
        file.write(b'{"id":"long","text":"')
        shutil.copyfileobj(open(line / "long.txt", "rb"), file)
        file.write(b'"}\n')
    measure("NDJSON of a gigabyte in one line", ["inspect", folder / "long.ndjson", "--memory", "200M"], 210)
    shutil.rmtree(folder / "line")
    (folder / "long.ndjson").unlink()
    endless = folder / "endless.ndjson.gz"
    member = gzip.compress(b"a" * 43_000_000)
    with open(endless, "wb") as file:  # 4.3 gigabytes of them without a line feed
        file.write(gzip.compress(b'{"id":"endless","text":"'))
        file.writelines([member] * 100)
    measure("a line beyond 4 GiB", ["inspect", endless, "--memory", "200M"], 210, (65,))
    endless.unlink()


def million(folder):
    lines = folder / "million.ndjson"
    with open(lines, "w") as file:
        number = 1
        for i in range(1_000_000):
            words = []
            for _ in range(3):
                number = number * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
                place = (number >> 33) % 26 ** 3  # letters alone: a digit starts a word of its own
                words.append("qx" + "".join(chr(ord("a") + place // 26 ** i % 26) for i in range(3)))
            file.write(f'{{"id":"d{i}","text":"{" ".join(words)}"}}\n')
    measure("a million documents of three words, tokenize", ["tokenize", lines], 1500)
    measure("a million documents of three words, nearest with one query", ["nearest", lines, "--queries", write_query(folder)], 3000)
    measure("a million documents of three words, compare", ["compare", lines, "-o", folder / "million", "--quiet"], 4000)


def busy_seconds():
    """Of all processors since the start of the machine, without what our children took that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, nice, system = open("/proc/stat").readline().split()[1:4]
    return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK") - used.ru_utime - used.ru_stime


def giant(folder, megabytes=100):
    """One document that is as long as all the others together, first: the others must not wait until it is done."""
    words = [f"{a}{b}{c}" for a in ("ba", "ke", "li", "mo", "su") for b in ("ran", "dol", "mik", "tes") for c in "bdfgklmnprst"]
    text = " ".join(words[i * i % len(words)] for i in range(400))  # 2.4 kB
    lines = folder / "giant.ndjson"
    with open(lines, "w") as file:
        copies = megabytes * 1_000_000 // (len(text) + 1)
        file.write('{"id":"giant","language":"en","text":"' + f"{text} " * copies + '"}\n')
        for i in range(copies):
            file.write(f'{{"id":"d{i}","language":"en","text":"{text} d{i % 1000}x"}}\n')
    pairs = []
    while len(pairs) < 3 and (not pairs or min(pairs)[0] >= MOST_OF_ONE):
        seconds, others = {}, 0.
        for workers in (1, 2):
            busy, before = busy_seconds(), time.monotonic()
            code, most, seconds[workers], message = peak_memory("nearest", lines, "--queries", write_query(folder), "-k", "3", "-j", workers)
            others = max(others, (busy_seconds() - busy) / (time.monotonic() - before))
            tell(f"a document of {megabytes} MB before as many MB of others, -j {workers}: exit code {code}, {most:.0f} MB at most, "
                 f"{seconds[workers]:.1f} s", code == 0 and most < 2.5 * megabytes)
        pairs.append((seconds[2] / seconds[1], others))
    share, others = min(pairs)
    is_told = os.cpu_count() > 1 and min(others for _, others in pairs) < BUSY
    tell(f"two workers take {share:.2f} of the time of one, others {others:.1f} of {os.cpu_count()} processors",
         share < MOST_OF_ONE or not is_told)
    lines.unlink()


def write_query(folder):
    query = folder / "query.ndjson"
    query.write_text('{"id":"q","text":"qxaaa qxbcd bran"}\n')
    return query


PARTS = {"calls": sweep_everything, "disk": full_disk, "large": large_inputs, "million": million, "giant": giant}
folder = pathlib.Path(tempfile.mkdtemp(prefix="mizan-torture-"))
started = time.monotonic()
try:
    for part in sys.argv[1:] or PARTS:
        PARTS[part](folder)
finally:
    os.chdir("/")
    shutil.rmtree(folder, ignore_errors=True)
tell(f"{failed} failed, {time.monotonic() - started:.0f} s")
sys.exit(1 if failed else 0)
