import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Words } from "@/bindings/Words";
import { rpc } from "@/host";
import { type Language, useLanguage } from "@/i18n";

/** Every provider that the program knows, each with its account if there is one. */
const providersQuery = { queryKey: ["settings", "providers"], queryFn: () => rpc("providers", {}) };
/** The garage's own settings. Whoever saves them puts the core's answer in here. */
export const settingsQuery = { queryKey: ["settings", "garage"], queryFn: () => rpc("settings", {}) };

/** Looked at now and then: what is next, and what is in the way, changes with the clock. */
export const scheduleQuery = { queryKey: ["settings", "schedule"], queryFn: () => rpc("schedule", {}) };
const LOOK_AGAIN_MS = 30_000;

/** The providers and their accounts, fetched again when one changes. */
export const useProviders = () => useQuery(providersQuery);
/** The garage's own settings: the month's cap, what counts as fresh, the fleet's name. */
export const useGarageSettings = () => useQuery(settingsQuery);
/** The schedule and how it stands, asked again every 30 seconds. */
export const useSchedule = () => useQuery({ ...scheduleQuery, refetchInterval: LOOK_AGAIN_MS });

/** A provider's own words, in the language shown. */
export function say(both: Words, language: Language): string {
  return language === "en" ? both.en : both.zh;
}

/** A provider's name by its id; the id itself until the list is here. */
export function useProviderName(): (id: string) => string {
  const providers = useProviders().data;
  const language = useLanguage();
  return useCallback(
    (id) => {
      const found = providers?.find((view) => view.descriptor.id === id);
      return found ? say(found.descriptor.name, language) : id;
    },
    [providers, language],
  );
}
