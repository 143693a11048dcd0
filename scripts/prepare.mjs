// npm runs `prepare` in a clone after `npm ci`, and when it packs, where `prepack` has built already.
if (!['pack', 'publish'].includes(process.env.npm_command)) await import('./build.mjs');
await import('./link-commands.mjs');
