import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ChangeView } from "@/bindings/ChangeView";
import { setHost } from "@/host";
import { createFakeHost } from "@/host/fake";
import { forgetChanges, makeAgainNewest, recordChange, takeBackNewest } from "./changes";
import { RecentChanges } from "./RecentChanges";
import { goBack, showUndoable } from "./runCommand";
import { Toasts } from "./Toasts";
import { dismissToasts, showToast, toastStore } from "./toast";

beforeEach(() => {
  forgetChanges();
  dismissToasts();
});

const agrees = () => vi.fn(async () => "taken_back" as const);
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("what was changed since the program was opened", () => {
  it("is taken back newest first, long after its notice is gone", async () => {
    const [first, second] = [agrees(), agrees()];
    showToast("a", recordChange("a", first, agrees()));
    showToast("b", recordChange("b", second, agrees()));
    dismissToasts();
    expect(toastStore.get()).toEqual([]);
    expect(takeBackNewest()).toBe(true);
    expect(second).toHaveBeenCalledOnce();
    expect(first).not.toHaveBeenCalled();
    expect(takeBackNewest()).toBe(true);
    expect(first).toHaveBeenCalledOnce();
    expect(takeBackNewest(), "nothing is taken back twice").toBe(false);
  });

  it("is made again in the order in which it was made, until something else is changed", async () => {
    const order: string[] = [];
    const says = (name: string) => async () => {
      order.push(name);
      return "taken_back" as const;
    };
    recordChange("a", says("-a"), says("+a"));
    recordChange("b", says("-b"), says("+b"));
    for (const press of [takeBackNewest, takeBackNewest, makeAgainNewest, makeAgainNewest, takeBackNewest]) {
      expect(press()).toBe(true);
      await settled();
    }
    expect(order).toEqual(["-b", "-a", "+a", "+b", "-b"]);
    recordChange("c", says("-c"), says("+c"));
    expect(makeAgainNewest(), "after c nobody means b").toBe(false);
  });

  it("stays to be taken back after a failure that may pass, and no other goes in its place", async () => {
    const older = agrees();
    recordChange("a", older, agrees());
    let code = "disk_full";
    const undo = vi.fn(async () => {
      throw { code, message: "", details: {} };
    });
    recordChange("b", () => goBack(undo), agrees());
    takeBackNewest();
    await vi.waitFor(() => expect(toastStore.get()).toHaveLength(1));
    code = "undo_overwritten";
    takeBackNewest();
    await vi.waitFor(() => expect(toastStore.get()).toHaveLength(2));
    expect([undo.mock.calls.length, older.mock.calls.length]).toEqual([2, 0]);
    takeBackNewest();
    expect(older, "what can never be taken back holds up nothing").toHaveBeenCalledOnce();
  });

  it("offers in its notice the way back, and then the way forth", async () => {
    const host = createFakeHost({
      undo: () => ({ undo: null, count: 1 }),
      redo: ({ id }) => ({ undo: id, count: 1 }),
    });
    setHost(host);
    render(<Toasts />);
    showUndoable("已删除 1 辆", "t1");
    fireEvent.click(await screen.findByTestId("toast-undo"));
    expect(await screen.findByText("已撤销：已删除 1 辆")).toBeDefined();
    fireEvent.click(screen.getByTestId("toast-redo"));
    expect(await screen.findByText("已重做：已删除 1 辆")).toBeDefined();
    expect(host.asked.map(({ name, request }) => [name, request])).toEqual([
      ["undo", { id: "t1" }],
      ["redo", { id: "t1" }],
    ]);
  });
});

const change = (id: string, over: Partial<ChangeView>): ChangeView => ({
  id,
  what: "removed",
  at: Date.parse("2026-03-12T09:13:00+08:00"),
  by: "",
  from_terminal: false,
  about: ["苏E12345"],
  count: 1,
  state: "stands",
  ...over,
});

function list(rows: ChangeView[]) {
  const host = createFakeHost({
    changes: () => rows,
    undo: () => ({ undo: null, count: 1 }),
    redo: ({ id }) => ({ undo: id, count: 1 }),
  });
  setHost(host);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RecentChanges />
    </QueryClientProvider>,
  );
  return host;
}

describe("the list of the last changes", () => {
  it("says who, what and when, and of each whether it goes back", async () => {
    list([
      change("c4", { what: "imported", by: "老王", about: ["苏E1", "苏E2"], count: 72 }),
      change("c3", { what: null, from_terminal: true, by: "wang", about: [] }),
      change("c2", { state: "overwritten" }),
      change("c1", { state: "taken_back" }),
    ]);
    const rows = await screen.findAllByRole("row");
    const said = rows.slice(1).map((row) => row.textContent);
    expect(said[0]).toContain("老王导入车辆：苏E1、苏E2 等 72 项撤销");
    expect(said[1]).toContain("wang（终端）更改");
    expect(said[2]).toContain("你删除车辆：苏E12345之后又有改动");
    expect(said[3]).toContain("已撤销 重做");
  });

  it("takes back and makes again by the core's handle, whoever made it", async () => {
    const host = list([change("c2", {}), change("c1", { state: "taken_back" })]);
    fireEvent.click(await screen.findByTestId("change-undo"));
    fireEvent.click(screen.getByTestId("change-redo"));
    const asked = () => host.asked.filter(({ name }) => name !== "changes");
    await waitFor(() => expect(asked()).toHaveLength(2));
    expect(asked()).toEqual([
      { name: "undo", request: { id: "c2" } },
      { name: "redo", request: { id: "c1" } },
    ]);
  });

  it("moves with the keys: what the list takes back, Ctrl+Shift+Z makes again", async () => {
    const host = list([change("c1", {})]);
    showUndoable("已删除 1 辆", "c1");
    fireEvent.click(await screen.findByTestId("change-undo"));
    await waitFor(() => expect(host.asked.at(-1)?.name).toBe("undo"));
    await settled();
    expect(takeBackNewest()).toBe(false);
    expect(makeAgainNewest()).toBe(true);
    await waitFor(() => expect(host.asked.at(-1)).toEqual({ name: "redo", request: { id: "c1" } }));
  });
});
