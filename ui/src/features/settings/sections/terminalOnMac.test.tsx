import { render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import { TerminalOnMac } from "./TerminalOnMac";

function openOn(userAgent: string) {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(userAgent);
  render(
    <Surroundings queries={createQueryClient()}>
      <TerminalOnMac />
    </Surroundings>,
  );
}

describe("the terminal program on a Mac", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is offered a link there", () => {
    openOn("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15");
    expect(screen.getByTestId("terminal-on-mac").textContent).toContain("/usr/local/bin/cheku-cli");
  });

  it("is on the path elsewhere", () => {
    openOn("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15");
    expect(screen.queryByTestId("terminal-on-mac")).toBeNull();
  });
});
