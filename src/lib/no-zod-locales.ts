// Stands in for zod's messages in forty languages in a Worker (`[alias]` of wrangler.toml): nothing here shows them, and
// zod's own index would keep them all in the bundle.
export {};
