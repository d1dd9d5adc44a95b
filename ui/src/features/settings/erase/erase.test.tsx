import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { EraseOffers } from "@/bindings/EraseOffers";
import { garageHost, lastAsked } from "@/features/check/stories";
import { recordChange, takeBackNewest } from "@/shared/changes";
import { ErasePanel } from "./ErasePanel";

const NONE: EraseOffers = { vehicles: [], reports: [], set_aside: [] };

function open(offers: EraseOffers = NONE) {
  const host = garageHost();
  host.answer("erase_offers", () => offers);
  host.answer("erase", () => ({
    vehicles: 1,
    violations: 4,
    calls: 2,
    receipts: 3,
    copies: ["/home/a/backups/old.sqlite"],
    not_looked_into: null,
  }));
  render(
    <Surroundings queries={createQueryClient()}>
      <ErasePanel />
    </Surroundings>,
  );
  return host;
}

const done = async () => "taken_back" as const;

describe("erasing for good", () => {
  it("shows what would go before anything does, and takes the copies along", async () => {
    const host = open();
    await userEvent.type(await screen.findByTestId("erase-text"), "苏E12345:01");
    await userEvent.click(screen.getByTestId("erase-look"));
    const seen = await screen.findByTestId("erase-seen");
    expect(within(seen).getByTestId("erase-copies").textContent).toContain("old.sqlite");
    const whom = { who: "plate", plate: "苏E12345:01" };
    expect(lastAsked(host, "erase")).toEqual({ whom, dry_run: true, delete_copies: false });
    recordChange("已删除 1 辆", done, done);
    await userEvent.click(screen.getByTestId("erase-now"));
    await waitFor(() =>
      expect(lastAsked(host, "erase")).toEqual({ whom, dry_run: false, delete_copies: true }),
    );
    await waitFor(() => expect(takeBackNewest(), "no way back is left").toBe(false));
  });

  it("leaves the copies where the person takes the tick away", async () => {
    const host = open();
    await userEvent.type(await screen.findByTestId("erase-text"), "苏E12345");
    await userEvent.click(screen.getByTestId("erase-look"));
    await userEvent.click(await screen.findByTestId("erase-also-copies"));
    await userEvent.click(screen.getByTestId("erase-now"));
    await waitFor(() =>
      expect(lastAsked(host, "erase")).toMatchObject({ dry_run: false, delete_copies: false }),
    );
  });

  it("offers what has lain about for long, kind by kind", async () => {
    const file = (path: string) => ({ path, written_at: 1_700_000_000_000, bytes: 4096 });
    const offers = {
      vehicles: [{ plate: "苏E54321", removed_at: 1_700_000_000_000 }],
      reports: [file("/home/a/reports/车辆 2025-01-01 080000.html")],
      set_aside: [file("C:\\cheku\\garage-before-restore-20250101-080000.sqlite")],
    };
    const host = open(offers);
    const list = await screen.findByTestId("erase-offers");
    expect(list.textContent).toContain("苏E54321");
    expect(list.textContent).toContain("garage-before-restore-20250101-080000.sqlite");
    expect(list.textContent).not.toContain("C:\\cheku");
    await userEvent.click(screen.getByTestId("offer-vehicles"));
    await screen.findByTestId("erase-seen");
    expect(lastAsked(host, "erase")).toMatchObject({ whom: { who: "long_removed" }, dry_run: true });
  });
});
