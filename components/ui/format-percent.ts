/** A fraction of 0 to 1 as `43 %`; not 100 % before all of it is there. */
export function formatPercent(value: number): string {
  return `${Math.floor(value * 100)} %`;
}
