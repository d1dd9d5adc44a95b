import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useCallback, useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import { ROW } from "@/app/stories";
import type { CallRow } from "@/bindings/CallRow";
import type { Commands } from "@/bindings/Commands";
import { setHost } from "@/host";
import { createFakeHost, type FakeHost } from "@/host/fake";
import { takeBackNewest } from "@/shared/changes";
import { LEFT } from "@/shared/links";
import { Toasts } from "@/shared/Toasts";
import { GarageViews } from "./GaragePage";
import type { GarageSearch } from "./search";
import { PREVIEW, vehicleRow, vehicleWindow } from "./testData";

// A whole page in a simulated document is slow on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

let host: FakeHost;

/** What the fake host was asked under one name, newest last. */
const asked = (name: keyof Commands) =>
  host.asked.filter((question) => question.name === name).map(({ request }) => request);

/** The garage page with an address of its own, and the window's notices. */
function openGarage(first: Partial<GarageSearch> = {}) {
  function Address() {
    const [search, setSearch] = useState<GarageSearch>({ q: "", ...first });
    const go = useCallback(
      (part: Partial<GarageSearch>) => setSearch((before) => ({ ...before, ...part })),
      [],
    );
    return <GarageViews search={search} go={go} />;
  }
  render(
    <Surroundings queries={createQueryClient()}>
      <Address />
      <Toasts />
    </Surroundings>,
  );
  return userEvent.setup();
}

beforeEach(() => {
  const row = vehicleRow("v1", "苏ED29539");
  host = createFakeHost({
    vehicles: () => vehicleWindow([row, vehicleRow("v2", "苏E5X91C")]),
    vehicle: () => ({
      row,
      issued_in: "江苏省 苏州市",
      violations: [],
      history: [],
      drivers: [],
      claims: [],
    }),
    choices: () => ({ groups: [], drivers: [], statuses: [], plate_types: [], known_types: [], left: [] }),
    providers: () => [],
    vehicle_check: ({ plate }) => ({
      plate: plate === "苏ED29539" ? plate : null,
      suggested_type: plate === "苏ED29539" ? "52" : null,
      issued_in: null,
      complaints: plate === "苏ED29539" ? [] : [{ field: "plate", code: "plate_length", warning: false }],
    }),
    vehicles_delete: () => ({ undo: "u1", count: 2 }),
    undo: () => ({ undo: null, count: 2 }),
    import_preview: () => PREVIEW,
    import_commit: () => ({ ...PREVIEW, sheets: PREVIEW.sheets.map(({ sheet }) => sheet), undo: "u2" }),
  });
  setHost(host);
});

describe("a vehicle's panel", () => {
  it("says where a provider's own sums are not those of its rows", async () => {
    const row = vehicleRow("v1", "苏ED29539");
    const counted = { counted_violations: 1, counted_fines_fen: 10_000, counted_fines_unknown: 0 };
    const points = { points: 6, counted_points: 3, counted_points_unknown: 0 };
    const claim = { provider: "x", at: 0, violations: 3, fines_fen: 0, ...counted, ...points };
    host.answer("vehicle", () => ({
      row,
      issued_in: null,
      violations: [],
      history: [],
      drivers: [],
      claims: [claim],
    }));
    openGarage({ open: "v1" });
    const note = (await screen.findByTestId("panel-claim")).textContent;
    expect(note).toContain("返回合计：3 条，0 元，6 分");
    expect(note).toContain("明细相加：1 条，100 元，3 分");
  });
});

describe("an empty garage", () => {
  it("shows the ways in, and a press on one opens the form", async () => {
    host.answer("vehicles", () => ({ ...vehicleWindow([]), new_violations: 0 }));
    const user = openGarage();
    await user.click(await screen.findByTestId("empty-add"));
    const form = await screen.findByTestId("vehicle-form");
    expect(within(form).getByTestId("form-plate")).toBeTruthy();
  });
});

