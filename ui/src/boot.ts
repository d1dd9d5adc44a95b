import * as v from "valibot";
import { returnToLastView } from "./app/lastView";
import { prerender } from "./app/prerender";
import { queries } from "./app/queryClient";
import { garageList } from "./features/garage/queries";
import { garageSearch } from "./features/garage/search";
import { setHost } from "./host";
import { desktopHost, insideDesktop } from "./host/desktop";
import { createFakeHost } from "./host/fake";
import { appStateQuery } from "./shared/data/appState";
import { windowQuery } from "./shared/grid/listQuery";

/* Small, and first: what the first page shows is asked for, and the garage looked at, before the program is read. */

setHost(insideDesktop() ? desktopHost : createFakeHost());
// Before the router's history reads the address.
returnToLastView();

void begin();

async function begin(): Promise<void> {
  const [page, asked] = window.location.hash.split("?");
  const search = v.parse(garageSearch, read(asked));
  const place = document.getElementById("root");
  // The rows first: they take the core longest.
  const head = page === "#/garage" ? queries.fetchQuery(windowQuery(garageList(search), 0)) : null;
  const state = queries.fetchQuery(appStateQuery);
  // What fails is told by the page.
  for (const asked of [head, state]) asked?.catch(() => {});
  if (place && head) await prerender(place, search, { state, head });
  await import("./main");
}

/** The address as the router reads it: JSON where it is some, text elsewhere. */
function read(text = ""): Record<string, unknown> {
  const entries = [...new URLSearchParams(text)].map(([key, value]) => [key, parsed(value)]);
  return Object.fromEntries(entries);
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
