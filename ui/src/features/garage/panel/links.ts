/** The rows behind one vehicle's figures; the address speaks JSON, as the router reads it. */
export function violationsOf(vehicle: string, states: readonly string[] = []): string {
  const search = new URLSearchParams({ vehicle });
  if (states.length > 0) search.set("state", JSON.stringify(states));
  return `#/violations?${search}`;
}
