"""Runs the tests of this folder: run.py [PATTERN], by default test_*.py. The last line is 'browser: N passed, N failed, N skipped'."""
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).parent


def main():
    sys.path[:0] = [str(HERE), str(HERE.parent / "end_to_end")]
    pattern = sys.argv[1] if len(sys.argv) > 1 else "test_*.py"
    result = unittest.TextTestRunner(verbosity=0, stream=sys.stdout).run(unittest.TestLoader().discover(str(HERE), pattern=pattern))
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    if result.testsRun == 0 and not result.skipped:
        failed = 1
    passed = max(0, result.testsRun - failed - len(result.skipped))  # a file that is skipped as a whole ran none
    print(f"browser: {passed} passed, {failed} failed, {len(result.skipped)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
