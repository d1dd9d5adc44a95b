import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it, vi } from "vitest";
import { followChanges } from "@/app/changes";
import { asCommandError, rpc, setHost } from ".";
import { createFakeHost } from "./fake";

describe("the host", () => {
  it("carries a question and its answer", async () => {
    const host = createFakeHost();
    host.answer("providers", () => []);
    setHost(host);
    expect(await rpc("providers", null as never)).toEqual([]);
    expect(host.asked).toEqual([{ name: "providers", request: null }]);
  });

  it("complains by name when an answer is missing", async () => {
    setHost(createFakeHost());
    const error = asCommandError(await rpc("providers", null as never).catch((thrown) => thrown));
    expect(error).toMatchObject({ code: "internal" });
    expect(error.message).toContain("providers");
  });

  it("makes a command error of anything thrown", () => {
    expect(asCommandError({ code: "garage_held" })).toEqual({
      code: "garage_held",
      message: "",
      details: {},
    });
    expect(asCommandError("no window").code).toBe("internal");
  });

  it("refetches what a change names, and only that", async () => {
    const host = createFakeHost();
    setHost(host);
    const queries = new QueryClient();
    const invalidate = vi.spyOn(queries, "invalidateQueries");
    await followChanges(queries);
    host.emit({ kind: "changed", tags: ["vehicles"] });
    expect(invalidate.mock.calls).toEqual([[{ queryKey: ["vehicles"] }]]);
  });
});
