import axe, { type AxeResults, type ContextObject, type NodeResult, type Result } from 'axe-core';
import { expect, type Page } from 'playwright/test';

/** The rules for each theme; the light theme, in which tests begin, comes last. */
const THEMES = [
  { colorScheme: 'dark', rules: ['color-contrast', 'link-in-text-block'] },
  { colorScheme: 'light', rules: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
] as const;

export interface AxeScope {
  /** A CSS selector of the checked part. Default: the whole page. */
  readonly within?: string;
}

/**
 * Checks the current page against WCAG 2 A and AA. The themes have the same elements in other colours, so the dark theme is
 * checked only against rules about colours.
 * @throws an error that names each violated rule and the elements that break it
 */
export async function expectNoAxeViolations(page: Page, { within }: AxeScope = {}): Promise<void> {
  // Once a page, and through the debugger: the page's own content security policy lets no script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const context: ContextObject | 'document' =
    within === undefined ? 'document' : { include: within };
  const scope = context === 'document' ? context : JSON.stringify(context);
  const still = await page.addStyleTag({ content: NO_TRANSITIONS });
  for (const { colorScheme, rules } of THEMES) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => page.evaluate(shownTheme)).toBe(colorScheme);
    const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'] });
    const { violations } = await page.evaluate<AxeResults>(`axe.run(${scope}, ${options})`);
    if (violations.length === 0) continue;
    const report = violations.map(describeViolation).join('\n\n');
    throw new Error(
      `${page.url()} breaks ${violations.length} accessibility rules in the ${colorScheme} theme:\n\n${report}`,
    );
  }
  await still.evaluate((style: Element) => style.remove());
}

/** Colours of a theme apply at once, without a transition. */
const NO_TRANSITIONS = '*, ::before, ::after { transition: none !important; }';

function shownTheme(): 'light' | 'dark' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function describeViolation({ id, impact, help, helpUrl, nodes }: Result): string {
  return [`${id} (${impact ?? 'unrated'}): ${help}`, helpUrl, ...nodes.map(describeNode)].join(
    '\n',
  );
}

function describeNode({ target, html, failureSummary = '' }: NodeResult): string {
  const fixes = failureSummary.split('\n').slice(1);
  return [
    `  ${target.flat().join(' ')}`,
    `    ${html.slice(0, 200)}`,
    ...fixes.map((fix) => `    ${fix.trim()}`),
  ].join('\n');
}
