"""Parts → ``long-services/agreement.txt``: a long performer services agreement, to read and to time.

The body is in ``long-services/body.txt``; one annex for each episode is put together from
``long-services/annexes.yaml``. Which clauses are risky is said in ``README.md``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "long-services"


def annex(number: int, parts: dict[str, Any]) -> str:
    """The annex for one episode; ``number`` counts from 1."""
    words = dict(parts["episodes"][number - 1])
    words |= {"n": number, "TITLE": words["title"].upper()}
    for shift, (name, choices) in enumerate(parts["sentences"].items()):
        words[name] = choices[(number + shift) % len(choices)].strip().format(**words)
    paragraphs = parts["annex"].format(**words).strip().split("\n\n")
    return "\n\n".join(" ".join(p.split("\n")).replace(" | ", "\n") for p in paragraphs)


def main() -> None:
    """Write ``agreement.txt``: the contents, the body, the annexes."""
    parts = yaml.safe_load((HERE / "annexes.yaml").read_text(encoding="utf-8"))
    episodes = parts["episodes"]
    listed = "\n".join(f"Annex {i} {e['title']} ........ {8 + 2 * i}" for i, e in enumerate(episodes, 1))
    body = (HERE / "body.txt").read_text(encoding="utf-8").strip().replace("{annexes}", listed)
    annexes = [annex(i, parts) for i in range(1, len(episodes) + 1)]
    (HERE / "agreement.txt").write_text("\n\n".join([body, *annexes]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