describe("the list", () => {
  it("asks the core for what is typed, and never filters by itself", async () => {
    const user = openGarage();
    await user.type(await screen.findByTestId("search"), "吴阿");
    const searches = () =>
      asked("vehicles").map((request) => (request as { filter: { search: string } }).filter.search);
    await waitFor(() => expect(searches()).toContain("吴阿"));
  });

  it("deletes all that match by the filter, and Ctrl+Z brings them back", async () => {
    const user = openGarage({ status: ["owing"] });
    await screen.findByTestId("garage-total");
    await user.click(screen.getByRole("checkbox", { name: "选中全部" }));
    await user.click(await screen.findByTestId("bulk-delete"));
    expect(asked("vehicles_delete")).toMatchObject([
      { kind: "matching", filter: { status: ["owing"] }, except: [] },
    ]);
    await screen.findByText("已删除 2 辆");
    expect(takeBackNewest()).toBe(true);
    expect(asked("undo")).toEqual([{ id: "u1" }]);
  });
});

describe("the form", () => {
  it("keeps quiet about a half-typed plate, and draws a whole one", async () => {
    openGarage({ edit: "new" });
    const plate = await screen.findByTestId("form-plate");
    fireEvent.change(plate, { target: { value: "苏ED2" } });
    await waitFor(() => expect(asked("vehicle_check").length).toBeGreaterThan(1));
    expect(screen.queryByText(/车牌位数不对/)).toBeNull();
    fireEvent.change(plate, { target: { value: "苏ED29539" } });
    const drawn = await screen.findByTestId("form-drawn");
    expect(await within(drawn).findByLabelText("苏ED29539 小型新能源汽车")).toBeTruthy();
  });

  it("says at its field why a save was refused, and forgets it when the field changes", async () => {
    const refusal = { code: "form_invalid", message: "", details: { plate: "plate_taken" } };
    host.answer("vehicle_save", () => Promise.reject(refusal));
    const user = openGarage({ edit: "new" });
    const plate = await screen.findByTestId("form-plate");
    fireEvent.change(plate, { target: { value: "苏ED29539" } });
    await user.click(screen.getByTestId("form-save"));
    await screen.findByText(/此车牌（号牌种类相同）已存在/);
    fireEvent.change(plate, { target: { value: "苏ED295390" } });
    await waitFor(() => expect(screen.queryByText(/此车牌（号牌种类相同）已存在/)).toBeNull());
  });
});

describe("the form of a vehicle that is there", () => {
  it("opens with what is kept, the keyboard in its first field", async () => {
    const kept = { id: "v1", plate: "苏ED29539", plate_type: "52", vin: "", engine: "", city_code: "" };
    const rest = { owner: "", group: "冷链", driver: "", driver_since: "", note: "", provider: "" };
    host.answer("vehicle_form", () => ({ ...kept, ...rest }));
    openGarage({ edit: "v1" });
    const plate = await screen.findByTestId<HTMLInputElement>("form-plate");
    expect(plate.value).toBe("苏ED29539");
    await waitFor(() => expect(document.activeElement).toBe(plate));
  });
});

