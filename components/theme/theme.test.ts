import { describe, expect, it } from 'vitest';
import { readTheme, themeCookie } from './theme';

describe('the theme cookie', () => {
  it('restores the choice', () => {
    expect(readTheme('dark')).toBe('dark');
    expect(readTheme('light')).toBe('light');
  });

  it('follows the system when nothing, or nonsense, was chosen', () => {
    expect(readTheme(undefined)).toBe('system');
    expect(readTheme('"><script>')).toBe('system');
  });

  it('is forgotten when the system is followed again', () => {
    expect(themeCookie('system')).toContain('max-age=0');
    expect(themeCookie('dark')).toMatch(/=dark; path=\/; max-age=31536000/);
  });
});
