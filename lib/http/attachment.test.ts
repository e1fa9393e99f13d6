import { expect, it } from 'vitest';
import { attachment } from './attachment';

it.each([
  ['sim-001.csv', `attachment; filename="sim-001.csv"; filename*=UTF-8''sim-001.csv`],
  ['my run.csv', `attachment; filename="my_run.csv"; filename*=UTF-8''my%20run.csv`],
  ['å🚜.csv', `attachment; filename="_.csv"; filename*=UTF-8''%C3%A5%F0%9F%9A%9C.csv`],
  ['a"b\\c.csv', `attachment; filename="a_b_c.csv"; filename*=UTF-8''a%22b%5Cc.csv`],
  [
    "it's (1)*!.csv",
    `attachment; filename="it_s_1_.csv"; filename*=UTF-8''it%27s%20%281%29%2A%21.csv`,
  ],
  [
    'a\r\nset-cookie: x',
    `attachment; filename="a_set-cookie_x"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x`,
  ],
  ['half \ud83d', `attachment; filename="half_"; filename*=UTF-8''half%20%EF%BF%BD`],
])('names a file %j without a character that could end it', (name, expected) => {
  expect(attachment(name)).toBe(expected);
  expect(new Headers({ 'content-disposition': expected }).get('content-disposition')).toBe(
    expected,
  );
});
