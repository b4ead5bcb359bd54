import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import ms from 'ms';

/** Keeps a bounded number of links, each for a limited time. */
export class LinkStore {
  #links;

  /**
   * @param {{limit: number, timeToLive: string}} options
   */
  constructor({ limit, timeToLive }) {
    const ttl = ms(timeToLive);
    if (!(ttl > 0)) {
      throw new RangeError(`not a duration: ${timeToLive}`);
    }
    this.#links = new LRUCache({ max: limit, ttl, ttlResolution: 0 });
  }

  /** Keeps the link and returns its short name; the same link always gets the same name. */
  add(link) {
    const { protocol, href } = new URL(link);
    if (protocol !== 'http:' && protocol !== 'https:') {
      throw new TypeError(`cannot shorten ${protocol} links`);
    }
    const name = createHash('sha256').update(href).digest('base64url').slice(0, 8);
    this.#links.set(name, href);
    return name;
  }

  /** The link of that name, or undefined when there is none or it has expired. */
  find(name) {
    return this.#links.get(name);
  }
}
