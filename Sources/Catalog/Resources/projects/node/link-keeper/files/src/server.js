import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { LinkStore } from './store.js';

const BODY_LIMIT = 2048;

/** An HTTP server over the store; the caller decides where it listens. */
export function serve(store) {
  return createServer(async (request, response) => {
    const answer = (status, body, headers = {}) => response.writeHead(status, headers).end(body);
    if (request.method === 'GET') {
      const link = store.find(request.url.slice(1));
      return link ? answer(302, '', { location: link }) : answer(404, 'no such link\n');
    }
    if (request.method !== 'POST') {
      return answer(405, '', { allow: 'GET, POST' });
    }
    let body = '';
    for await (const chunk of request) {
      body += chunk;
      if (body.length > BODY_LIMIT) {
        return answer(413, 'the link is too long\n', { connection: 'close' });
      }
    }
    try {
      return answer(201, `/${store.add(body.trim())}\n`);
    } catch (error) {
      return answer(422, `${error.message}\n`);
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { PORT = '8080', LINK_TTL = '7d', LINK_LIMIT = '10000' } = process.env;
  serve(new LinkStore({ limit: Number(LINK_LIMIT), timeToLive: LINK_TTL })).listen(Number(PORT));
}
