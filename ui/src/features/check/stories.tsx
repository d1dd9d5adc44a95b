import { render } from "@testing-library/react";
import { useState } from "react";
import { Surroundings } from "@/app/App";
import { followChanges } from "@/app/changes";
import { createQueryClient } from "@/app/queryClient";
import { setHost } from "@/host";
import { createFakeHost, type FakeHost } from "@/host/fake";
import { CheckViews } from "./CheckPage";
import { showProgress } from "./progress";
import type { CheckSearch } from "./search";
import { chooseSelection } from "./selection";
import { APP_STATE, CALLS, ITEMS, PLAN, PROVIDERS, UNSCHEDULED } from "./testData";

/** A host that knows a garage of 186 vehicles and no batch. */
export function garageHost(): FakeHost {
  const host = createFakeHost({
    app_state: () => APP_STATE,
    last_batch: () => null,
    providers: () => PROVIDERS,
    settings: () => ({
      month_cap_fen: 20_000,
      fresh_within_hours: 24,
      take_other: false,
      answers_kept_days: 90,
      notice_days: 10,
      fleet_name: "",
      person: "",
    }),
    schedule: () => UNSCHEDULED,
    choices: () => ({ groups: [], drivers: [], statuses: [], plate_types: [], known_types: [], left: [] }),
    check_plan: () => PLAN,
    check_resume_plan: ({ max_cost_fen, keep_cap }) => ({
      plan: { ...PLAN, planned: 12, asked: 12, at_most: { fen: 144, unknown: 0 } },
      max_cost_fen: keep_cap ? 250 : max_cost_fen,
    }),
    batch_items: ({ state }) => {
      const rows = ITEMS.filter((row) => state.length === 0 || state.includes(row.state));
      return { total: rows.length, rows };
    },
    calls: () => ({
      sums: {
        calls: 1,
        charged: 0,
        unreadable: 0,
        free: 0,
        doubtful: 1,
        asking: 0,
        lookups: 0,
        cost_fen: 0,
        cost_unknown: 0,
      },
      total: CALLS.length,
      rows: CALLS,
    }),
  });
  setHost(host);
  return host;
}

/** The check page with an address of its own. */
export function openCheck(first: CheckSearch = {}): { search: () => CheckSearch } {
  const queries = createQueryClient();
  void followChanges(queries);
  let now = first;
  function Address() {
    const [search, setSearch] = useState(first);
    now = search;
    return <CheckViews search={search} go={(part) => setSearch((before) => ({ ...before, ...part }))} />;
  }
  render(
    <Surroundings queries={queries}>
      <Address />
    </Surroundings>,
  );
  return { search: () => now };
}

/** Between stories: nothing chosen, no batch remembered. */
export function forget(): void {
  chooseSelection(null);
  showProgress(null);
}

/** The last request of a command that the page sent. */
export function lastAsked(host: FakeHost, name: string): unknown {
  return host.asked.filter((call) => call.name === name).at(-1)?.request;
}
