import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import { chosenOrNone, FILTERS, PRESETS, toFilter, toSort } from "./filter";
import { garageSearch } from "./search";

const read = (address: Record<string, unknown>) => v.parse(garageSearch, address);

describe("the garage's address", () => {
  it("without anything asks for everything, the largest fines first", () => {
    const search = read({});
    expect(toFilter(search)).toEqual(EVERY_VEHICLE);
    expect(toSort(search)).toEqual({ column: "fines_due", descending: true });
    expect(FILTERS.isFiltered(search)).toBe(false);
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
    for (const preset of Object.values(PRESETS)) {
      expect(FILTERS.isFiltered(read({ ...preset }))).toBe(true);
      expect(FILTERS.isFiltered({ ...read({ ...preset, q: "苏E" }), ...FILTERS.none })).toBe(false);
    }
  });

  it("drops a choice of nothing from the address", () => {
    expect(chosenOrNone([])).toBeUndefined();
    expect(chosenOrNone([""])).toEqual([""]);
  });
});
