"""Runs the tests of this folder, the classes of a file side by side: run.py [PATTERN...], by default test_*.py.

What a class prints is shown when it is done, in the order of files and classes. The last line is
'end to end: N passed, N failed, N skipped'."""
import concurrent.futures
import contextlib
import io
import os
import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).parent
SLOWEST_SHOWN = 5


def test_classes(patterns):
    """(module, class) of all tests that the patterns name, sorted, each once."""
    found = set()

    def gather(tests):
        for test in tests:
            if isinstance(test, unittest.TestSuite):
                gather(test)
            else:
                found.add((type(test).__module__, type(test).__qualname__))

    for pattern in patterns:
        gather(unittest.TestLoader().discover(str(HERE), pattern=pattern))
    return sorted(found)


def run_class(module, name):
    """What it printed, how many ran and failed, what was skipped and why, how long it took."""
    if str(HERE) not in sys.path:
        sys.path.insert(0, str(HERE))
    text = io.StringIO()
    start = time.monotonic()
    with contextlib.redirect_stdout(text):
        if module == "unittest.loader":  # a file that cannot be imported: the loader's own case says why
            suite = unittest.TestLoader().discover(str(HERE), pattern="test_*.py")
            suite = unittest.TestSuite(test for test in flatten(suite) if type(test).__module__ == module)
        else:
            suite = unittest.defaultTestLoader.loadTestsFromName(f"{module}.{name}")
        result = unittest.TextTestRunner(stream=text, verbosity=0).run(suite)
    skipped = [(test.id(), reason) for test, reason in result.skipped]
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    return text.getvalue(), result.testsRun, failed, skipped, time.monotonic() - start


def flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flatten(test)
        else:
            yield test


def main():
    sys.path.insert(0, str(HERE))
    classes = test_classes(sys.argv[1:] or ["test_*.py"])
    ran = failed = 0
    skipped, seconds = [], []
    with concurrent.futures.ProcessPoolExecutor(max_workers=os.cpu_count()) as workers:
        for (module, name), done in zip(classes, [workers.submit(run_class, *names) for names in classes]):
            text, class_ran, class_failed, class_skipped, class_seconds = done.result()
            shown = [line for line in text.splitlines() if line and line != "OK" and not line.startswith(("-----", "Ran ", "OK (skipped"))]
            print("\n".join([f"{module}.{name}: {class_ran} tests", *shown]), flush=True)
            ran, failed = ran + class_ran, failed + class_failed
            skipped += class_skipped
            seconds.append((class_seconds, f"{module}.{name}"))
    for test, reason in skipped:
        print(f"skipped: {test}: {reason}")
    print("slowest: " + ", ".join(f"{name} {taken:.0f} s" for taken, name in sorted(seconds, reverse=True)[:SLOWEST_SHOWN]))
    if ran == 0:
        failed = 1
    print(f"end to end: {ran - failed - len(skipped)} passed, {failed} failed, {len(skipped)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
