"""Runs every test_*.py of this folder; the last line is 'end to end: N passed, N failed, N skipped'."""
import pathlib
import sys
import unittest

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here))
suite = unittest.defaultTestLoader.discover(str(here), pattern=sys.argv[1] if len(sys.argv) > 1 else "test_*.py")
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
for test, reason in result.skipped:
    print(f"skipped: {test.id()}: {reason}")
failed = len(result.failures) + len(result.errors)
if result.testsRun == 0:
    failed = 1
passed = result.testsRun - failed - len(result.skipped)
print(f"end to end: {passed} passed, {failed} failed, {len(result.skipped)} skipped")
sys.exit(1 if failed else 0)
