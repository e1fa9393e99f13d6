import { expect, it } from 'vitest';
import { csvText } from './csv-text';

it('quotes cells with commas, quotes and line ends, and ends every line', () => {
  const rows = [
    ['run', 'says'],
    ['a', 'x, "y"\nz'],
  ];
  expect(csvText(rows)).toBe('run,says\r\na,"x, ""y""\nz"\r\n');
});

it('keeps negative numbers, and disarms formulas', () => {
  expect(csvText([['-1.5e3', '=1+1', '-a', '@x']])).toBe("-1.5e3,'=1+1,'-a,'@x\r\n");
});
