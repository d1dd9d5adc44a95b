const chinese = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true });

/** Names in the order in which they are looked for in China; what has no name stands last. */
export const byPinyin = (one: string, other: string): number =>
  Number(one === "") - Number(other === "") || chinese.compare(one, other);
