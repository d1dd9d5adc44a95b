import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { router } from "@/app/router";
import { address, fleetHost, lastAsked, openWindow } from "@/app/stories";
import { vehicleRow, vehicleWindow } from "./testData";

/** The window at the garage, with two vehicles. */
async function openGarage() {
  const host = fleetHost();
  host.answer("vehicles", () => vehicleWindow([vehicleRow("v1", "苏ED29539"), vehicleRow("v2", "苏E5X91C")]));
  host.answer("choices", () => ({
    groups: [],
    drivers: [],
    statuses: [],
    plate_types: [],
    known_types: [],
    left: [],
  }));
  await openWindow("/garage");
  await screen.findByTestId("grid");
  return host;
}

const box = () => screen.getByTestId<HTMLInputElement>("search");
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
/** The router knows the text; the page may still be drawn with the one before. */
async function onItsWay(text: string): Promise<void> {
  const known = () => router.state.matches.some(({ search }) => (search as { q?: string }).q === text);
  while (!known()) await Promise.resolve();
}
const shown = () => new URLSearchParams(address().split("?")[1]);

describe("the garage's address", () => {
  it("keeps what was typed last when something else changes before an earlier text is drawn", async () => {
    const host = await openGarage();
    type("2");
    await onItsWay("2");
    type("29");
    fireEvent.click(screen.getByRole("button", { name: /车牌/ }));
    await waitFor(() => expect(shown().get("sort")).toBe("plate"));
    await waitFor(() => expect(lastAsked(host, "vehicles")).toMatchObject({ filter: { search: "29" } }));
    expect(box().value).toBe("29");
  });
});
