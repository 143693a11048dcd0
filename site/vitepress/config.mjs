// Configuration of the site; scripts/site.mjs lays it beside the pages that it collects.
import { readFileSync } from 'node:fs';
import GithubSlugger from 'github-slugger';
import { defineConfig } from 'vitepress';
import { renderForSearch } from './search.mjs';

const { sidebar, repository } = JSON.parse(readFileSync(new URL('./pages.json', import.meta.url), 'utf8'));

/** Anchors are those that the documents have on GitHub. */
const { slug } = GithubSlugger;

/** Nothing of a document is a template or markup, whatever it holds. */
function asPlainText(md) {
  md.set({ html: false });
  const render = md.renderer.render.bind(md.renderer);
  md.renderer.render = (...args) => `<div v-pre>${render(...args)}</div>`;
}

/** In the reference of values each key is an anchor. */
function anchorKeys(md) {
  md.renderer.rules.list_item_open = (tokens, index, options, env, self) => {
    const [code] = tokens[index + 2].children ?? [];
    if (env.relativePath === 'values.md' && code?.type === 'code_inline') tokens[index].attrSet('id', code.content);
    return self.renderToken(tokens, index, options);
  };
}

export default defineConfig({
  title: 'cdk8s-tracardi',
  description: 'Multi-tenant Tracardi on Kubernetes: CDK8s constructs and a Helm chart from one values file',
  base: process.env.SITE_BASE ?? '/',
  lastUpdated: false,
  metaChunk: true,
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    attrs: { disable: true },
    anchor: { slugify: slug },
    toc: { slugify: slug },
    headers: { slugify: slug },
    config: (md) => {
      asPlainText(md);
      anchorKeys(md);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Values', link: '/values' },
      { text: 'Constructs', link: '/api' },
      { text: 'Playground', link: '/playground/index.html', target: '_self' },
    ],
    sidebar,
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: repository }],
    search: { provider: 'local', options: { _render: renderForSearch } },
  },
});
