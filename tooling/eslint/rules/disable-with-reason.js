const eslintComment =
  /^\s*eslint-disable(?:-next-line|-line)?(?![\w-])(?<names>[^]*?)(?:\s-{2,}\s(?<reason>[^]*))?$/;
const svelteComment = /^\s*svelte-ignore\b(?<names>[^(]*)(?:\((?<reason>[^]*)\))?/;

/** Whoever switches a rule off names the rule and says why: ESLint's after two dashes, Svelte's in brackets. */
export const disableWithReason = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      reason:
        "Say why the rule is off: `eslint-disable… rule -- because …`, `svelte-ignore rule (because …)`.",
      name: "Name the rule that is off.",
    },
  },
  create(context) {
    function judge(comment) {
      const written = eslintComment.exec(comment.value) ?? svelteComment.exec(comment.value);
      if (!written) return;
      const { names, reason = "" } = written.groups;
      // Column -1 lies before the comment itself, which could otherwise silence this rule too.
      const loc = { line: comment.loc.start.line, column: -1 };
      if (names.trim() === "") context.report({ loc, messageId: "name" });
      if (reason.trim().length < 3) context.report({ loc, messageId: "reason" });
    }
    return {
      Program() {
        context.sourceCode.getAllComments().forEach(judge);
      },
      SvelteHTMLComment: judge,
    };
  },
};
