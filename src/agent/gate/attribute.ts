import type { FactBook } from './fact-book.ts';
import type { Claim, Mention } from './sentence.ts';

/**
 * The claims that do not belong to the records the sentence names. A sentence may put facts behind their record
 * (`DM-1 cost €10`), before it (`€10 for DM-1`) or in the same order in a list; one such reading must fit them all.
 */
export function strayClaims(
  claims: readonly Claim[],
  mentions: readonly Mention[],
  running: readonly string[],
  book: FactBook,
): Claim[] {
  const orders = mentions.filter((mention) => !mention.product);
  const products = mentions.filter((mention) => mention.product);
  const bound = claims.filter((claim) => !claim.free && claim.options.length > 0);
  const ofProducts = bound.filter((claim) =>
    claim.options.every((fact) => isOfProduct(claim, fact.records, book)),
  );
  const ofOrders = bound.filter((claim) => !ofProducts.includes(claim));
  return [
    ...strays(ofOrders, groupsOf(orders, book), running, book),
    ...strays(ofProducts, groupsOf(products, book), [], book),
    // A price of the catalogue is no amount of an order: only a product named beside it makes it one.
    ...(orders.length > 0 && products.length === 0
      ? ofProducts.filter(
          (claim) =>
            !claim.options.some(
              (fact) =>
                fact.records.some((record) => book.orders.has(record)) || fact.field === 'quote',
            ),
        )
      : []),
  ];
}

interface Group {
  start: number;
  end: number;
  records: string[];
}

function strays(
  claims: readonly Claim[],
  groups: readonly Group[],
  running: readonly string[],
  book: FactBook,
): Claim[] {
  if (claims.length === 0) return [];
  const [first] = groups;
  if (first === undefined)
    return running.length === 0
      ? []
      : claims.filter((claim) => !running.some((record) => belongs(claim, record, book)));
  const behind = claims.filter(
    (claim) => !fits(claim, groups.findLast((group) => group.start <= claim.start) ?? first, book),
  );
  if (behind.length === 0) return [];
  const before = claims.filter((claim) => {
    const group = groups.find((next) => next.start >= claim.start);
    return group === undefined
      ? groups.length > 1 || !fits(claim, first, book)
      : !fits(claim, group, book);
  });
  if (before.length === 0 || inOrder(claims, groups, book)) return [];
  return behind.length <= before.length ? behind : before;
}

// "DM-1 and DM-2 cost €10 and €20": as many facts of one kind as records, in the same order.
function inOrder(claims: readonly Claim[], groups: readonly Group[], book: FactBook): boolean {
  const records = groups.flatMap((group) => group.records);
  if (records.length < 2) return false;
  const kinds = new Set(claims.map((claim) => claim.kind));
  return [...kinds].every((kind) => {
    const same = claims.filter((claim) => claim.kind === kind);
    return (
      same.length === records.length &&
      same.every((claim, index) => belongs(claim, records[index] ?? '', book))
    );
  });
}

function fits(claim: Claim, group: Group, book: FactBook): boolean {
  return group.records.every((record) => belongs(claim, record, book));
}

/** A fact belongs to a record that stands around it, and to a record inside the one it is about as a whole. */
function belongs(claim: Claim, record: string, book: FactBook): boolean {
  const outer = book.parents.get(record);
  return claim.options.some(
    (fact) =>
      fact.records.length === 0 ||
      fact.records.includes(record) ||
      (outer !== undefined && fact.records.every((other) => outer.has(other))) ||
      // Catalogue text is general: it tells sizes and materials whichever order is spoken of.
      (fact.field === 'quote' && !fact.records.some((other) => book.orders.has(other))),
  );
}

// Neighbours joined by `and` or a comma are one subject; a parcel beside its order narrows it.
function groupsOf(mentions: readonly Mention[], book: FactBook): Group[] {
  const groups: Group[] = [];
  for (const mention of [...mentions].sort((left, right) => left.start - right.start)) {
    const last = groups[groups.length - 1];
    const near = last !== undefined && mention.start - last.end <= 24;
    const inner = last?.records.find((record) => book.parents.get(mention.record)?.has(record));
    const outer = last?.records.find((record) => book.parents.get(record)?.has(mention.record));
    if (last === undefined)
      groups.push({ start: mention.start, end: mention.end, records: [mention.record] });
    else if (near && inner !== undefined)
      last.records = last.records.map((record) => (record === inner ? mention.record : record));
    else if (outer !== undefined) last.end = mention.end;
    else if (last.records.includes(mention.record)) last.end = mention.end;
    else if (mention.start - last.end <= 8) {
      last.records.push(mention.record);
      last.end = mention.end;
    } else groups.push({ start: mention.start, end: mention.end, records: [mention.record] });
  }
  return groups;
}

function isOfProduct(claim: Claim, records: readonly string[], book: FactBook): boolean {
  return claim.kind === 'amount' && records.some((record) => book.products.has(record));
}
