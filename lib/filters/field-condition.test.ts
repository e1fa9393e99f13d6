import { describe, expect, it } from 'vitest';
import { readFieldCondition } from './field-condition';
import { matchField } from './match-field';

describe('readFieldCondition', () => {
  it.each([
    ['details.price>300', ['price'], '>', 300],
    [' details.a.b >= -1.5e3 ', ['a', 'b'], '>=', -1500],
    ['details.a=', ['a'], '=', ''],
    ['details.a!=ok', ['a'], '!=', 'ok'],
    ['details.a="300"', ['a'], '=', '300'],
    ['details.a="say \\"x\\""', ['a'], '=', 'say "x"'],
    ['details.a="open', ['a'], '=', '"open'],
    ['details.a=a>b', ['a'], '=', 'a>b'],
    ['details.a=01', ['a'], '=', '01'],
    ['details.two words~é', ['two words'], '~', 'é'],
    ['details.a=one\ntwo', ['a'], '=', 'one\ntwo'],
  ])('reads %j', (text, names, operator, value) => {
    expect(readFieldCondition(text)).toEqual({ path: { names }, operator, value });
  });

  it.each([
    ['', 'expected a path, one of != >= <= = > < ~, and a value'],
    ['details.price', 'expected a path, one of != >= <= = > < ~, and a value'],
    ['price>3', 'expected a path such as details.price'],
    ['details>3', 'expected a path such as details.price'],
    ['details..a>3', 'expected a name between two dots'],
    [`details.${'a'.repeat(200)}>3`, 'expected at most 200 characters'],
    [`details.a=${'a'.repeat(501)}`, 'expected a value of at most 500 characters'],
  ])('refuses %j', (text, reason) => {
    expect(readFieldCondition(text)).toBe(reason);
  });
});

describe('matchField', () => {
  const line = JSON.stringify({
    details: {
      price: 300.5,
      name: 'Grain Ö',
      n: '7',
      flag: true,
      none: null,
      deep: { list: [1, 'A'] },
    },
    price: 1,
  }).replace('"n"', '"\\u006e"');

  it.each([
    ['details.price>300', true],
    ['details.price>=300.5', true],
    ['details.price<300.5', false],
    ['details.price=300.50', true],
    ['details.price!=300.5', false],
    ['details.price="300.5"', true],
    ['details.price>a', false],
    ['details.name~GRAIN ö', true],
    ['details.name=grain ö', false],
    ['details.name>Grain', true],
    ['details.name>7', false],
    ['details.n=7', true],
    ['details.n>6', false],
    ['details.n>"6"', true],
    ['details.flag=true', true],
    ['details.flag!=true', false],
    ['details.none=null', true],
    ['details.deep.list~"\\"A"', true],
    ['details.deep.list~A', true],
    ['details.deep~list', true],
    ['details.deep.list.0=1', false],
    ['details.missing!=1', false],
    ['details.price.x!=1', false],
  ])('%s is %s', (text, expected) => {
    const condition = readFieldCondition(text);
    if (typeof condition === 'string') throw new Error(condition);
    expect(matchField(condition)(line)).toBe(expected);
  });

  it('takes no event without details', () => {
    const condition = readFieldCondition('details.a!=1');
    if (typeof condition === 'string') throw new Error(condition);
    expect(
      ['{}', '{"details":null}', '{"details":[{"a":2}]}'].filter(matchField(condition)),
    ).toEqual([]);
  });
});
