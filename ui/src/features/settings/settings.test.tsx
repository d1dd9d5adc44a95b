import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { Field } from "@/bindings/Field";
import type { ProviderView } from "@/bindings/ProviderView";
import type { RestoreLook } from "@/bindings/RestoreLook";
import { garageHost, lastAsked } from "@/features/check/stories";
import { PROVIDERS } from "@/features/check/testData";
import { recordChange, takeBackNewest } from "@/shared/changes";
import { setPreference } from "@/shared/preferences";
import { followTray } from "@/shared/tray";
import { SettingsViews } from "./SettingsPage";
import type { SettingsSearch } from "./search";

function open(first: SettingsSearch) {
  function Address() {
    const [search, setSearch] = useState(first);
    return <SettingsViews search={search} go={(part) => setSearch((before) => ({ ...before, ...part }))} />;
  }
  render(
    <Surroundings queries={createQueryClient()}>
      <Address />
    </Surroundings>,
  );
}

const done = async () => "taken_back" as const;

describe("a provider's account", () => {
  it("is asked for exactly what the provider's descriptor names", async () => {
    const host = garageHost();
    host.answer("account_save", () => PROVIDERS[1] as ProviderView);
    open({ section: "accounts", provider: "luca" });
    fireEvent.change(await screen.findByTestId("account-base_url"), {
      target: { value: "https://mine.example.com" },
    });
    fireEvent.change(screen.getByTestId("account-appid"), { target: { value: "20417" } });
    fireEvent.change(screen.getByTestId("account-secret"), { target: { value: "s3cret" } });
    await userEvent.click(screen.getByTestId("account-save"));
    await waitFor(() =>
      expect(lastAsked(host, "account_save")).toEqual({
        provider: "luca",
        values: { base_url: "https://mine.example.com", appid: "20417" },
        secret: "s3cret",
        prices: [
          { from: 1, price_yuan: "0.14" },
          { from: 101, price_yuan: "0.13" },
        ],
        free_calls: 5,
        quota_left: null,
        concurrency: null,
        per_minute: null,
        allow_http: false,
        timeout_seconds: null,
        is_default: false,
      }),
    );
  });

  it("wants its key again for another address, and takes back that plain http was allowed", async () => {
    const host = garageHost();
    const saved = PROVIDERS[0] as ProviderView;
    const account = { ...saved.account, allow_http: true } as NonNullable<ProviderView["account"]>;
    host.answer("providers", () => [{ ...saved, account }]);
    open({ section: "accounts" });
    const origin = await screen.findByTestId("account-base_url");
    expect(screen.getByTestId("account-secret-kept")).toBeDefined();
    expect(screen.queryByTestId("key-elsewhere")).toBeNull();

    fireEvent.change(origin, { target: { value: "http://v.example.com.evil.example" } });
    expect(screen.getByTestId("key-elsewhere").textContent).toContain("重新填写");
    expect((screen.getByTestId("account-allow-http") as HTMLInputElement).checked).toBe(false);
    fireEvent.change(screen.getByTestId("account-secret"), { target: { value: "s3cret" } });

    fireEvent.change(origin, { target: { value: "https://v.example.com/" } });
    expect(screen.queryByTestId("key-elsewhere")).toBeNull();
  });

  it("is shown in letters that cannot be taken for others", async () => {
    garageHost();
    open({ section: "accounts" });
    fireEvent.change(await screen.findByTestId("account-base_url"), {
      target: { value: "https://\u0430pi.example.com" },
    });
    expect(screen.getByTestId("account-base_url-wire").textContent).toContain(
      "https://xn--pi-6kc.example.com",
    );
  });

  it("names the addresses of a restored garage that no key was typed for, beside the backup", async () => {
    const host = garageHost();
    const saved = PROVIDERS[0] as ProviderView;
    const account = { ...saved.account, key: "elsewhere", wire_address: "https://xn--pi-6kc.example.com/a" };
    host.answer("providers", () => [{ ...saved, account } as ProviderView]);
    open({ section: "keeping" });
    const named = await screen.findByTestId("keys-to-type");
    expect(named.textContent).toContain("https://xn--pi-6kc.example.com/a");
    expect(named.textContent).toContain("密钥须重新填写");
  });

  it("is asked for by a provider that this program has never heard of", async () => {
    const host = garageHost();
    const words = (text: string) => ({ zh: text, en: text });
    const field = (key: string, kind: Field["kind"], standard: string | null) => ({
      key,
      kind,
      label: words(key),
      hint: words(""),
      default: standard,
    });
    const madeUp: ProviderView = {
      ...(PROVIDERS[0] as ProviderView),
      account: null,
      descriptor: {
        ...(PROVIDERS[0] as ProviderView).descriptor,
        id: "madeup",
        name: words("空想数据"),
        fields: [
          field("gate_key", { kind: "secret" }, null),
          field("base_url", { kind: "origin" }, "https://example.com"),
          field("client", { kind: "text" }, null),
          field("shape", { kind: "choice", values: ["round", "square"] }, "round"),
        ],
      },
    };
    host.answer("providers", () => [...PROVIDERS, madeUp]);
    host.answer("account_save", () => madeUp);
    open({ section: "accounts", provider: "madeup" });
    fireEvent.change(await screen.findByTestId("account-client"), { target: { value: "7" } });
    fireEvent.change(screen.getByTestId("account-secret"), { target: { value: "s3cret" } });
    await userEvent.click(screen.getByText("SQUARE"));
    await userEvent.click(screen.getByTestId("account-save"));
    await waitFor(() =>
      expect(lastAsked(host, "account_save")).toMatchObject({
        provider: "madeup",
        values: { base_url: "https://example.com", client: "7", shape: "square" },
        secret: "s3cret",
      }),
    );
  });

  it("never shows a kept secret, and keeps it when it is not replaced", async () => {
    const host = garageHost();
    host.answer("account_save", () => PROVIDERS[0] as ProviderView);
    open({ section: "accounts" });
    expect((await screen.findByTestId("account-secret-kept")).textContent).toBe("已保存在系统凭据管理器");
    expect(screen.queryByTestId("account-secret")).toBeNull();
    await userEvent.click(screen.getByTestId("account-save"));
    await waitFor(() => expect(lastAsked(host, "account_save")).toMatchObject({ secret: null }));
  });

  it("says what stays when it is removed, and how the vendor tells accounts apart", async () => {
    const host = garageHost();
    host.answer("account_remove", () => ({}));
    open({ section: "accounts" });
    await userEvent.click(await screen.findByTestId("account-remove"));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("再次添加同一账户（以“接口 KEY”为准）");
    await userEvent.click(within(dialog).getByText("删除账户"));
    await waitFor(() => expect(lastAsked(host, "account_remove")).toEqual({ provider: "starnet" }));
  });

  it("warns where everybody can see it when http is allowed", async () => {
    garageHost();
    open({ section: "accounts" });
    await screen.findByTestId("account-save");
    expect(screen.queryByTestId("http-warning")).toBeNull();
    await userEvent.click(screen.getByTestId("account-allow-http"));
    expect(screen.getByTestId("http-warning").textContent).toContain("明文");
  });

  it("tells a wrong key from a wrong address, and what the test cost", async () => {
    const host = garageHost();
    host.answer("account_test", () => ({
      ok: false,
      code: "credentials",
      message: "10001 错误的请求KEY",
      charged: "no",
      trouble: null,
      http_status: null,
    }));
    open({ section: "accounts" });
    await userEvent.click(await screen.findByTestId("account-test"));
    const result = await screen.findByTestId("account-test-result");
    expect(result.textContent).toContain("地址可访问，但账户或密钥不正确。");
    expect(result.textContent).toContain("测试未计费");
    expect(result.textContent).toContain("10001");
  });

  it("says in its own words what the network came to", async () => {
    const host = garageHost();
    const found = { ok: false, charged: "no", trouble: null, http_status: null } as const;
    host.answer("account_test", () => ({ ...found, code: "not_sent", message: "dns", trouble: "dns" }));
    open({ section: "accounts" });
    await userEvent.click(await screen.findByTestId("account-test"));
    const result = () => screen.getByTestId("account-test-result").textContent;
    await waitFor(() => expect(result()).toContain("找不到此域名"));
    expect(result()).not.toContain("服务商返回");
    host.answer("account_test", () => ({
      ...found,
      code: "unreadable",
      message: "http_404",
      http_status: 404,
    }));
    await userEvent.click(screen.getByTestId("account-test"));
    await waitFor(() => expect(result()).toContain("路径不正确"));
  });

  it("opens the provider's own site and nothing else", async () => {
    const host = garageHost();
    open({ section: "accounts" });
    await userEvent.click(await screen.findByTestId("account-site"));
    expect(host.opened).toEqual([PROVIDERS.find((view) => view.account?.is_default)?.descriptor.site]);
  });

  it("marks the field that the core complains about", async () => {
    const host = garageHost();
    host.answer("account_save", () => {
      throw { code: "account_field_invalid", message: "prices", details: { field: "prices" } };
    });
    open({ section: "accounts" });
    await userEvent.click(await screen.findByTestId("account-save"));
    expect(await screen.findByText("请填金额，例如 0.14")).toBeDefined();
  });
});

