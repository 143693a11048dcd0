import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDiagnostic } from '../../lib/private/diagnostic';
import type { Diagnostic } from '../../lib/private/diagnostic';
import { adviceOn } from '../../lib/values/advice';
import { readChecked } from '../../lib/values/read';
import { MISTAKES } from './mistakes';
import type { Mistake } from './mistakes';

/** docs/mistakes.md is made of what the library says of the files in mistakes.ts: `UPDATE_DOCS=1 npx jest test/mistakes` writes it. */

const DOCUMENT = join(__dirname, '..', '..', 'docs', 'mistakes.md');

/** What the defaults themselves are asked about. */
const OF_THE_DEFAULTS = readChecked([{ kind: 'text', name: 'values.yaml', text: '' }], adviceOn).diagnostics.map(
  ({ message, path }) => JSON.stringify([message, path]),
);

function diagnose({ content }: Mistake): Diagnostic[] {
  const name = 'values.yaml';
  const source =
    typeof content === 'string'
      ? ({ kind: 'text', name, text: content } as const)
      : ({ kind: 'bytes', name, bytes: content } as const);
  const { diagnostics } = readChecked([source], adviceOn);
  return diagnostics.filter(
    ({ message, path, line }) => line !== undefined || !OF_THE_DEFAULTS.includes(JSON.stringify([message, path])),
  );
}

/** What tells how to mend it: an instruction, or what is allowed. */
const REMEDY =
  /must be|did you mean|; (write|use|put|give|keep|save|add|define|remove|align|indent|check|delete|known here|it belongs)|[:,] (set|use|add|rename|remove|enable|choose|change|lower|write|shorten|give|keep|letters alone)|must be/;

describe.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))('%s', (_, mistake) => {
  const diagnostics = diagnose(mistake);

  test('is found', () => expect(diagnostics).not.toEqual([]));

  test('each message names the place and the remedy, and is one line', () => {
    for (const diagnostic of diagnostics) {
      const text = formatDiagnostic(diagnostic);
      expect(text).toMatch(/^values\.yaml(:\d+(:\d+)?)?: (error|warning): /);
      expect(text).toMatch(REMEDY);
      expect(text).not.toContain('\n');
    }
  });

  test('no message holds a value that may be a secret', () => {
    expect(diagnostics.map(formatDiagnostic).join('\n')).not.toMatch(
      /correct-horse|LICENCE-1234|0123456789abcdef|ab12/,
    );
  });
});

test('the mistakes are many and differ', () => {
  expect(MISTAKES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(MISTAKES.map(({ name }) => name)).size).toBe(MISTAKES.length);
  expect(new Set(MISTAKES.map(({ content }) => content.toString('base64' as never))).size).toBe(MISTAKES.length);
});

test('docs/mistakes.md shows them', () => {
  const cell = (text: string): string => text.replace(/[|<>\\*_]/g, '\\$&');
  const rows = MISTAKES.map((mistake) => `| ${mistake.name} | ${cell(formatDiagnostic(diagnose(mistake)[0]))} |`);
  const document = `# Mistakes and messages

What \`cdk8s-tracardi validate\` says first of values files with a mistake. The files stand in \`test/mistakes/mistakes.ts\`.

| mistake | message |
|---|---|
${rows.join('\n')}
`;
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, document);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
});
