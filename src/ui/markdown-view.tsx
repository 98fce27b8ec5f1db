import type { ComponentChildren } from 'preact';
import { type Block, parseMarkdown } from './markdown.ts';
import type { Inline } from './markdown-inline.ts';

/** A message's Markdown as elements. Only elements and text nodes are made; no string of HTML exists anywhere. */
export function Markdown({ text, hosts }: { text: string; hosts: readonly string[] }) {
  return <>{parseMarkdown(text).map((block) => showBlock(block, hosts))}</>;
}

function showBlock(block: Block, hosts: readonly string[]): ComponentChildren {
  switch (block.type) {
    case 'paragraph':
      return <p dir="auto">{showInlines(block.children, hosts)}</p>;
    case 'code':
      return (
        <pre dir="ltr">
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return <blockquote>{block.blocks.map((inner) => showBlock(inner, hosts))}</blockquote>;
    case 'list': {
      const items = block.items.map((item) => (
        <li dir="auto">{item.map((inner) => showItem(inner, hosts))}</li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return (
        <div class="table" role="group" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell) => (
                  <th scope="col">{showInlines(cell, hosts)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr>
                  {row.map((cell) => (
                    <td>{showInlines(cell, hosts)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function showItem(block: Block, hosts: readonly string[]): ComponentChildren {
  return block.type === 'paragraph' ? showInlines(block.children, hosts) : showBlock(block, hosts);
}

function showInlines(inlines: readonly Inline[], hosts: readonly string[]): ComponentChildren {
  return inlines.map((inline) => showInline(inline, hosts));
}

function showInline(inline: Inline, hosts: readonly string[]): ComponentChildren {
  if (typeof inline === 'string') return inline;
  switch (inline.type) {
    case 'strong':
      return <strong>{showInlines(inline.children, hosts)}</strong>;
    case 'em':
      return <em>{showInlines(inline.children, hosts)}</em>;
    case 'del':
      return <del>{showInlines(inline.children, hosts)}</del>;
    case 'code':
      return <code dir="auto">{inline.text}</code>;
    case 'break':
      return <br />;
    case 'link':
      return (
        <SafeLink href={inline.href} hosts={hosts} isBare={inline.children[0] === inline.href}>
          {showInlines(inline.children, hosts)}
        </SafeLink>
      );
  }
}

/** A link of the shop's own looks plain; any other one says where it leads. `href` must have passed the scanner. */
export function SafeLink(props: {
  href: string;
  hosts: readonly string[];
  /** the words are the address itself */
  isBare?: boolean;
  children: ComponentChildren;
}) {
  const { protocol, hostname } = new URL(props.href);
  if (protocol !== 'https:') return <a href={props.href}>{props.children}</a>;
  if (props.hosts.includes(hostname)) return <a href={props.href}>{props.children}</a>;
  return (
    <a href={props.href} target="_blank" rel="noopener noreferrer nofollow">
      {props.children}
      {!props.isBare && (
        <>
          {' '}
          <bdi class="host">({hostname})</bdi>
        </>
      )}
    </a>
  );
}