describe("what calls cost", () => {
  it("is typed in steps, and a new step begins after the last", async () => {
    const host = garageHost();
    host.answer("account_save", () => PROVIDERS[0] as ProviderView);
    open({ section: "accounts" });
    await userEvent.click(await screen.findByTestId("account-step-add"));
    await userEvent.type(screen.getByTestId("account-quota"), "500");
    await userEvent.type(screen.getByTestId("account-concurrency"), "4");
    await userEvent.click(screen.getByTestId("account-save"));
    await waitFor(() =>
      expect(lastAsked(host, "account_save")).toMatchObject({
        prices: [
          { from: 1, price_yuan: "0.12" },
          { from: 101, price_yuan: "0.12" },
        ],
        quota_left: 500,
        concurrency: 4,
      }),
    );
  });
});

describe("the garage's settings", () => {
  it("are saved in whole fen", async () => {
    const host = garageHost();
    host.answer("settings_save", (wanted) => wanted);
    open({ section: "limits" });
    const cap = await screen.findByTestId("month-cap");
    fireEvent.change(cap, { target: { value: "150.5" } });
    await userEvent.type(screen.getByTestId("person"), "赵经理");
    fireEvent.change(screen.getByTestId("notice-days"), { target: { value: "15" } });
    await userEvent.click(screen.getByTestId("settings-save"));
    await waitFor(() =>
      expect(lastAsked(host, "settings_save")).toMatchObject({
        month_cap_fen: 15050,
        person: "赵经理",
        notice_days: 15,
      }),
    );
  });

  it("are not saved with an amount that is none", async () => {
    garageHost();
    open({ section: "limits" });
    fireEvent.change(await screen.findByTestId("month-cap"), { target: { value: "x" } });
    expect(screen.getByTestId("settings-save")).toHaveProperty("disabled", true);
  });
});

