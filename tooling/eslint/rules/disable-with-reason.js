const eslintComment = /^\s*eslint-disable(?:-next-line|-line)?(?![\w-])(?<rest>[^]*)$/;
const svelteComment = /^\s*svelte-ignore\b(?<rest>[^]*)$/;

/** Whoever switches a rule off names the rule, and says why after two dashes. */
export const disableWithReason = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      reason: "Say why the rule is off: `-- because …`.",
      name: "Name the rule that is off.",
    },
  },
  create(context) {
    function judge(comment) {
      const written = eslintComment.exec(comment.value) ?? svelteComment.exec(comment.value);
      if (!written) return;
      const [names, ...reason] = written.groups.rest.split(/\s-{2,}\s/);
      // Column -1 lies before the comment itself, which could otherwise silence this rule too.
      const loc = { line: comment.loc.start.line, column: -1 };
      if (names.trim() === "") context.report({ loc, messageId: "name" });
      if (reason.join("").trim().length < 3) context.report({ loc, messageId: "reason" });
    }
    return {
      Program() {
        context.sourceCode.getAllComments().forEach(judge);
      },
      SvelteHTMLComment: judge,
    };
  },
};
