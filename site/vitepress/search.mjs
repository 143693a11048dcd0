/** What the search of the site looks through: pages by their headings, and the reference of values by its keys. */
export function renderForSearch(source, env, md) {
  if (env.frontmatter?.search === false) return '';
  const html = md.render(source, env);
  if (env.relativePath === 'values.md') return keysOf(html);
  return env.relativePath === 'api.md' ? withoutTables(html) : html;
}

/** Each key under a heading of its own. */
function keysOf(html) {
  const items = html.matchAll(/<li id="(.+?)">([^]*?)<\/li>/g);
  const [title] = html.match(/<h1[^]*?<\/h1>/);
  const parts = [...items].map(([, id, text]) => `<h2>${id} <a href="#${id}"></a></h2>${text}`);
  return [title, ...parts].join('\n');
}

/** What the properties mean stands in the reference of values. */
const withoutTables = (html) => html.replace(/<table[^]*?<\/table>/g, '');
