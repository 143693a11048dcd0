// The site of the documents. Usage: node scripts/site.mjs [FOLDER]. SITE_BASE is the path under which it is served: / unless given.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { NAVIGATION } from '../site/navigation.mjs';
import { playground } from './playground.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pages = join(root, 'site', '.pages');
const target = resolve(process.argv[2] ?? join(root, 'site', 'dist'));
const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const REPOSITORY = repository.url.replace(/\.git$/, '');

/** Documents that do not stand in docs/: their pages, and what the sidebar calls them. */
const OTHERS = {
  'README.md': { page: 'index.md', title: 'Start' },
  'API.md': { page: 'api.md', title: 'Constructs' },
  'charts/tracardi/README.md': { page: 'chart.md', title: 'Helm chart' },
};

const documents = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** Where a file of the repository stands in the site, if it is in it. */
const placeOf = (path) => OTHERS[path]?.page ?? (documents.includes(path) ? path.slice('docs/'.length) : undefined);

/** Links lead to pages of the site, and to the repository where what they name is no page. */
function rewriteLink(link, file, page) {
  if (/^(\w+:|#|\/)/.test(link)) return link;
  const [path, anchor] = link.split('#');
  const named = posix.join(posix.dirname(file), path);
  const place = placeOf(named);
  const hash = anchor ? `#${anchor}` : '';
  if (place) return `./${posix.relative(posix.dirname(page), place)}${hash}`;
  if (!existsSync(join(root, named))) throw new Error(`${file} names ${link}, which is not there`);
  return `${REPOSITORY}/blob/main/${named}${hash}`;
}

/** Applies to what stands outside of code. */
function outsideOfCode(text, change) {
  const parts = text.split(/(^```[^]*?^```$|`[^`\n]+`)/m);
  return parts.map((part, index) => (index % 2 ? part : change(part))).join('');
}

function textOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  if (file === 'docs/values.md') return listOfKeys(text);
  if (file !== 'charts/tracardi/README.md') return text;
  // The chart's table of values has a page of its own.
  return text.replace(/^## Values$[^]*/m, '## Values\n\nEvery key is in [Values](../../docs/values.md).\n');
}

/** A table of four columns is too wide for a page: the keys become a list, under a heading for each first part. */
function listOfKeys(text) {
  let group;
  return text
    .replace('| Key | Type | Default | Description |\n| --- | --- | --- | --- |\n', '')
    .replace(/^\| `([^`]+)` \| (.+?) \| (`.*?`|required) \| (.*) \|$/gm, (_, key, type, preset, description) => {
      const heading = key.split(/[.[]/)[0];
      const before = heading === group ? '' : `\n## ${heading}\n\n`;
      group = heading;
      return `${before}- \`${key}\` ${type}, default ${preset.replaceAll('\\|', '|')}\n\n  ${description}`;
    });
}

function pageOf(file) {
  const page = placeOf(file);
  const text = textOf(file);
  const content = outsideOfCode(text.replace(/^<!-- .* -->\n+/gm, ''), (part) =>
    // Pictures are small on a page: each leads to itself, as large as it is.
    part
      .replace(/^!\[.*?\]\((.*?)\)$/gm, '[$&]($1)')
      .replace(/(\]\()([^)\s]+)(?=\))/g, (_, open, link) => open + rewriteLink(link, file, page)),
  );
  return { page, content };
}

const titleOf = (text) => /^# (.+)$/m.exec(text)[1].replaceAll('`', '');

function sidebarOf(titles) {
  const named = Object.values(NAVIGATION).flat();
  const rest = [...titles.keys()].filter((page) => page !== 'index.md' && !named.includes(page)).sort();
  return Object.entries({ ...NAVIGATION, More: rest })
    .map(([text, list]) => ({
      text,
      items: list.filter((page) => titles.has(page)).map((page) => ({ text: titles.get(page), link: `/${page}` })),
    }))
    .filter(({ items }) => items.length > 0);
}

rmSync(pages, { recursive: true, force: true });
cpSync(join(root, 'site', 'vitepress'), join(pages, '.vitepress'), { recursive: true });
const titles = new Map();
for (const file of [...Object.keys(OTHERS), ...documents]) {
  if (!file.endsWith('.md')) {
    // Pages import pictures, and links lead to the files as they are.
    for (const folder of ['', 'public']) cpSync(join(root, file), join(pages, folder, placeOf(file)));
    continue;
  }
  const { page, content } = pageOf(file);
  mkdirSync(dirname(join(pages, page)), { recursive: true });
  writeFileSync(join(pages, page), content);
  titles.set(page, OTHERS[file]?.title ?? titleOf(content));
}
const settings = { repository: REPOSITORY, sidebar: sidebarOf(titles) };
writeFileSync(join(pages, '.vitepress', 'pages.json'), JSON.stringify(settings));

await build(pages, { outDir: target });
mkdirSync(join(target, 'playground'), { recursive: true });
writeFileSync(join(target, 'playground', 'index.html'), await playground());
cpSync(join(root, 'site', 'playground', 'offline.js'), join(target, 'playground', 'offline.js'));
