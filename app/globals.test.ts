import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('globals.css', import.meta.url), 'utf8');
const [light, systemDark, chosenDark] = [
  tokensAfter(':root {'),
  tokensAfter(":root:not([data-theme='light']) {"),
  tokensAfter(":root[data-theme='dark'] {"),
];

const BACKGROUNDS = ['--color-bg', '--color-surface', '--color-raised', '--color-hover'];
const TEXTS = [...light.keys()].filter(
  (name) =>
    name.startsWith('--type-') ||
    [
      '--color-text',
      '--color-text-muted',
      '--color-accent',
      '--color-danger',
      '--color-warning',
    ].includes(name),
);

describe.each([
  ['light', light],
  ['dark', chosenDark],
])('the %s theme', (_, tokens) => {
  it.each(TEXTS)('can be read in %s on every background, selected rows included', (text) => {
    for (const background of [...BACKGROUNDS, '--color-selected']) {
      expect(
        contrast(colour(tokens, text), colour(tokens, background)),
        background,
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has visible chart colours that differ from the colours of types', () => {
    const lines = [...tokens].filter(([name]) => name.startsWith('--series-'));
    const types = new Set(
      [...tokens].flatMap(([name, value]) => (name.startsWith('--type-') ? [value] : [])),
    );
    expect(lines).toHaveLength(8);
    for (const [name, value] of lines) {
      expect(contrast(value, colour(tokens, '--color-bg')), name).toBeGreaterThanOrEqual(3);
      expect(types, name).not.toContain(value);
    }
  });

  it('can be read on the accent', () => {
    const ratio = contrast(colour(tokens, '--color-accent-text'), colour(tokens, '--color-accent'));
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the dark theme', () => {
  it('is the same whether the system or the user chose it', () => {
    expect([...systemDark]).toEqual([...chosenDark]);
  });

  it('has a value of its own for every token of the light one', () => {
    expect([...chosenDark.keys()]).toEqual([...light.keys()]);
  });
});

function tokensAfter(selector: string): Map<string, string> {
  const start = css.indexOf(selector);
  expect(start, selector).toBeGreaterThan(-1);
  const block = css.slice(start + selector.length, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

function colour(tokens: Map<string, string>, name: string): string {
  return tokens.get(name) ?? '';
}

/** WCAG 2.2, contrast ratio of two #rrggbb colours. */
function contrast(a: string, b: string): number {
  const luminances = [luminance(a), luminance(b)];
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
