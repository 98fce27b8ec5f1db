/**
 * What a message says beside the postal address in it: "to my office: Ana Ruiz, Calle Mayor 5, 28013 Madrid" says "to my
 * office". Names of people, streets and towns belong to the place, not to the language of who writes them, and a postcode
 * is no order number.
 */
export function withoutAddress(text: string): string {
  const parts = text.split(SEPARATOR);
  // Parts stand at even places, what separates them at odd ones.
  const town = parts.findLastIndex((part, at) => at % 2 === 0 && TOWN.test(part.trim()));
  if (town < 2) return text;
  const street = parts.findLastIndex(
    (part, at) => at % 2 === 0 && at < town && isStreet(part.trim()),
  );
  if (street === -1) return text;
  const before = parts.slice(0, street);
  // Before the street stands who lives there; a sentence is no name.
  if (NAME.test((before.at(-2) ?? '').trim())) before.splice(-2);
  const after = parts.slice(town + 1);
  // Behind the town stands a country, by itself.
  if (NAME.test((after[1] ?? '').trim())) after.splice(0, 2);
  return [...before, ...after].join('').trim();
}

function isStreet(part: string): boolean {
  return STREET.test(part) && part.split(/\s+/u).length <= MOST_WORDS_OF_STREET;
}

const SEPARATOR = /([\n,،，、;؛:：]+)/u;
const MOST_WORDS_OF_STREET = 7;
/** "5 rue de la Paix", "Via Roma 12", "Calle Mayor 5 2º B" */
const STREET =
  /^\d{1,5}\s?[a-z]?\s+\p{L}|\p{L}\.?\s+\d{1,4}(?:\s?[a-z]|[/-]\d{1,4})?(?:\s.{0,12})?$/iu;
/** "75002 Paris", "1012 AB Amsterdam", "London SW1A 1AA", "Springfield 62704" */
const TOWN =
  /^(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{3,4})?(?: [A-Z]{2})?\s+\p{Lu}[\p{L} .'’-]{1,40}$|^\p{Lu}[\p{L} .'’-]{1,40}\s(?:\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/u;
/** One to four words in capitals, as names and countries are written. */
const NAME = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}$/u;
