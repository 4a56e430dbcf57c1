"""Prints one line for a CTest JUnit report: passed, failed, skipped with the reasons. Usage: count_tests.py JUNIT.xml [EXTRA_FAILURE]"""

import collections
import re
import sys
import xml.etree.ElementTree

suite = xml.etree.ElementTree.parse(sys.argv[1]).getroot()
failed = [case.get("name") for case in suite if case.find("failure") is not None]
skipped = [case for case in suite if case.find("skipped") is not None]
passed = len(list(suite.iter("testcase"))) - len(failed) - len(skipped)

reasons = collections.Counter()
for case in skipped:
    output = case.findtext("system-out") or ""
    match = re.search(r"skipped: ([^\n]*)", output, re.IGNORECASE)
    reasons[match.group(1).strip() if match else "no reason given by " + case.get("name")] += 1

extra = sys.argv[2:] and sys.argv[2]
if extra:
    failed.append(extra + " check")
why = "".join(f" ({count} {reason})" for reason, count in sorted(reasons.items()))
print(f"tests: {passed} passed, {len(failed)} failed, {len(skipped)} skipped{why}" + (": " + ", ".join(failed) if failed else ""))
sys.exit(1 if failed or passed == 0 else 0)
