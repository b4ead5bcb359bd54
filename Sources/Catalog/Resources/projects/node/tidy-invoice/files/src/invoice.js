/** An invoice that cannot be totalled. */
export class InvoiceError extends Error {}

/**
 * Totals an invoice. All amounts are whole cents; VAT is rounded once for each rate.
 *
 * @param {{lines: {quantity: number, price: number, vat: number}[]}} invoice
 */
export function total(invoice) {
  if (!Array.isArray(invoice?.lines) || invoice.lines.length === 0) {
    throw new InvoiceError('an invoice needs at least one line');
  }
  const netByRate = new Map();
  invoice.lines.forEach((line, index) => {
    const { quantity, price, vat } = line;
    if (!Number.isInteger(quantity) || !Number.isInteger(price) || !(vat >= 0)) {
      throw new InvoiceError(`line ${index + 1} needs a whole quantity, a price in cents and a VAT rate`);
    }
    netByRate.set(vat, (netByRate.get(vat) ?? 0) + quantity * price);
  });
  const rates = [...netByRate]
    .sort(([a], [b]) => a - b)
    .map(([rate, net]) => ({ rate, net, vat: Math.round((net * rate) / 100) }));
  const net = rates.reduce((sum, entry) => sum + entry.net, 0);
  const vat = rates.reduce((sum, entry) => sum + entry.vat, 0);
  return { rates, net, vat, gross: net + vat };
}

/** Renders cents as a decimal amount. */
export function amount(cents) {
  const sign = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
