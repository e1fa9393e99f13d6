// @ts-check
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';

/** In addition to the recommended rules, which check only examples of responses. */
const REDOCLY_RULES = /** @type {const} */ ({
  'no-invalid-media-type-examples': 'error',
  'no-invalid-parameter-examples': 'error',
  'no-invalid-schema-examples': 'error',
});

/** Every server has this document, so it has no contact. */
const NOT_OURS = new Set(['info-contact']);

/**
 * The findings of Redocly and Spectral in an OpenAPI document, with warnings.
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
