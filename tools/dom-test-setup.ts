import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Testing Library does this by itself only where Vitest's functions are globals.
afterEach(cleanup);

// A bound against hanging, not a promise of speed: a busy machine may need longer than the second that is the default.
configure({ asyncUtilTimeout: 10_000 });

// Elements of jsdom have no place, and nothing scrolls.
Element.prototype.scrollIntoView = () => undefined;
