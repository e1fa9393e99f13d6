// @ts-check

/** Licences that ask for no more than their text and the names of their authors to be kept. */
const PERMISSIVE = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC'],
  ...['MIT', 'MIT-0', 'PSF-2.0', 'Python-2.0', 'Unlicense'],
];

/** Selectors of packages that may have another licence. */
const EXCEPTIONS = [
  // A choice, of MIT too.
  "[name='type-fest'][license*='(MIT']",
  // An optional library of Next.js, loaded at run time, that no page of Causeway uses.
  "[name*='@img/sharp-'][license*='LGPL-3.0-or-later']",
  // Data that builds read.
  "[name='caniuse-lite'][license='CC-BY-4.0']",
  // Fonts, served as they are.
  "[name='geist'][license*='SIL']",
  // Tools of tests and builds, used as they are.
  "[name='axe-core'][license='MPL-2.0']",
  "[name*='lightningcss'][license='MPL-2.0']",
];

const FIT = [...PERMISSIVE.map((licence) => `[license='${licence}']`), ...EXCEPTIONS].join(',');

/** Fails, and prints them, when packages of package-lock.json have a licence that is not known to be fit. */
export const CHECK_LICENCES = `npm query --package-lock-only --expect-results=false :not(${FIT})`;