describe("another driver", () => {
  const KEPT = { id: "v1", plate: "苏ED29539", plate_type: "52", vin: "", engine: "", city_code: "" };
  const REST = { owner: "", group: "冷链", driver: "王国平", driver_since: "", note: "", provider: "" };
  const PERIOD = { id: "p1", vehicle: "v1", plate: "苏ED29539", plate_type: "52", from: null, to: null };

  /** The form of a vehicle whose driver becomes another one. */
  async function handOver(drivers: object[], driver = REST.driver) {
    host.answer("vehicle_form", () => ({ ...KEPT, ...REST, driver }));
    const known = {
      row: vehicleRow("v1", "苏ED29539"),
      issued_in: null,
      violations: [],
      history: [],
      claims: [],
    };
    host.answer("vehicle", () => ({ ...known, drivers }) as never);
    const user = openGarage({ edit: "v1" });
    const field = await screen.findByTestId("form-driver");
    expect(screen.queryByTestId("since")).toBeNull();
    await user.clear(field);
    await user.type(field, "李卫东");
    await screen.findByTestId("since");
    return user;
  }

  it("has the vehicle from now, and what was before stays with the one before", async () => {
    const user = await handOver([{ ...PERIOD, driver: "王国平" }]);
    expect(screen.getByTestId("since").textContent).toContain("此前的违章仍属 王国平。");
    expect(screen.queryByTestId("since-always")).toBeNull();
    await user.click(screen.getByTestId("form-save"));
    expect(asked("vehicle_save").at(-1)).toMatchObject({ driver: "李卫东", driver_since: "" });
  });

  it("has it from a moment that is typed, which has to be one", async () => {
    const user = await handOver([{ ...PERIOD, driver: "王国平" }]);
    await user.click(screen.getByTestId("since-from"));
    const save = screen.getByTestId<HTMLButtonElement>("form-save");
    await user.type(await screen.findByTestId("since-moment"), "昨天");
    await user.tab();
    expect(await screen.findByText(/例如 2026-03-10 08:00/)).toBeTruthy();
    expect(save.disabled).toBe(true);
    await user.clear(screen.getByTestId("since-moment"));
    await user.type(screen.getByTestId("since-moment"), "2026/3/10 8:00");
    await user.click(save);
    expect(asked("vehicle_save").at(-1)).toMatchObject({ driver_since: "2026-03-10 08:00" });
  });

  it("had it always only where nobody ever had it", async () => {
    const user = await handOver([], "");
    const always = screen.getByTestId("since-always").closest("label")?.querySelector("input");
    await waitFor(() => expect(always?.checked).toBe(true));
    await user.click(screen.getByTestId("form-save"));
    expect(asked("vehicle_save").at(-1)).toMatchObject({ driver_since: "" });
    await user.click(screen.getByTestId("since-now"));
    await user.click(screen.getByTestId("form-save"));
    expect(asked("vehicle_save").at(-1)).toMatchObject({
      driver_since: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
    });
  });
});

describe("an import", () => {
  const SHEET = "车号\t大架号\t保险到期\n苏EF90176\tLZWACAGA2R6018832\t2026-01-14\n";
  const paste = (text: string) => fireEvent.paste(document.body, { clipboardData: { getData: () => text } });

  it("begins with a paste from a spreadsheet, but not with a pasted word", async () => {
    openGarage();
    await screen.findByTestId("garage-total");
    paste("苏ED29539");
    expect(asked("import_preview")).toEqual([]);
    paste(SHEET);
    await screen.findByTestId("import-added");
    expect(asked("import_preview")).toEqual([
      { source: { kind: "text", text: SHEET }, sheets: [], include_hidden: false },
    ]);
  });

  it("shows counts, the faulty row with its reason first, and writes nothing by itself", async () => {
    openGarage();
    await screen.findByTestId("garage-total");
    paste(SHEET);
    expect((await screen.findByTestId("import-rejected")).textContent).toContain("1");
    const list = screen.getByTestId("import-rejected-list");
    expect(within(list).getByText("苏E·8K3O2")).toBeTruthy();
    const rows = screen.getAllByTestId(/^import-row-/).map(({ dataset }) => dataset.testid);
    expect(rows[0]).toBe("import-row-3");
    expect(asked("import_commit")).toEqual([]);
  });

  it("says who goes over to another driver, from when, and names each", async () => {
    const changed = { sheet: "", row: 2, column: "驾驶员", code: "driver_changed", value: "李卫东" } as const;
    const warning = {
      ...changed,
      text: "李卫东",
      plate: "苏EF90176",
      readings: [],
      repeats: null,
      repeats_in: null,
    };
    host.answer("import_preview", () => ({ ...PREVIEW, driver_changes: 1, warnings: [warning] }));
    openGarage();
    await screen.findByTestId("garage-total");
    paste(SHEET);
    const list = await screen.findByTestId("import-driver-changes");
    expect(screen.getByText("1 辆换了驾驶员，从今天起")).toBeTruthy();
    expect(within(list).getByText("李卫东")).toBeTruthy();
    expect(screen.getByTestId("import-hints").textContent).not.toContain("换了驾驶员");
  });

  it("sends the corrected mapping, a meaning staying with one column", async () => {
    const user = openGarage();
    await screen.findByTestId("garage-total");
    paste(SHEET);
    await user.selectOptions(await screen.findByTestId("import-mapping-2"), "vin");
    await waitFor(() =>
      expect(asked("import_preview").at(-1)).toMatchObject({
        sheets: [{ sheet: "", taken: null, mapping: ["plate", null, "vin"] }],
      }),
    );
  });

  it("writes after the last press, and one undo takes the whole import back", async () => {
    const user = openGarage();
    await screen.findByTestId("garage-total");
    paste(SHEET);
    await user.click(await screen.findByTestId("import-write"));
    await screen.findByTestId("garage-total");
    expect(asked("import_commit")).toHaveLength(1);
    expect(takeBackNewest()).toBe(true);
    expect(asked("undo")).toEqual([{ id: "u2" }]);
  });
});

