import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { z } from 'zod';
import { HINTS } from './errors.ts';

// Only what the page shows; the document itself is generated and valid.
const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: z.looseObject({ description: z.string().optional() }).optional(),
});
const media = z.record(z.string(), z.object({ schema: z.unknown().optional() }));
const operation = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: media }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: media.optional() })),
});
const documentSchema = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().optional() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z
    .object({ schemas: z.record(z.string(), z.unknown()).default({}) })
    .default({ schemas: {} }),
});

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The OpenAPI document as one page without scripts, made on the server. */
export function docsPage(openApi: unknown): Html {
  const { info, paths, components } = documentSchema.parse(openApi);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, details]) => ({
      path,
      method: method.toUpperCase(),
      ...details,
    })),
  );
  const tags = [...new Set(operations.flatMap((one) => one.tags))];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}</title>
<link rel="stylesheet" href="/assets/style.css">
</head>
<body class="docs">
<header><h1>${info.title} ${info.version}</h1><p>${info.description ?? ''} <a href="/openapi.json">openapi.json</a></p>
<nav aria-label="Sections">${tags.map((tag) => html`<a href="#${anchorOf(tag)}">${tag}</a> `)} <a href="#problems">Problems</a> <a href="#schemas">Schemas</a></nav></header>
<main>
${tags.map(
  (
    tag,
  ) => html`<section id="${anchorOf(tag)}" aria-labelledby="${anchorOf(tag)}-title"><h2 id="${anchorOf(tag)}-title">${tag}</h2>
${operations.filter((one) => one.tags.includes(tag)).map(renderOperation)}</section>`,
)}
<section id="problems" aria-labelledby="problems-title"><h2 id="problems-title">Problems</h2>
<p>Every problem has a stable <code>code</code> and says in <code>hint</code> what to do. These may come from any address; the others belong to one and explain themselves.</p>
<dl>${Object.entries(HINTS).map(
    ([code, hint]) => html`<dt id="problem-${code}"><code>${code}</code></dt><dd>${hint}</dd>`,
  )}</dl></section>
<section id="schemas" aria-labelledby="schemas-title"><h2 id="schemas-title">Schemas</h2>
${Object.entries(components.schemas).map(
  ([name, schema]) =>
    html`<details id="schema-${name}"><summary>${name}</summary><pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre></details>`,
)}</section>
</main>
</body>
</html>`;
}

function anchorOf(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function renderOperation(one: z.infer<typeof operation> & { path: string; method: string }): Html {
  return html`<article class="operation">
<h3><code>${one.method} ${one.path}</code></h3>
<p>${one.summary ?? ''}${one.security === undefined ? '' : ' · needs authorization'}</p>
${one.description === undefined ? '' : html`<p>${one.description}</p>`}
${
  one.parameters.length === 0
    ? ''
    : html`<ul>${one.parameters.map((each) => html`<li><code>${each.name}</code> (${each.in}${each.required ? ', required' : ''}) ${each.description ?? each.schema?.description ?? ''}</li>`)}</ul>`
}
${one.requestBody === undefined ? '' : html`<p>Body: ${renderContent(one.requestBody.content)}</p>`}
<ul>${Object.entries(one.responses).map(
    ([status, { description, content = {} }]) =>
      html`<li><code>${status}</code> ${description} ${renderContent(content)}</li>`,
  )}</ul>
</article>`;
}

function renderContent(content: z.infer<typeof media>): Html[] {
  return Object.entries(content).map(([type, { schema }]) => {
    const reference = z.object({ $ref: z.string() }).safeParse(schema);
    const name = reference.success ? reference.data.$ref.split('/').at(-1) : undefined;
    return name === undefined
      ? html`<code>${type}</code> `
      : html`<code>${type}</code> <a href="#schema-${name}">${name}</a> `;
  });
}
