import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { chosenOrNone, isFiltered, NO_FILTERS, PRESET_NAMES, PRESETS, toFilter, toSort } from "./filter";
import { garageSearch } from "./search";

const read = (address: Record<string, unknown>) => v.parse(garageSearch, address);

describe("the garage's address", () => {
  it("without anything asks for everything, the largest fines first", () => {
    const search = read({});
    expect(toFilter(search)).toEqual({
      ...{ vehicle: [], search: "", status: [], group: [], driver: [], plate_type: [] },
      ...{ has_new: false, stale_hours: null, new_this_month: false, in_doubt: false },
    });
    expect(toSort(search)).toEqual({ column: "fines_due", descending: true });
    expect(isFiltered(search)).toBe(false);
  });

  it("keeps digits typed into the search, which an address turns into a number", () => {
    expect(toFilter(read({ q: 29539 })).search).toBe("29539");
    expect(toFilter(read({ type: [52, "02"] })).plate_type).toEqual(["52", "02"]);
  });

  it("lets broken values fall, and keeps the others", () => {
    const search = read({ status: ["rich"], group: ["冷链"], sort: "price", stale: "long" });
    expect(toFilter(search)).toMatchObject({ status: [], group: ["冷链"], stale_hours: null });
    expect(toSort(search).column).toBe("fines_due");
  });

  it("is filtered by every preset, and by none after clearing", () => {
    for (const name of PRESET_NAMES) {
      expect(isFiltered(read({ ...PRESETS[name] }))).toBe(true);
      expect(isFiltered({ ...read({ ...PRESETS[name], q: "苏E" }), ...NO_FILTERS })).toBe(false);
    }
  });

  it("drops a choice of nothing from the address", () => {
    expect(chosenOrNone([])).toBeUndefined();
    expect(chosenOrNone([""])).toEqual([""]);
  });
});
