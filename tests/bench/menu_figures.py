"""Prints the table of tests/bench/menu-figures from its log: menu_figures.py LOG SEEDS."""
import json
import sys

lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
means = {
    (line["setting"], line["policy"]): line
    for line in lines
    if line.get("seed") == "mean" and line.get("seeds") == sys.argv[2]
}


def figure(setting, key, digits=1, policy="foyer"):
    value = means.get((setting, policy), {}).get(key)
    return "-" if value is None else f"{value:.{digits}f}"


def percent(setting, key):
    value = means.get((setting, "foyer"), {}).get(key)
    return "-" if value is None else f"{100 * value:.1f} %"


def both(setting, key):
    return tuple(means.get((setting, policy), {}).get(key) for policy in ("foyer", "authored"))


def less(setting):
    own, authored = both(setting, "mean_s")
    return "-" if own is None or authored is None else f"{100 * (own / authored - 1):+.1f} %"


def points(setting, key):
    own, authored = both(setting, key)
    return "-" if own is None or authored is None else f"{100 * (own - authored):+.2f}"


GOALS = [
    ("G1 excess over the oracle, S1, days 14-59 / all", percent("S1", "excess_14_59"), percent("S1", "excess_over_oracle")),
    ("G2 sessions until 5 % above it, S1 / S3", figure("S1", "sessions_until_5pct", 0), figure("S3", "sessions_until_5pct", 0)),
    ("G3 abandonment cut of the oracle's, S1 / promotion kept", percent("S1", "abandon_cut_of_oracle"),
     percent("S1-kept", "abandon_cut_of_oracle")),
    ("G4 moves a week: keys S1 / spoken S1 / spoken R1", figure("S1", "key_moves_week"), figure("S1", "spoken_moves_week"),
     figure("R1", "spoken_moves_week")),
    ("G5 spikes of 15 %, calls until one step away: median / p90 / reached / seconds cut", figure("S1", "spike_calls_median", 0),
     figure("S1", "spike_calls_p90", 0), percent("S1", "spike_reached"), percent("S1", "spike_seconds_cut")),
    ("G6 false promotions in 10,000 calls S1 / promotions a fortnight R1", figure("S1", "false_promotions_per_10000", 2),
     figure("R1", "promotions_fortnight", 2)),
    ("G7 wrong turns beside authored, points: S1 / R1 / repeat callers S1", points("S1", "wrong_branch"),
     points("R1", "wrong_branch"), points("S1", "repeat_wrong")),
    ("G8 days from the change to 5 % above the oracle", figure("S1", "recovery_days", 0)),
    ("G9 attack, points of excess: one hand / spread / mixed", figure("S5", "attack_rise_points", 2),
     figure("S5-spread", "attack_rise_points", 2), figure("S5-mixed", "attack_rise_points", 2)),
    ("promotion left out, share of seeds: disliked S1 / S3 / neutral S1", percent("S1", "left_out"), percent("S3", "left_out"),
     percent("S1-neutral", "left_out")),
    ("G10 R1 seconds beside authored / excess over the oracle", less("R1"), percent("R1", "excess_over_oracle")),
]

print(f"| goal (seeds {sys.argv[2]}) | foyer |\n|---|--:|")
for goal, *values in GOALS:
    print(f"| {goal} | {' / '.join(values)} |")

print("\n| setting | seconds | beside authored | excess | abandon | wrong | seconds: raw | stable-hysteresis |")
print("|---|--:|--:|--:|--:|--:|--:|--:|")
for setting in dict.fromkeys(key[0] for key in means):
    print(
        f"| {setting} | {figure(setting, 'mean_s', 2)} | {less(setting)} | {percent(setting, 'excess_over_oracle')} "
        f"| {percent(setting, 'abandon')} | {percent(setting, 'wrong_branch')} "
        f"| {figure(setting, 'mean_s', 2, 'raw')} | {figure(setting, 'mean_s', 2, 'stable-hysteresis')} |"
    )