describe("a vehicle that is no longer in use", () => {
  it("is told of and shown with one press where a search finds nothing else", async () => {
    host.answer("vehicles", ({ filter }) => ({
      ...vehicleWindow(filter.left.length > 0 ? [vehicleRow("v9", "苏E99999", { left: "sold" })] : [], 186),
      among_left: filter.left.length > 0 ? 0 : 1,
    }));
    const user = openGarage({ q: "苏E999" });
    await user.click(await screen.findByText("显示已停用的 1 辆"));
    await waitFor(() => expect(screen.queryByTestId("nomatch-left")).toBeNull());
    expect(asked("vehicles").at(-1)).toMatchObject({ filter: { search: "苏E999", left: LEFT } });
  });

  it("leaves with why and since when, and what is open is said before", async () => {
    host.answer("vehicles_leave", () => ({ undo: "u1", count: 1 }));
    const user = openGarage({ open: "v1" });
    await user.click(await screen.findByTestId("panel-leave"));
    const form = await screen.findByTestId("leave-form");
    await waitFor(() => expect(within(form).getByTestId("leave-open").textContent).toContain("条未缴"));
    expect(asked("vehicles").at(-1)).toMatchObject({ filter: { vehicle: ["v1"] } });
    await user.click(within(form).getByTestId("leave-scrapped"));
    await user.click(within(form).getByTestId("leave-apply"));
    await screen.findByText("已停用 1 辆车。");
    expect(asked("vehicles_leave")).toEqual([
      { selection: { kind: "ids", ids: ["v1"] }, left: "scrapped", on: "" },
    ]);
  });

  const CALL: CallRow = {
    id: "c1",
    vehicle: "v1",
    plate: "苏ED29539",
    plate_type: "52",
    provider: "starnet",
    asked_at: ROW.first_seen,
    settled_at: ROW.first_seen,
    state: "answered",
    charge: "yes",
    by_person: false,
    cost_fen: 13,
    reason: null,
    code: null,
    text: null,
  };

  it("is found by its filter, says since when, and comes back", async () => {
    const row = vehicleRow("v1", "苏ED29539", { left: "sold", left_on: "2026-03-01" });
    host.answer("vehicle", () => ({
      row,
      issued_in: null,
      violations: [],
      history: [{ call: CALL, new: [{ ...ROW, vehicle: "v1" }], gone: [] }],
      drivers: [],
      claims: [],
    }));
    host.answer("vehicles_return", () => ({ undo: "u1", count: 1 }));
    const user = openGarage({ left: ["sold"], open: "v1" });
    expect((await screen.findByTestId("panel-left")).textContent).toBe("已售 2026-03-01");
    expect(asked("vehicles").at(-1)).toMatchObject({ filter: { left: ["sold"] } });
    expect(screen.queryByTestId("panel-delete")).toBeNull();
    // Its violations are in no list but that of vehicles no longer in use.
    const changed = screen.getByTestId("history-changed").querySelector("a")?.getAttribute("href");
    expect(changed).toContain("left=true");
    await user.click(screen.getByTestId("panel-return"));
    await screen.findByText("已恢复使用 1 辆车。");
    expect(asked("vehicles_return")).toEqual([{ kind: "ids", ids: ["v1"] }]);
  });
});
