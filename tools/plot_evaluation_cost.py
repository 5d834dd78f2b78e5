#!/usr/bin/env python3
"""Cost of one evaluation of the map against its multiply-adds, from Google Benchmark's JSON, as an SVG.

    plot_evaluation_cost.py BENCHMARK.json PLOT.svg
"""
import json
import math
import statistics
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 420, 70, 20, 40, 60
TO_MICROSECONDS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}


def medians(path):
    """[(name, multiply-adds, microseconds of CPU)] of the evaluate_map runs."""
    found = []
    with open(path, encoding="utf-8") as file:
        for run in json.load(file)["benchmarks"]:
            if run["name"].startswith("evaluate_map/") and run.get("aggregate_name") == "median":
                sizes = [part.split(":")[1] for part in run["run_name"].split("/")[1:]]
                found.append((" x ".join(sizes), run["multiply_adds"],
                              run["cpu_time"] * TO_MICROSECONDS[run["time_unit"]]))
    if not found:
        sys.exit(f"{path}: no medians of evaluate_map; run it with --benchmark_repetitions=5")
    return sorted(found, key=lambda point: point[1])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    points = medians(sys.argv[1])
    per_operation = statistics.median(time / operations for _, operations, time in points)
    x_range = (4, 7)
    y_range = (0, 4)

    def x(operations):
        return LEFT + (math.log10(operations) - x_range[0]) / (x_range[1] - x_range[0]) * (WIDTH - LEFT - RIGHT)

    def y(time):
        return HEIGHT - BOTTOM - (math.log10(time) - y_range[0]) / (y_range[1] - y_range[0]) * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
           'font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
           f'<text x="{LEFT}" y="22" font-size="14">One evaluation of the map, CPU time by its multiply-adds</text>']
    for power in range(x_range[0], x_range[1] + 1):
        at = x(10**power)
        out.append(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        out.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">1e{power}</text>')
    for power in range(y_range[0], y_range[1] + 1):
        at = y(10**power)
        out.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10**power} us</text>')
    ends = [2e4, 1e7]
    line = "L".join(f"{x(end):.1f} {y(end * per_operation):.1f}" for end in ends)
    out.append(f'<path d="M{line}" stroke="#888" stroke-dasharray="5 4"/>')
    out.append(f'<text x="{LEFT + 8}" y="{TOP + 16}" fill="#666">dashed: proportional, '
               f'{per_operation * 1e3:.3f} ns a multiply-add (median of the points)</text>')
    for name, operations, time in points:
        out.append(f'<circle cx="{x(operations):.1f}" cy="{y(time):.1f}" r="4" fill="#1f5a99"/>')
        out.append(f'<text x="{x(operations) + 7:.1f}" y="{y(time) + 14:.1f}">{name}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 18}" text-anchor="middle">'
               'multiply-adds, 3 J N^2 + 2 N J^2 (labels: countries N x sectors J)</text></svg>')
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


main()