describe("keeping", () => {
  const NEWER = { calls: 3, charged: 2, cost_fen: 28, doubtful: 1, violations: 0, vehicles: 0 };
  const LOOK: RestoreLook = {
    newer: NEWER,
    damaged: false,
    vehicles: 186,
    last_asked: 1_773_280_800_000,
    addresses: [{ provider: "luca", address: "https://luca.example.com" }],
    has_settings: true,
  };

  it("restores only after a person saw what the backup lacks, and as they wish", async () => {
    const host = garageHost();
    host.nextFile = "/backups/march.db";
    host.answer("restore_look", () => LOOK);
    host.answer("restore", () => ({ path: "/home/before.db", newer: NEWER, receipts_missing: 2 }));
    open({ section: "keeping" });
    await userEvent.click(await screen.findByTestId("restore"));
    const newer = within(await screen.findByTestId("restore-newer"));
    expect(newer.getByText("0.28 元")).toBeDefined();
    expect(lastAsked(host, "restore")).toBeUndefined();
    expect(screen.queryByTestId("restore-addresses")).toBeNull();
    await userEvent.click(screen.getByTestId("restore-settings"));
    expect((await screen.findByTestId("restore-addresses")).textContent).toContain(
      "https://luca.example.com",
    );
    await userEvent.click(screen.getByTestId("restore-violations"));
    recordChange("已删除 1 辆", done, done);
    await userEvent.click(screen.getByTestId("restore-now"));
    await waitFor(() => expect(takeBackNewest(), "that was a change of the other garage").toBe(false));
    await waitFor(() =>
      expect(lastAsked(host, "restore")).toEqual({
        from: "/backups/march.db",
        violations: false,
        settings_of_copy: true,
        confirmed: true,
      }),
    );
  });

  it("does not say that a garage which cannot be read has nothing new", async () => {
    const host = garageHost();
    host.nextFile = "/backups/march.db";
    host.answer("restore_look", () => ({ ...LOOK, newer: null, has_settings: false }));
    open({ section: "keeping" });
    await userEvent.click(await screen.findByTestId("restore"));
    expect((await screen.findByTestId("restore-unknown")).textContent).toContain("无法读取");
    expect(screen.getByTestId("restore-addresses")).toBeDefined();
  });

  it("says in words what the doctor found, and how often", async () => {
    const host = garageHost();
    host.answer("doctor", () => ({
      ok: false,
      findings: [
        { level: "error", code: "summaries_differ", message: "1200 rows", count: 1200 },
        { level: "notice", code: "schema", message: "19", count: 19 },
        { level: "notice", code: "doubtful_calls", message: "9 calls", count: 9 },
      ],
    }));
    open({ section: "keeping" });
    await userEvent.click(await screen.findByTestId("doctor"));
    const report = await screen.findByTestId("doctor-report");
    expect(report.dataset.ok).toBe("false");
    const [differ, schema, doubtful] = [...report.querySelectorAll("li")].map((row) => row.textContent);
    expect(differ).toContain("共 1,200 处");
    expect(differ).toContain("summaries_differ");
    expect(schema).toBe("提示数据文件的格式为第 19 版。");
    expect(doubtful).toBe("提示有待核对的调用，请到服务商后台核对。 共 9 处 核对");
  });
});

