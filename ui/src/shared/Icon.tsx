import type { ReactNode } from "react";

/** Drawn for this product on a 16-unit grid, one line width, no fill: they take the colour of their text. */
const DRAWINGS = {
  overview: <path d="M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6" />,
  garage: <path d="M2.2 13.4V6.6L8 3l5.8 3.6v6.8M4.8 13.4V8.2h6.4v5.2M4.8 10.8h6.4" />,
  check: <path d="M13 6.5A5.3 5.3 0 0 0 3.4 5M3 9.5A5.3 5.3 0 0 0 12.6 11M13.3 3v3.5H9.8M2.7 13V9.5h3.5" />,
  violations: <path d="M4 2.5h5.3l3.2 3.2v7.8H4zM9.2 2.6v3.2h3.2M6.3 8.6h3.9M6.3 11h3.9" />,
  drivers: (
    <>
      <circle cx="8" cy="5.3" r="2.6" />
      <path d="M3 13.4c.5-2.6 2.4-3.9 5-3.9s4.500 1.300 5 3.900" />
    </>
  ),
  reports: <path d="M2.6 3.2h10.800v9.800H2.600zM2.600 6.400h10.800M6.400 6.400V13" />,
  settings: (
    <>
      <path d="M2.500 4.700h5.800M11.700 4.700h1.800M2.500 11.300h1.800M7.700 11.300h5.800" />
      <circle cx="10" cy="4.700" r="1.600" />
      <circle cx="6" cy="11.300" r="1.600" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.200" />
      <path d="m10.200 10.200 3.300 3.300" />
    </>
  ),
  plus: <path d="M8 3.200v9.600M3.200 8h9.600" />,
  close: <path d="m4.200 4.200 7.600 7.600M11.800 4.200l-7.600 7.600" />,
  tick: <path d="m3.200 8.400 3.100 3.200 6.500-6.700" />,
  dash: <path d="M4.200 8h7.600" />,
  attention: <path d="M8 3.400v5.800M8 12.200v.2" />,
  question: (
    <path d="M5.700 6.100c0-1.400 1-2.300 2.300-2.300s2.300.9 2.300 2.100c0 1.800-2.300 1.900-2.300 3.700M8 12.200v.2" />
  ),
  lock: <path d="M4 7.400h8v5.500H4zM5.800 7.200V5.600a2.200 2.200 0 0 1 4.400 0v1.600" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.400" />
      <path d="M8 5v3.200l2.100 1.200" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="4.500" />,
  dots: <path d="M3.800 8h.1M8 8h.1M12.100 8h.1" />,
  pause: <path d="M5.800 4v8M10.200 4v8" />,
  play: <path d="m5.300 3.600 6.400 4.400-6.400 4.400z" />,
  stop: <path d="M4.200 4.200h7.600v7.600H4.200z" />,
  info: (
    <>
      <circle cx="8" cy="8" r="5.700" />
      <path d="M8 7.500v3.400M8 5.200v.1" />
    </>
  ),
  columns: <path d="M2.500 3.200h11v9.600h-11zM6.200 3.200v9.600M9.800 3.200v9.600" />,
  importFile: <path d="M8 10.400V3.200M4.900 6.200 8 3.100l3.100 3.100M3 13.200h10" />,
  exportFile: <path d="M8 2.700v7.300M4.900 7 8 10.100 11.100 7M3 13.200h10" />,
  copy: <path d="M5.800 5.800h7.400v7.400H5.800zM3.800 10.200H2.800V2.800h7.400v1" />,
  edit: <path d="m3 13 .6-2.800 6.900-6.900 2.200 2.200-6.900 6.900zM9.200 4.600l2.200 2.200" />,
  trash: <path d="M3 4.600h10M6.100 4.400V2.800h3.800v1.600M4.400 4.600l.5 8.600h6.200l.5-8.600" />,
  tag: <path d="M2.800 2.800h4.900l5.700 5.700-4.900 4.900-5.700-5.700zM5.400 5.400h.1" />,
  down: <path d="m4.200 6.300 3.800 3.900 3.800-3.900" />,
  up: <path d="m4.200 9.700 3.800-3.900 3.800 3.900" />,
  right: <path d="m6.300 4.200 3.900 3.800-3.900 3.800" />,
} satisfies Record<string, ReactNode>;

/** A drawing by its name. Each page has one of its own name. */
export type IconName = keyof typeof DRAWINGS;

/** Decoration beside a word; an icon alone needs an `aria-label` on its button. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  const size = small ? 12 : 16;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={small ? 1.9 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: "none" }}
    >
      {DRAWINGS[name]}
    </svg>
  );
}
