import * as v from "valibot";
import { appStateQuery } from "./app/appState";
import { returnToLastView } from "./app/lastView";
import { queries } from "./app/queryClient";
import { garageList } from "./features/garage/queries";
import { garageSearch } from "./features/garage/search";
import { setHost } from "./host";
import { desktopHost, insideDesktop } from "./host/desktop";
import { createFakeHost } from "./host/fake";
import { windowQuery } from "./shared/grid/listQuery";

/* Small, and first: what the first page shows is asked for while the program that draws it is read. */

setHost(insideDesktop() ? desktopHost : createFakeHost());
// Before the router's history reads the address.
returnToLastView();

void queries.prefetchQuery(appStateQuery);
const [page, asked] = window.location.hash.split("?");
if (page === "#/garage")
  void queries.prefetchQuery(windowQuery(garageList(v.parse(garageSearch, read(asked))), 0));

void import("./main");

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
