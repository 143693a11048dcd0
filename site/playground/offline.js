// Keeps the page for when there is no network; where there is one, the page comes from there.
const NAME = 'playground';
const PAGE = 'index.html';
const FOLDER = new URL('.', self.location).pathname;

self.addEventListener('install', (event) => event.waitUntil(caches.open(NAME).then((cache) => cache.add(PAGE))));

self.addEventListener('fetch', (event) => {
  if (isPage(event.request)) event.respondWith(newestPage(event.request));
});

/** Whether the page is opened, and not another file of the folder. */
function isPage({ mode, url }) {
  return mode === 'navigate' && [FOLDER, FOLDER + PAGE].includes(new URL(url).pathname);
}

async function newestPage(request) {
  const cache = await caches.open(NAME);
  try {
    const response = await fetch(request);
    // What cannot be kept, as where the browser has no room, is shown all the same.
    if (response.ok) await cache.put(PAGE, response.clone()).catch(() => {});
    return response;
  } catch {
    return cache.match(PAGE);
  }
}
