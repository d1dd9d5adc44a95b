import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { VehicleForm } from "@/bindings/VehicleForm";
import { rpc } from "@/host";

const PAUSE_MS = 150;

/** What the core says of the form as typed, asked once typing pauses. */
export function useFormCheck(form: VehicleForm | undefined) {
  const [asked, setAsked] = useState(form);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(form), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [form]);
  return useQuery({
    // A plate may be taken meanwhile: the answer belongs to the vehicles.
    queryKey: ["vehicles", "check", asked],
    queryFn: () => rpc("vehicle_check", asked as VehicleForm),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  }).data;
}
