import type { CSSProperties } from "react";
import css from "./Skeleton.module.css";

type SkeletonProps = { width: CSSProperties["width"]; height?: number };

/** The shape of what is coming. Show it only when `useSlow` says so. */
export function Skeleton({ width, height = 12 }: SkeletonProps) {
  return <span className={css.skeleton} style={{ width, height }} aria-hidden="true" />;
}
