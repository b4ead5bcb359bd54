/** A parcel that fits no box, or is none. */
export class ParcelError extends Error {}

/** Reads the sizes of parcels. */
export function parcels(words) {
  return words.map((word) => {
    const size = Number(word);
    if (!Number.isInteger(size) || size <= 0) throw new ParcelError(`'${word}' is no size; expected a whole number above 0`);
    return size;
  });
}

/**
 * Fits parcels into boxes of one size: the largest first, each into the first box that has room.
 *
 * @param {number[]} sizes
 * @param {number} capacity
 */
export function fit(sizes, capacity) {
  const boxes = [];
  for (const size of [...sizes].sort((a, b) => b - a)) {
    if (size > capacity) throw new ParcelError(`a parcel of ${size} fits no box of ${capacity}`);
    let box = boxes.find((candidate) => candidate.free >= size);
    if (!box) {
      box = { parcels: [], free: capacity };
      boxes.push(box);
    }
    box.parcels.push(size);
    box.free -= size;
  }
  return boxes;
}
