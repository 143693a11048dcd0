import { excerpt, Redactor } from '../../lib/seeder/redact';

const SECRET = 'pass "word" é+%';

function cleaned(text: string): string | undefined {
  const redactor = new Redactor();
  redactor.add(SECRET);
  return redactor.clean(text);
}

const escaped = (text: string): string => [...text].map((char) => `\\u00${hex(char)}`).join('');
const percent = (text: string): string => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');
const entities = (text: string): string => [...text].map((char) => `&#${char.codePointAt(0)};`).join('');
const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0');

test.each([
  ['escapes', escaped(SECRET)],
  ['percent signs', percent(SECRET)],
  ['entities', entities(SECRET)],
  ['escapes in percent signs', percent(escaped(SECRET))],
  ['entities in escapes in percent signs', percent(escaped(entities(SECRET)))],
])('a text that hides a secret is withheld: %s', (_, text) => {
  expect(cleaned(`before ${text} after`)).toBeUndefined();
});

test('an ordinary text stays as it is', () => {
  expect(cleaned('Can not install: 100% of \\u00e9 &amp; more')).toBe('Can not install: 100% of \\u00e9 &amp; more');
});

describe('an excerpt', () => {
  const said = (changes: object): string => {
    const answer = { type: 'application/json', body: JSON.stringify({ detail: 'No.' }), complete: true, ...changes };
    return excerpt(answer, new Redactor());
  };

  test('is what the API says', () => {
    expect(said({})).toBe('No.');
    expect(said({ type: 'text/plain', body: 'denied' })).toBe('denied');
  });

  test('is empty for a body that broke off, is long or is a page: any of them may end within a secret', () => {
    expect(said({ complete: false })).toBe('');
    expect(said({ body: JSON.stringify({ detail: 'No.', more: 'x'.repeat(4096) }) })).toBe('');
    expect(said({ type: 'text/html', body: '<p>No.</p>' })).toBe('');
  });

  test('has 200 characters at most', () => {
    expect(said({ body: JSON.stringify({ detail: 'no '.repeat(200) }) })).toHaveLength(201);
  });
});
