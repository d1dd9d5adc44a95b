/** A language that the program speaks, by its tag. */
export type Language = "zh-CN" | "en";
/** All languages that the program speaks. */
export const LANGUAGES: readonly Language[] = ["zh-CN", "en"];
