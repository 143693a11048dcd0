// Keeps the page for when there is no network; where there is one, the page comes from there.
const NAME = 'playground';
const PAGE = 'index.html';

self.addEventListener('install', (event) => event.waitUntil(caches.open(NAME).then((cache) => cache.add(PAGE))));

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(newestPage(event.request));
});

async function newestPage(request) {
  const cache = await caches.open(NAME);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(PAGE, response.clone());
    return response;
  } catch {
    return cache.match(PAGE);
  }
}
