"""One measured generation in a process of its own: ``python -m tests.bench.stages ROOT``; prints JSON."""

import json
import os
import resource
import sys
from pathlib import Path
from time import perf_counter


def main(root: Path) -> None:
    """Generate twice, as if for the first time and with nothing changed; print seconds and memory."""
    start = perf_counter()

    from livingsurvey.build.pipeline import generate
    from livingsurvey.build.stamps import PAGES_STAMP

    imports = perf_counter() - start
    os.chdir(root)  # as `make site` does
    PAGES_STAMP.unlink(missing_ok=True)
    first = generate(Path())
    again = generate(Path())
    assert first.survey is not None
    assert again.fresh
    report = {
        "imports": imports,
        "stages": first.seconds,
        "unchanged": sum(again.seconds.values()),
        "papers": len(first.survey.papers),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
