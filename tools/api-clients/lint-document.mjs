// @ts-check
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';

/** Beside what is recommended, which looks at the examples of answers alone. */
const REDOCLY_RULES = /** @type {const} */ ({
  'no-invalid-media-type-examples': 'error',
  'no-invalid-parameter-examples': 'error',
  'no-invalid-schema-examples': 'error',
});

/** The document is that of any server: there is nobody to write to. */
const NOT_OURS = new Set(['info-contact']);

/**
 * What Redocly and Spectral object to in an OpenAPI document, warnings among it.
 *
 * @param {string} text JSON
 * @returns {Promise<string[]>}
 */
export async function lintDocument(text) {
  const config = await createConfig({ extends: ['recommended-strict'], rules: REDOCLY_RULES });
  const found = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [[rulesets.oas, 'recommended']] });
  const others = await linter.run(JSON.parse(text));
  return [
    ...found.map(
      (one) => `redocly ${one.ruleId} ${one.location[0]?.pointer ?? ''}: ${one.message}`,
    ),
    ...others
      .filter(({ code }) => !NOT_OURS.has(String(code)))
      .map(({ code, message, path }) => `spectral ${String(code)} ${path.join('/')}: ${message}`),
  ];
}
