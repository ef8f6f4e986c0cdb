import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      paths: { relative: false },
      // Our own check in hooks.server.ts is stricter (every method, every content type) and answers in plain words.
      csrf: { trustedOrigins: ["*"] },
      csp: {
        mode: "hash",
        directives: {
          "default-src": ["none"],
          "script-src": ["self"],
          "style-src": ["self"],
          "img-src": ["self", "data:"],
          "connect-src": ["self"],
          "form-action": ["self"],
          "base-uri": ["none"],
          "frame-ancestors": ["none"],
          "require-trusted-types-for": ["script"],
        },
      },
    }),
  ],
  build: {
    // Old phones keep the plain value that stands before a newer one.
    cssTarget: ["chrome64", "safari12"],
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The parts of a page share one style sheet instead of one request each.
        codeSplitting: { groups: [{ name: "parts", test: /src\/lib\/components\// }] },
      },
    },
  },
  environments: {
    ssr: {
      // The rooms stay outside of the server's bundle: Node loads their source, and the pages share one instance of
      // each with apps/yishi. (Vite leaves only .js outside by itself; the libraries in package.json stay out that way.)
      build: { rolldownOptions: { external: [/^@yishi\//] } },
    },
  },
  server: { host: "127.0.0.1" },
});
