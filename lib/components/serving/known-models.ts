import type { ModelTest } from './settings/model';

/**
 * What models of upstream's examples are asked and answer, by the SHA-256 of their file: a test without a line in the
 * environment.
 */
const tests: Readonly<Record<string, ModelTest>> = {
  // Credit card fraud detection: seven features of a payment in, a probability out.
  '70df70efc46a9930f3c054c574bf7afe1316d86d0cd9ac5555ec7352c5c5e724': {
    inputs: [
      {
        name: 'dense_input',
        shape: [1, 7],
        datatype: 'FP32',
        data: [57.87785658389723, 0.3111400080477545, 1.9459399775518593, 1, 1, 0, 0],
      },
    ],
    outputs: [{ shape: [1, 1], datatype: 'FP32' }],
  },
};

/** The test of a model that is known by its checksum. */
export function knownTest(sha256: string | undefined): ModelTest | undefined {
  return sha256 === undefined ? undefined : tests[sha256];
}
