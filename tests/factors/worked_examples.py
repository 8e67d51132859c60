"""Examples printed in public doctrine and reports: what goes in, what is printed, what is exact.

`printed` is the figure the source shows. `exact` stands beside it where the source rounds.
"""

from __future__ import annotations

from typing import Any

RAND = "RAND, Considering a Cadre Augmented Army"
ST_100_3 = "CGSC ST 100-3, ch. 8"
TR0603 = "US Army subcourse TR0603"
ATP_4_90 = "ATP 4-90, tables C-2, C-5 and C-6"
CARE = "CARE Food Resources Manual 1998, ch. 11"

EXAMPLES: dict[str, dict[str, Any]] = {
    "R2a": {
        "says": "8 months away and 24 at home take 4 units for each one deployed",
        "source": f"{RAND}, p. 73",
        "inputs": {"tour": 8, "dwell": 24},
        "printed": 4,
    },
    "R2b": {
        "says": "12 months away and 36 at home take 4 units as well",
        "source": f"{RAND}, p. 73",
        "inputs": {"tour": 12, "dwell": 36},
        "printed": 4,
    },
    "R3": {
        "says": "42 active brigades at 1:2 keep 14 away for ever",
        "source": f"{RAND}, p. 5",
        "inputs": {"units": 42, "ratio": "1:2"},
        "printed": 14,
    },
    "R5": {
        "says": "42 units with 9 away fill 14 states of 4 months with 3 units each",
        "source": f"{RAND}, tables B.1 and C.1",
        "inputs": {"units": 42, "deployed": 9, "step": 4, "tour": 12},
        "printed": {"per_state": 3, "deployed_states": 3, "home_states": 11},
    },
    "M1": {
        "says": "25,000 vehicles at 10 a km fill 2,500 km of road",
        "source": ST_100_3,
        "inputs": {"vehicles": 25000, "vehicles_per_km": 10},
        "printed": 2500,
    },
    "M2": {
        "says": "2,500 km at 25 km/h pass in more than 4 days",
        "source": ST_100_3,
        "inputs": {"road_space_km": 2500, "kmh": 25},
        "printed": 100,
    },
    "M3": {
        "says": "on 8 routes each column is 320 km long and passes in 10.5 h at 30 km/h",
        "source": ST_100_3,
        "inputs": {"road_space_km": 2500, "routes": 8, "kmh": 30},
        "printed": {"column_km": 320, "hours": 10.5},
        "exact": {"column_km": 312.5, "hours": 10.4167},
    },
    "T2": {
        "says": "837 short tons behind the engine and 15 trains a day deliver 6,285",
        "source": f"{TR0603}, p. 90",
        "inputs": {"gross_trailing_load": 837, "trains_a_day": 15},
        "printed": {"net_train_load": 419, "net_division_tonnage": 6285},
    },
    "T3": {
        "says": "55, 44 and 11 cars a day for 9 days with a tenth in reserve make 1,090",
        "source": f"{TR0603}, pp. 102-103",
        "inputs": {
            "one_day_dispatch": {"box": 55, "gondola": 44, "flat": 11},
            "turnaround_days": 9,
            "reserve": 0.1,
        },
        "printed": {"box": 545, "gondola": 436, "flat": 109, "total": 1090},
    },
    "T5": {
        "says": "3 switch engines need 8 crews",
        "source": f"{TR0603}, p. 115",
        "inputs": {"switch_engines": 3},
        "printed": 8,
    },
    "W1": {
        "says": "4,000 people at 8 gallons drink and wash 32,000 gallons a day",
        "source": "US Army Quartermaster QM4923",
        "inputs": {"people": 4000, "gal_per_person_day": 8},
        "printed": 32000,
    },
    "W3": {
        "says": "the parts of a person's water add up by climate",
        "source": "ATP 5-0.2-1, table G-27",
        "inputs": {
            "temperate": [1.5, 1.7, 2.8, 0.1],
            "tropical": [3.0, 1.7, 2.8, 0.2],
            "arid": [3.0, 1.7, 2.8, 0.2, 0.2],
            "arctic": [2.0, 1.7, 2.8, 0.1],
        },
        "printed": {"temperate": 6.1, "tropical": 7.7, "arid": 7.9, "arctic": 6.6},
    },
    "F1": {
        "says": "48 cases of 12 meals and 22.7 lb make a pallet of 1,089 lb",
        "source": ATP_4_90,
        "inputs": {"case_lb": 22.7, "cases_per_pallet": 48},
        "printed": 1089,
        "exact": 1089.6,
    },
    "F2": {
        "says": "vehicles lift 400 meals for each pallet they take",
        "source": ATP_4_90,
        "inputs": {
            "meals_per_pallet": 400,
            "pallets": {"M871": 12, "M872": 18, "HEMTT": 8, "PLS": 10, "ISO20": 20, "ISO40": 40},
        },
        "printed": {
            "M871": 4800,
            "M872": 7200,
            "HEMTT": 3200,
            "PLS": 4000,
            "ISO20": 8000,
            "ISO40": 16000,
        },
    },
    "C1": {
        "says": "200 g of each of two foods for 12 days, by region, in tonnes",
        "source": CARE,
        "inputs": {
            "people": {"r1": 50000, "r2": 40000, "r3": 10000},
            "grams_per_person_day": 200,
            "days": 12,
        },
        "printed": {"r1": (120, 240), "r2": (96, 192)},
        "exact": {"r3": (24, 48)},
    },
    "C2": {
        "says": "in 12 working days a truck makes 6, 12 or 24 trips by turnaround",
        "source": CARE,
        "inputs": {"working": 12, "turnaround": {"r1": 2, "r2": 1, "r3": 0.5}},
        "printed": {"r1": 6, "r2": 12, "r3": 24},
    },
    "A1": {
        "says": "6 spots, 100 t, 20 h, 3 h on the ground and 93 % usable take 3,160 t a day",
        "source": "AFPAM 10-1403 (2018), formula 9.0, as applied in a public repository",
        "inputs": {
            "mog": 6,
            "payload": 100,
            "hours": 20,
            "ground_h": 3.0,
            "queue_eff": 0.85,
            "usability": 0.9293,
        },
        "printed": 3160,
        "exact": 3159.6,
    },
    "B1": {
        "says": "the eight forward battlegroups of June 2022 add to 9,641 people",
        "source": "NATO figures as printed by LSM",
        "inputs": {
            "bg": 968,
            "ee": 1430,
            "hu": 900,
            "lv": 1887,
            "lt": 1632,
            "pl": 1033,
            "ro": 1148,
            "sk": 643,
        },
        "printed": 9641,
    },
}
