import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { followChanges } from "@/app/changes";
import { createQueryClient } from "@/app/queryClient";
import type { UpdateView } from "@/bindings/UpdateView";
import { garageHost, lastAsked } from "@/features/check/stories";
import { UpdatePanel } from "./UpdatePanel";

const NOTHING: UpdateView = {
  has_address: true,
  by_itself: true,
  looked_at: null,
  trouble: null,
  installer: "deb",
  stage: { stage: "none" },
};
const FOUND: UpdateView = {
  ...NOTHING,
  looked_at: 1_700_000_000_000,
  stage: { stage: "found", version: "0.2.0", notes_zh: "更快。", notes_en: "Faster.", has_package: true },
};

function open(first: UpdateView = NOTHING) {
  const host = garageHost();
  let view = first;
  const becomes = (next: UpdateView) => {
    view = next;
    host.emit({ kind: "changed", tags: ["update"] });
    return next;
  };
  host.answer("update", () => view);
  const queries = createQueryClient();
  void followChanges(queries);
  render(
    <Surroundings queries={queries}>
      <UpdatePanel />
    </Surroundings>,
  );
  return { host, becomes };
}

describe("a newer version", () => {
  it("is looked for, told with what is new, fetched with progress, and installed", async () => {
    const { host, becomes } = open();
    host.answer("update_look", () => becomes(FOUND));
    host.answer("update_fetch", () =>
      becomes({
        ...FOUND,
        stage: { stage: "fetching", version: "0.2.0", done: 2_500_000, whole: 9_000_000 },
      }),
    );
    host.answer("update_install", () => ({ closes: true }));

    await userEvent.click(await screen.findByTestId("update-look"));
    expect((await screen.findByTestId("update-notes")).textContent).toBe("更快。");
    await userEvent.click(screen.getByTestId("update-fetch"));
    const progress = await screen.findByTestId("update-progress");
    expect([progress.getAttribute("value"), progress.getAttribute("max")]).toEqual(["2500000", "9000000"]);
    expect(progress.parentElement?.textContent).toContain("2.5 MB，共 9.0 MB");
    becomes({ ...FOUND, stage: { stage: "ready", version: "0.2.0" } });
    await userEvent.click(await screen.findByTestId("update-install"));
    await waitFor(() => expect(host.closed).toBe(true));
  });

  it("is never looked for by a program without an address, which says so", async () => {
    open({ ...NOTHING, has_address: false });
    expect((await screen.findByTestId("update")).textContent).toContain("没有内置更新地址");
    expect(screen.queryByTestId("update-look")).toBeNull();
    expect(screen.queryByTestId("update-file")).toBeNull();
  });

  it("comes from a file, too, and what is wrong with it is said", async () => {
    const { host, becomes } = open();
    host.nextFile = "/stick/Cheku_0.2.0_amd64.deb";
    host.answer("update_file", () => {
      throw { code: "update_untrusted", message: "", details: {} };
    });
    await userEvent.click(await screen.findByTestId("update-file"));
    expect((await screen.findByTestId("refusal")).textContent).toContain("签名不符");
    host.answer("update_file", () => becomes({ ...NOTHING, stage: { stage: "ready", version: "0.2.0" } }));
    await userEvent.click(screen.getByTestId("update-file"));
    await screen.findByTestId("update-install");
    expect(lastAsked(host, "update_file")).toEqual({ file: "/stick/Cheku_0.2.0_amd64.deb" });
    expect(screen.queryByTestId("refusal")).toBeNull();
  });

  it("that a person has to fetch has no button for it", async () => {
    open({ ...FOUND, installer: null, stage: { ...FOUND.stage, has_package: false } as UpdateView["stage"] });
    expect((await screen.findByTestId("update")).textContent).toContain("替换程序文件");
    expect(screen.queryByTestId("update-fetch")).toBeNull();
  });

  it("has one step at a time: the other buttons wait", async () => {
    const { host } = open({ ...FOUND, trouble: null });
    host.answer("update_look", () => new Promise<UpdateView>(() => {}));
    await userEvent.click(await screen.findByTestId("update-look"));
    for (const id of ["update-fetch", "update-file", "update-by-itself"]) {
      await waitFor(() => expect(screen.getByTestId(id)).toHaveProperty("disabled", true));
    }
  });

  it("is looked for by itself until the person says no", async () => {
    const { host } = open();
    host.answer("update_choose", ({ by_itself }) => ({ ...NOTHING, by_itself }));
    const choice = (await screen.findByTestId("update-by-itself")) as HTMLInputElement;
    await userEvent.click(choice);
    await waitFor(() => expect(choice.checked).toBe(false));
    expect(lastAsked(host, "update_choose")).toEqual({ by_itself: false });
  });
});
