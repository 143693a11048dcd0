import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDiagnostic } from '../../lib/json/diagnostic';
import type { Diagnostic } from '../../lib/json/diagnostic';
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

/** The diagnostic that a file is shown for: that of its mistake, not of what it says nothing about. */
function subject(mistake: Mistake): Diagnostic {
  const diagnostics = diagnose(mistake);
  const own = ({ rule, path = [] }: Diagnostic): boolean =>
    rule !== 'public-token' || mistake.content.includes(`${path.at(-1)}:`);
  return diagnostics.find(own) ?? diagnostics[0];
}

const VERBS =
  'add|align|begin|change|check|choose|correct|decrypt|define|delete|enable|give|indent|install|keep|lower|letters alone|put|quote|remove|rename|save|set|shorten|switch|use|write';

/** An instruction behind the reason, or what may stand there. */
const REMEDY = new RegExp(
  `[;:,] (${VERBS})\\b|; did you mean|; known here: |; it belongs |lists the keys$|must be (a|an|one of|the|yes|3 to|lower-case|true)\\b`,
);
const REASON =
  /\b(is|are|has|had|must|may|cannot|needs?|holds|exclude|mounts|stands?|opens|looks|reads|merges|accepts|closes|differ|drop)\b/;

describe.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))('%s', (_, mistake) => {
  const diagnostics = diagnose(mistake);

  test('is found', () => expect(diagnostics).not.toEqual([]));

  test('each message tells reason and remedy in one line', () => {
    for (const diagnostic of diagnostics) {
      const text = formatDiagnostic(diagnostic);
      expect(text).toMatch(/^values\.yaml(:\d+(:\d+)?)?: (error|warning): /);
      expect(diagnostic.message).toMatch(REASON);
      expect(diagnostic.message).toMatch(REMEDY);
      if (diagnostic.rule === 'type') expect(diagnostic.message).toMatch(/, not [^;]*; /);
      expect(text).not.toContain('\n');
    }
  });

  test('the place is the line of the key', () => {
    if (typeof mistake.content !== 'string') return;
    const { line, column, path = [] } = subject(mistake);
    const lines = mistake.content.split('\n');
    expect([...lines[Number(line) - 1]].length).toBeGreaterThanOrEqual(Number(column) - 1);
    const key = String(path.at(-1));
    // A map or a list begins on the line after its key.
    if (mistake.content.includes(`${key}:`))
      expect(lines.slice(Math.max(0, Number(line) - 2), line).join()).toContain(key);
  });

  test('no message holds a value that may be a secret', () => {
    expect(diagnostics.map(formatDiagnostic).join('\n')).not.toMatch(
      /correct-horse|LICENCE-1234|0123456789abcdef|ab12/,
    );
  });
});

test('the mistakes are many and differ', () => {
  expect(MISTAKES.length).toBeGreaterThanOrEqual(90);
  expect(new Set(MISTAKES.map(({ name }) => name)).size).toBe(MISTAKES.length);
  expect(new Set(MISTAKES.map(({ content }) => content.toString('base64' as never))).size).toBe(MISTAKES.length);
});

test('docs/mistakes.md shows them', () => {
  const cell = (text: string): string => text.replace(/[|<>\\*_]/g, '\\$&');
  const rows = MISTAKES.map((mistake) => `| ${mistake.name} | ${cell(formatDiagnostic(subject(mistake)))} |`);
  const document = `# Mistakes and messages

What \`cdk8s-tracardi validate\` says of values files with a mistake. The files stand in \`test/mistakes/mistakes.ts\`.

| mistake | message |
|---|---|
${rows.join('\n')}
`;
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, document);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
});
