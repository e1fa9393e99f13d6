'use client';

import { useState } from 'react';

/** A list of texts that stays the same array while its texts are the same. */
export function useSameList<Text extends string>(list: readonly Text[]): readonly Text[] {
  const [kept, setKept] = useState(list);
  const isSame = kept.length === list.length && kept.every((text, at) => text === list[at]);
  if (!isSame) setKept(list);
  return isSame ? kept : list;
}