describe("the closed window", () => {
  const boxes = async () => [
    await screen.findByTestId("window-tray"),
    await screen.findByTestId("window-at-login"),
  ];
  let stop = () => {};
  beforeEach(() => setPreference("lang", "zh-CN"));
  afterEach(() => {
    stop();
    setPreference("closing", "end");
    setPreference("lang", "zh-CN");
  });

  it("stays in the tray when the person wants it, in their language", async () => {
    const host = garageHost();
    stop = followTray();
    open({ section: "look" });
    const [tray, atLogin] = await boxes();
    await waitFor(() => expect(tray).toHaveProperty("disabled", false));
    expect([host.icon, atLogin]).toMatchObject([null, { disabled: true }]);
    await userEvent.click(tray as HTMLElement);
    await waitFor(() => expect(host.icon?.quit).toBe("退出"));
    setPreference("lang", "en");
    await waitFor(() => expect(host.icon?.quit).toBe("Quit"));
  });

  it("is not started into a tray where it does not stay", async () => {
    const host = garageHost();
    host.atLogin = true;
    setPreference("closing", "tray");
    stop = followTray();
    open({ section: "look" });
    const [tray, atLogin] = await boxes();
    await waitFor(() => expect(atLogin).toMatchObject({ checked: true, disabled: false }));
    await userEvent.click(tray as HTMLElement);
    await waitFor(() => expect([host.icon, host.atLogin]).toEqual([null, false]));
    expect(atLogin).toMatchObject({ checked: false, disabled: true });
  });

  it("ends the program on a desktop without a tray, which is said", async () => {
    const host = garageHost();
    host.hasTray = false;
    open({ section: "look" });
    expect(await screen.findByText("此桌面没有托盘，关闭窗口即退出")).toBeDefined();
    for (const box of await boxes()) expect(box).toHaveProperty("disabled", true);
  });
});
