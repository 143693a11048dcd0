import { Document, isScalar, visit } from 'yaml';

/**
 * Characters that YAML readers disagree about when they stand bare: line ends of YAML 1.1, control characters, the byte order
 * mark. In double quotes they can be written as escapes.
 */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
/** Readers differ in what they take for a number (0o17, 1_000, 12:30). */
const NUMBER_LIKE = /^[-+.]?[0-9]/;
const UNSAFE_LEFT = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Objects as YAML documents that every reader, kubectl's among them, reads alike. */
export function toYaml(objects: readonly object[]): string {
  return objects.map(documentText).join('---\n');
}

function documentText(object: object): string {
  // Version 1.1, whose readers take `on` and `yes` for booleans, so that such texts are quoted.
  const document = new Document(object, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === 'string' && (UNSAFE.test(node.value) || NUMBER_LIKE.test(node.value)))
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return document
    .toString({ lineWidth: 0 })
    .replace(UNSAFE_LEFT, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
