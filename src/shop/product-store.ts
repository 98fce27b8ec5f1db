import type { Database, SqlValue, Statement } from '../storage/database.ts';
import { inChunks, readRow, selectSql } from './record-table.ts';
import type { Product } from './records.ts';
import { foldText, indexTokens, queryTokens, queryWords, segmentsOf } from './search-tokens.ts';
import { tables } from './tables.ts';

const SELECT = selectSql(tables.products);
const BY_ID = `${SELECT} WHERE id = ?`;
// Words of the title, tags, category and options count more than those of the description.
const MATCHING = `${SELECT} JOIN product_search ON product_search.rowid = products.sequence
  WHERE product_search MATCH ? ORDER BY bm25(product_search, 5, 5, 1), products.sequence LIMIT ?`;

const CATEGORIES = `SELECT category FROM products WHERE category <> '' GROUP BY category
  ORDER BY count(*) DESC, min(sequence) LIMIT ?`;
// Of each category the first product that can be had.
const SAMPLES = `${SELECT} JOIN (SELECT min(sequence) AS first, count(*) AS size FROM products
    WHERE id IN (SELECT product_id FROM product_variants WHERE available) GROUP BY coalesce(category, '')) samples
  ON samples.first = products.sequence ORDER BY samples.size DESC, products.sequence LIMIT ?`;
const MOST_CATEGORIES = 8;

/** What a shop sells, in short. */
export interface Catalogue {
  /** as the shop names them; none where it has no categories */
  categories: string[];
  products: Product[];
}

export class ProductStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(id: string): Promise<Product | undefined> {
    const row = await this.#database.get(BY_ID, id);
    return row && readRow(tables.products, row);
  }

  /** The first ones, in the order in which they were imported. */
  async list(limit: number): Promise<Product[]> {
    const rows = await this.#database.all(`${SELECT} ORDER BY sequence LIMIT ?`, limit);
    return rows.map((row) => readRow(tables.products, row));
  }

  /** The categories with the most products, and one product of each that can be had; the first ones without categories. */
  async catalogue(limit: number): Promise<Catalogue> {
    const categories = await this.#database.all(CATEGORIES, MOST_CATEGORIES);
    const samples = categories.length > 1 ? await this.#database.all(SAMPLES, limit) : [];
    return {
      categories: categories.map(({ category }) => String(category)),
      products:
        samples.length > 1
          ? samples.map((row) => readRow(tables.products, row))
          : await this.list(limit),
    };
  }

  /**
   * Products that fit a query in any language, best first. Those with all its words in title, tags or options, as they are or
   * bent; where there are none, those with any of them; at last those that have them inside other words (`kanne` finds `Teekanne`).
   */
  async search(query: string, limit: number): Promise<Product[]> {
    const tokens = queryTokens(query);
    if (tokens.length === 0) return [];
    const whole = queryWords(query, 'whole');
    const segmented = queryWords(query, 'segmented');
    const named = async (words: string[][], term: (token: string) => string, by = anyOf) => {
      if (words.length === 0 || (by === allOf && words.length === 1)) return [];
      const match = `{title keywords} : (${by(words, term)})`;
      const cut = words.flat().filter((token) => CUT_BY_SEGMENTER.test(token));
      if (cut.length === 0) return this.#matching(match, limit);
      const found = await this.#matching(match, limit * MORE_TO_SIFT);
      return sifted(found, segmentsOf(query)).slice(0, limit);
    };
    const attempts = [
      () => named(whole, exact, allOf),
      () => named(segmented, stem, allOf),
      () => named(whole, exact),
      () => named(segmented, exact),
      () => named(segmented, beginning),
      () => named(segmented, stem),
      () => this.#matching(tokens.map(exact).join(' AND '), limit),
      () => this.#containing(query, limit),
    ];
    for (const attempt of attempts) {
      const found = await attempt();
      if (found.length > 0) return found;
    }
    return [];
  }

  async #matching(match: string, limit: number): Promise<Product[]> {
    const rows = await this.#database.all(MATCHING, match, limit);
    return rows.map((row) => readRow(tables.products, row));
  }

  async #containing(query: string, limit: number): Promise<Product[]> {
    const words = foldText(query).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
    if (words.length === 0 || words.length > MAX_WORDS) return [];
    const condition = words.map(() => "instr(title || ' ' || keywords, ?) > 0").join(' AND ');
    const sql = `${SELECT} WHERE sequence IN (SELECT rowid FROM product_search WHERE ${condition}) ORDER BY sequence LIMIT ?`;
    const rows = await this.#database.all(sql, ...words, limit);
    return rows.map((row) => readRow(tables.products, row));
  }
}

/** Renews the search index of the products given; to be run after they were written, in the same batch. */
export function searchIndexStatements(products: readonly Product[]): Statement[] {
  const rows = products.map((product): SqlValue[] => [
    product.id,
    indexTokens(product.title),
    indexTokens(
      [
        ...product.tags,
        product.category ?? '',
        ...product.variants.flatMap((variant) => [
          variant.title,
          variant.sku ?? '',
          ...Object.values(variant.options),
        ]),
      ].join(' '),
    ),
    indexTokens(product.description),
  ]);
  return inChunks(rows).flatMap((chunk) => [
    {
      sql: `DELETE FROM product_search WHERE rowid IN (
        SELECT sequence FROM products WHERE id IN (SELECT value ->> 0 FROM json_each(?)))`,
      params: [chunk],
    },
    {
      sql: `INSERT INTO product_search (rowid, title, keywords, description)
        SELECT products.sequence, value ->> 1, value ->> 2, value ->> 3
        FROM json_each(?) JOIN products ON products.id = value ->> 0`,
      params: [chunk],
    },
  ]);
}

/** Full-text condition: one of the words, each with all its tokens. */
function anyOf(words: string[][], term: (token: string) => string): string {
  return words.map((tokens) => `(${tokens.map(term).join(' AND ')})`).join(' OR ');
}

/** Full-text condition: every word with all its tokens. */
function allOf(words: string[][], term: (token: string) => string): string {
  return words.flatMap((tokens) => tokens.map(term)).join(' AND ');
}

/** Of products found by pairs of letters, those that have one of the words as a word (`ชา` is no part of `ชาม`); all where none has. */
function sifted(products: readonly Product[], words: ReadonlySet<string>): Product[] {
  const holding = products.filter((product) =>
    [...segmentsOf([product.title, ...product.tags].join('\n'))].some((word) => words.has(word)),
  );
  return holding.length > 0 ? holding : [...products];
}

function exact(token: string): string {
  return `"${token}"`;
}

function beginning(token: string): string {
  return token.length >= MIN_PREFIX ? `"${token}" *` : exact(token);
}

/** Endings change with number and case in most languages: Teekannen, teteras, шарфы. */
function stem(token: string): string {
  if (token.length < MIN_STEMMED) return exact(token);
  // Scarves, knives.
  if (token.endsWith('ves')) return `"${token.slice(0, -3)}" *`;
  return `"${token.slice(0, token.length > MIN_STEMMED ? -2 : -1)}" *`;
}

/** Scripts whose short words stand inside others; of Chinese characters each says something. */
const CUT_BY_SEGMENTER = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** As many times the products wanted are read before some are sifted out. */
const MORE_TO_SIFT = 6;
const MIN_PREFIX = 4;
const MIN_STEMMED = 5;
const MAX_WORDS = 8;
