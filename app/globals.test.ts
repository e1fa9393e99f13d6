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

  it('has red for failures only: no type and no chart has a colour near it', () => {
    const red = colour(tokens, '--color-danger');
    const others = [...tokens].filter(([name]) => /^--(type|series)-/.test(name));
    for (const [name, value] of others) expect(difference(red, value), name).toBeGreaterThan(25);
  });

  it('has a slate for system events, unlike other types for every kind of colour vision', () => {
    const slate = colour(tokens, '--type-system');
    const [red = 0, green = 0, blue = 0] = channels(slate);
    expect(red).toBeLessThan(green);
    expect(green).toBeLessThan(blue);
    const types = [...tokens].filter(([name]) => /^--type-(?!system)/.test(name));
    for (const [name, value] of types) {
      for (const vision of Object.values(VISIONS)) {
        expect(difference(slate, value, vision), name).toBeGreaterThan(15);
      }
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

type Matrix = readonly (readonly number[])[];

/** Full protanopia, deuteranopia and tritanopia in linear RGB, by Machado, Oliveira and Fernandes (2009). */
const VISIONS: Readonly<Record<'usual' | 'protan' | 'deutan' | 'tritan', Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function channels(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** The distance of two #rrggbb colours in CIELAB. About 2 is the least that can be seen. */
function difference(a: string, b: string, vision: Matrix = VISIONS.usual): number {
  const [one, other] = [lab(a, vision), lab(b, vision)];
  return Math.hypot(...one.map((value, i) => value - (other[i] ?? 0)));
}

function lab(hex: string, vision: Matrix): readonly number[] {
  const linear = channels(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [r = 0, g = 0, b = 0] = vision.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, i) => sum + weight * (linear[i] ?? 0), 0),
      ),
    ),
  );
  const [x, y, z] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
  ].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116));
  return [116 * (y ?? 0) - 16, 500 * ((x ?? 0) - (y ?? 0)), 200 * ((y ?? 0) - (z ?? 0))];
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
