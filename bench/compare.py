"""Makes the table and the chart of bench/compare of what its runs were: medians, and ratios round by round."""
import json
import pathlib
import re
import statistics
import sys

runs, rounds = [json.loads(line) for line in open(sys.argv[1])], int(sys.argv[2])
write = "--write" in sys.argv[3:]
facts = {run["name"]: run for run in runs if "kib" in run}
times = {name: [run["seconds"] for run in runs if run["name"] == name and "seconds" in run] for name in facts}
python, floor = (next(name for name in facts if name.startswith(start)) for start in ("Python", "C,"))


def ratio(name, base):
    return statistics.median(mine / other for mine, other in zip(times[name], times[base]))


def size(count):
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB"


rows = [(name, statistics.median(times[name]), ratio(name, python), ratio(name, floor)) for name in facts]
table = [
    "| whole process, login and check | median | to the Python script | to the floor | peak memory | size | connections |",
    "| --- | --- | --- | --- | --- | --- | --- |",
]
for name, median, to_python, to_floor in rows:
    table.append(f"| {name} | {median * 1000:.0f} ms | {to_python:.2f} | {to_floor:.0f} | {facts[name]['kib'] / 1024:.0f} MiB"
                 f" | {size(facts[name]['size'])} | {facts[name]['connections']} |")
first = "\n".join(table)
extra = {}
for run in runs:
    if "extra" in run:
        extra.setdefault(run["name"], []).append(run["extra"])
table += ["", "| docspace-auth, whole process | median | to the Python script's login |", "| --- | --- | --- |"]
for name, seconds in extra.items():
    to_python = statistics.median(mine / other for mine, other in zip(seconds, times[python]))
    table.append(f"| {name} | {statistics.median(seconds) * 1000:.0f} ms | {to_python:.2f} |")
table += ["", "| memory in MiB: resident, of it private and dirty | a request under way | the agent |", "| --- | --- | --- |"]
for run in runs:
    if "dirty" in run:
        mib = {key: f"{kib / 1024:.1f}" for key, kib in run.items() if key != "name"}
        table.append(f"| {run['name']} | {mib['resident']}, {mib['dirty']} | {mib['agent']}, {mib['agent_dirty']} |")
table = "\n".join(table)
print(table)
aot, plain = (next((name for name in facts if name.endswith(end)), None) for end in ("AOT cache", "Java 17"))
print(f"\nJava 25 with AOT cache to Java 17: {ratio(aot, plain):.2f} ({rounds} rounds)")

if not write:
    sys.exit()

width, bar, left, right = 760, 30, 300, 130
longest = max(median for _, median, _, _ in rows)
chart = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {len(rows) * bar + 50}" font-family="sans-serif"'
         f' font-size="13" role="img" aria-label="Time of a login and a check">',
         f'<rect width="{width}" height="{len(rows) * bar + 50}" rx="6" fill="#ffffff"/>',
         '<text x="20" y="25" font-weight="bold" fill="#1f2328">Whole process, login and check: median time</text>']
for i, (name, median, to_python, _) in enumerate(rows):
    y, length = 42 + i * bar, max(2, median / longest * (width - left - right))
    fill = "#0969da" if name.startswith("docspace-auth") else "#8c959f"
    chart += [f'<text x="{left - 10}" y="{y + 15}" text-anchor="end" fill="#1f2328">{name.replace("`", "")}</text>',
              f'<rect x="{left}" y="{y}" width="{length:.1f}" height="20" rx="3" fill="{fill}"/>',
              f'<text x="{left + length + 8:.1f}" y="{y + 15}" fill="#59636e">{median * 1000:.0f} ms</text>']
pathlib.Path("docs/compare.svg").write_text("\n".join(chart + ["</svg>"]) + "\n")

for page, tables in (("docs/performance.md", table), ("README.md", first)):
    text = pathlib.Path(page).read_text()
    pathlib.Path(page).write_text(re.sub(r"(<!-- compare -->\n).*?(<!-- /compare -->)",
                                         lambda marks: marks[1] + tables + "\n" + marks[2], text, flags=re.S))
