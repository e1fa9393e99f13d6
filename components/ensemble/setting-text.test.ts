import { expect, it } from 'vitest';
import { settingText, settingValuesText, shortPath } from './setting-text';

const values = (...all: readonly unknown[]) => all.map((value) => ({ value }));

it('lists few values, and shortens whole numbers in a row and long lists', () => {
  expect(settingValuesText(values(1, 2, 3, 5))).toBe('1, 2, 3, 5');
  expect(settingValuesText(values(1, 2, 3, 4, 5, 6))).toBe('1–6');
  expect(settingValuesText(values(1, 2))).toBe('1, 2');
  expect(settingValuesText(values(0.1, 0.2, 0.3, 0.4, 0.5, 0.9))).toBe('0.1 … 0.9 (6 values)');
  expect(settingValuesText(values(1, 2, 3), 250)).toBe('1 … (250 values)');
});

it('shows texts as they are, other values as JSON, and a missing setting as a dash', () => {
  expect(settingText('model-a')).toBe('model-a');
  expect(settingText([])).toBe('[]');
  expect(settingText(null)).toBe('–');
});

it('names a column by the end of its path', () => {
  expect(shortPath('llm.max_attempts')).toBe('max_attempts');
  expect(shortPath('engine.goods.wool\\.raw')).toBe('wool.raw');
  expect(shortPath('seed')).toBe('seed');
});
