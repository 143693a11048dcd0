/** Of the heading that `helm get values` prints where it is not asked for YAML. */
export const HELM_HEADING =
  'this is the heading that `helm get values` prints, no key: remove the line, or use `helm get values RELEASE -o yaml`';

/** Where the heading stands in a text that is no YAML: above a null, as of a release without values, or a map in braces. */
export function helmHeading(text: string): number | undefined {
  const offset = text.search(/^(USER-SUPPLIED|COMPUTED) VALUES:[ \t]*$/m);
  return offset < 0 ? undefined : offset;
}
